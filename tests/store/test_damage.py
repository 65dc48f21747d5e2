"""Whatever bytes a file holds, a user sees one line."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.errors import CoachError
from coachtui.store.backup import backup, backup_daily
from coachtui.store.doctor import examine, mend
from coachtui.store.file import Store
from coachtui.store.search import search
from coachtui.store.transfer import export_document
from coachtui.store.undo import history, redo, undo
from tests.store.helpers import NOW, add_block, add_interruption, add_meeting, add_person, add_task, dump

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a file with rows, a history and an index."""
    path = tmp_path_factory.mktemp("sound") / "coach.db"
    with Store.open(path, now=NOW) as store:
        for number in range(40):
            with store.write(f"capture {number}", NOW) as db:
                person = add_person(db, f"Person {number}")
                add_interruption(db, f"question {number}", person, "a note" * number)
                add_block(db, "sprint", "Draft", add_task(db, f"Draft {number}"))
                add_meeting(db, f"Budget {number}", "agree", person)
    return path.read_bytes()


def damaged(content: bytes, seed: int) -> bytes:
    """The bytes with some of them changed, a page overwritten, or the end cut off."""
    chance = random.Random(seed)
    out = bytearray(content)
    match seed % 3:
        case 0:
            for _ in range(chance.choice([1, 20, 500])):
                out[chance.randrange(len(out))] = chance.randrange(256)
        case 1:
            page = chance.randrange(len(out) // 4096) * 4096
            out[page : page + 4096] = chance.choice([bytes(4096), chance.randbytes(4096)])
        case _:
            del out[chance.randrange(len(out)) :]
    return bytes(out)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_only_ever_refuses(content: bytes, path: Path, seed: int) -> None:
    path.write_bytes(damaged(content, seed))

    def find(store: Store) -> None:
        assert all("\n" not in finding.text for finding in examine(store))

    def write(store: Store) -> None:
        with store.write("one more", NOW) as db:
            add_interruption(db, "one more")

    uses: list[Callable[[Store], object]] = [
        dump,
        lambda store: search(store, "question"),
        history,
        lambda store: undo(store, NOW),
        lambda store: redo(store, NOW),
        write,
        lambda store: export_document(store, NOW),
        lambda store: backup_daily(store.path, NOW),
        lambda store: backup(store.path, path.with_name("copy.db")),
        find,
        mend,
    ]
    for use in uses:
        with suppress(CoachError), Store.open(path, now=NOW, timeout=0.05) as store:
            use(store)
    with suppress(CoachError), Store.open(path, now=NOW, readonly=True) as store:
        dump(store)
