from __future__ import annotations

import json
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachtui.domain.text import clean_line, clean_note
from coachtui.store import opening
from coachtui.store.backup import newest_good
from coachtui.store.errors import StoreError
from coachtui.store.file import Store
from coachtui.store.search import is_in_step, search
from coachtui.store.transfer import export_document, import_document
from coachtui.store.undo import redo, undo
from tests.store.helpers import (
    NOW,
    add_block,
    add_interruption,
    add_meeting,
    add_person,
    add_task,
    dump,
    new_file,
    titles,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def filled(store: Store) -> dict[str, Any]:
    """A file with something in most tables, something undone, and its document as JSON gives it back."""
    with store.write("plan", NOW) as db:
        ana = add_person(db, "Ana")
        add_interruption(db, "slides", ana, "two\nlines")
        add_block(db, "sprint", "Draft", add_task(db, "Draft"))
        add_meeting(db, "Budget", "agree Q4", ana)
    with store.write("clear", NOW) as db:
        db.execute("delete from task")
    with store.write("undone", NOW) as db:
        add_task(db, "undone")
    undo(store, NOW)
    return exported(store)


def exported(store: Store) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(export_document(store, NOW)))
    return document


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Store]:
    new_file(tmp_path / "new.db")
    with Store.open(tmp_path / "new.db", now=NOW) as opened:
        yield opened


def test_what_left_arrives_whole(store: Store, new: Store) -> None:
    document = filled(store)
    counts = import_document(new, document, NOW)
    assert counts["interruption"] == 1
    assert exported(new) == document
    assert dump(new) == dump(store)
    assert search(new, "slides")
    assert is_in_step(new)


def test_a_document_says_what_it_is(store: Store) -> None:
    document = filled(store)
    assert {key: value for key, value in document.items() if key != "tables"} == {
        "format": "coachtui", "version": 1, "schema": opening.SCHEMA, "exported_at": "2026-11-23T09:00:00Z",
    }  # fmt: skip
    assert document["tables"]["task"] == []
    assert document["tables"]["interruption"][0]["note"] == "two\nlines"
    assert not {"search", "search_stale", "recorder", "_sqlite_migrations"} & document["tables"].keys()


def test_undo_goes_on_where_it_was(store: Store, new: Store) -> None:
    import_document(new, filled(store), NOW)
    assert redo(new, NOW) == "undone"
    assert [undo(new, NOW) for _ in range(4)] == ["undone", "clear", "plan", None]
    assert not any(dump(new).values())


def test_a_full_file_is_replaced_only_when_asked_and_after_a_backup(store: Store, new: Store) -> None:
    document = filled(store)
    with new.write("mine", NOW) as db:
        add_interruption(db, "mine")
    mine = dump(new)
    with pytest.raises(StoreError, match=r"new\.db is not empty"):
        import_document(new, document, NOW)
    assert dump(new) == mine
    import_document(new, document, NOW, replace=True)
    assert exported(new) == document
    copy = newest_good(new.path)
    assert copy is not None
    with Store.open(copy, now=NOW) as backup:
        assert dump(backup) == mine


def test_a_hand_made_document_needs_only_the_tables_it_fills(new: Store) -> None:
    person = {"id": 1, "name": "Ana", "first": "Ana"}
    document = {"format": "coachtui", "version": 1, "schema": 1, "tables": {"person": [person]}}
    assert import_document(new, document, NOW) == {"person": 1}


def test_a_document_of_an_older_schema_gets_what_it_lacks_and_leaves_its_undo_behind(
    store: Store, new: Store
) -> None:
    document = filled(store)
    document["schema"] = 1
    for table, columns in {"block": ("resume", "box_seconds"), "run": ("broke",)}.items():
        for row in document["tables"][table]:
            for column in columns:
                del row[column]
    import_document(new, document, NOW)
    assert dump(new) == dump(store)
    assert undo(new, NOW) is None


def test_text_is_cleaned_on_its_way_in(store: Store, new: Store) -> None:
    document = filled(store)
    tables = document["tables"]
    tables["interruption"][0] |= {"title": "\x1b[31mred\nline\u202e", "note": "a\x1b]0;x\x07\nb"}
    tables["change"][0]["after"]["name"] = "\x1b[2JAna"
    import_document(new, document, NOW)
    assert titles(new) == ["red line"]
    assert new.query("select note from interruption")[0][0] == "a\nb"
    assert "\x1b" not in json.dumps(exported(new), ensure_ascii=False)


def a_day(zone: str) -> dict[str, object]:
    at = "2026-11-24T08:00:00Z"
    return {"id": 1, "date": "2026-11-24", "zone": zone, "planned_at": at, "asked": None}


def a_rhythm(breaks: str) -> dict[str, object]:
    """The row of Monday's rhythm."""
    usual: dict[str, object] = {"id": 1, "weekday": 0, "working": 1, "opens": "09:00", "closes": "17:30",
        "sprint": 45, "buffer": 15, "every": 2,
        "end_buffer": 45, "reserve": 15, "meeting_buffer": 10}  # fmt: skip
    return {**usual, "breaks": breaks}


BREAKAGES = [
    ("the whole", lambda d: d.clear(), "not a document"),
    ("format", lambda d: d.update(format="other"), "not a document"),
    ("version", lambda d: d.update(version=2), r"newer coachtui \(version 2\)"),
    ("schema", lambda d: d.update(schema=99), r"newer coachtui \(schema 99\)"),
    ("no schema", lambda d: d.pop("schema"), "which schema"),
    ("true", lambda d: d.update(version=True), "which version"),
    ("tables", lambda d: d.update(tables=[]), "no tables"),
    ("rows", lambda d: d["tables"].update(task={}), "no tables"),
    ("a table", lambda d: d["tables"].update(other=[{"id": 1}]), "a table that is not ours: other"),
    ("own", lambda d: d["tables"].update(recorder=[{"id": 1}]), "a table that is not ours"),
    ("a row", lambda d: d["tables"]["task"].append(5), "other columns"),
    ("a column", lambda d: d["tables"]["person"][0].update(age=5), "other columns"),
    ("no column", lambda d: d["tables"]["person"][0].pop("first"), "other columns"),
    ("a number", lambda d: d["tables"]["interruption"][0].update(minutes="10"), "minutes .* '10'"),
    ("a fraction", lambda d: d["tables"]["interruption"][0].update(minutes=1.5), "1.5"),
    ("a truth", lambda d: d["tables"]["interruption"][0].update(minutes=True), "True"),
    ("too large", lambda d: d["tables"]["block"][0].update(part=2**63), "block.part"),
    ("a text", lambda d: d["tables"]["interruption"][0].update(title=5), "interruption.title"),
    ("nothing", lambda d: d["tables"]["interruption"][0].update(title=None), "NOT NULL"),
    ("no title", lambda d: d["tables"]["interruption"][0].update(title="\x1b[0m"), "CHECK"),
    ("a state", lambda d: d["tables"]["interruption"][0].update(state="odd"), "CHECK"),
    ("a day", lambda d: d["tables"]["block"][0].update(starts_at="2026-02-30T09:00:00Z"), "CHECK"),
    ("twice", lambda d: d["tables"]["person"].append(d["tables"]["person"][0]), "UNIQUE"),
    ("a reference", lambda d: d["tables"]["interruption"][0].update(person_id=77), "missing person"),
    ("a memory", lambda d: d["tables"]["change"][0].update(after="drop table"), "a row of person"),
    ("its table", lambda d: d["tables"]["change"][0].update(tbl="recorder"), "not ours: recorder"),
    ("its value", lambda d: d["tables"]["change"][0]["after"].update(id="x"), "person.id"),
    ("a zone", lambda d: d["tables"]["day"].append(a_day("Mars/Olympus")), "day.zone"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "broken", "line"), BREAKAGES)
def test_a_broken_document_is_one_line_and_changes_nothing(
    store: Store, new: Store, what: str, broken: Any, line: str
) -> None:
    document = filled(store)
    broken(document)
    mine = export_document(new, NOW)
    with pytest.raises(StoreError, match=line) as refused:
        import_document(new, document, NOW)
    assert "\n" not in str(refused.value)
    assert export_document(new, NOW) == mine
    assert new.query("select * from search") == []


@pytest.mark.parametrize(
    "breaks",
    [
        "[not json]",
        "[1]",
        '[["12:00"]]',
        '[["12:00", "25:00", "Lunch"]]',
        '[[12, 13, "Lunch"]]',
        '[["12:00", "13:00", 7]]',
        '[["12:00", "13:00", ""]]',
        '[["12:00", "13:00", "\\u001b[31mLunch"]]',
        "[" * 50_000 + "]" * 50_000,
    ],
    ids=range(9),
)
def test_breaks_that_nobody_could_have_set_are_one_line_and_change_nothing(
    store: Store, new: Store, breaks: str
) -> None:
    document = filled(store)
    document["tables"]["rhythm"].append(a_rhythm(breaks))
    mine = export_document(new, NOW)
    with pytest.raises(StoreError, match=r"rhythm\.breaks in the document holds"):
        import_document(new, document, NOW)
    assert export_document(new, NOW) == mine


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"breaks": '[["13:00", "12:00", "Lunch"]]'}, "ends before it starts"),
        ({"closes": "09:00"}, "reach into the next day"),
    ],
)
def test_a_rhythm_that_contradicts_itself_is_one_line_and_changes_nothing(
    store: Store, new: Store, fields: dict[str, object], problem: str
) -> None:
    document = filled(store)
    document["tables"]["rhythm"].append({**a_rhythm("[]"), **fields})
    if "closes" in fields:
        document["tables"]["rhythm"].append({**a_rhythm("[]"), "id": 2, "weekday": 1, "opens": "06:00"})
    mine = export_document(new, NOW)
    with pytest.raises(StoreError, match=rf"a rhythm in the document cannot be: .*{problem}"):
        import_document(new, document, NOW)
    assert export_document(new, NOW) == mine


def test_breaks_that_were_set_arrive(store: Store, new: Store) -> None:
    document = filled(store)
    document["tables"]["rhythm"].append(
        a_rhythm('[["12:00", "13:00", "Lunch"], ["15:00", "15:30", "Calls", true]]')
    )
    import_document(new, document, NOW)
    assert exported(new)["tables"]["rhythm"] == document["tables"]["rhythm"]


@pytest.mark.parametrize("document", [None, [], "text", 5, {"format": []}])
def test_anything_else_is_no_document(new: Store, document: object) -> None:
    with pytest.raises(StoreError, match="not a document"):
        import_document(new, document, NOW)


LINES = st.text(st.characters(codec="utf-8"), min_size=1).map(clean_line).filter(bool)
NOTES = st.text(st.characters(codec="utf-8")).map(clean_note)
NUMBERS = st.integers(-(2**63), 2**63 - 1)
WRITES = st.lists(
    st.tuples(LINES, NOTES, NUMBERS, st.sampled_from(["add", "change", "clear", "undo"])), max_size=6
)


@given(WRITES)
@settings(max_examples=25, deadline=None)
def test_any_file_survives_the_journey(writes: list[tuple[str, str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("old.db", "new.db"):
            new_file(Path(folder) / name)
        with Store.open(Path(folder) / "old.db", now=NOW) as old:
            for title, note, number, kind in writes:
                if kind == "undo":
                    undo(old, NOW)
                    continue
                with old.write(clean_line(f"{kind} {title}"), NOW) as db:
                    if kind == "add":
                        add_interruption(db, title, None, note)
                        block = add_block(db, "sprint", title, add_task(db, title))
                        db.execute("update block set part = ? where id = ?", (number, block))
                    elif kind == "change":
                        db.execute("update interruption set note = ?, why = ?", (note, title))
                        db.execute("insert or replace into setting (key, value) values (?, ?)", (title, note))
                    else:
                        db.execute("delete from task")
            document = exported(old)
        with Store.open(Path(folder) / "new.db", now=NOW) as new:
            import_document(new, deepcopy(document), NOW)
            assert exported(new) == document
