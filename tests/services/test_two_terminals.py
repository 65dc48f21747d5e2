"""Several programs on one file: nothing is lost, no minute is taken twice, every promise holds (rule 14)."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

from coachtui.services.capture import capture
from coachtui.services.queue import finish
from coachtui.services.snapshot import take
from tests.services.helpers import open_office, queue_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.helpers import Clock, Office

PROGRAMS, CAPTURES = 8, 25

CAPTURE = """
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from coachtui.services.capture import capture
from coachtui.services.desk import Desk
from coachtui.store.file import Store
path, name, count = sys.argv[1:]
now = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
sys.stdin.readline()
with Store.open(path, now=now) as store:
    desk = Desk(store, lambda: now, ZoneInfo("Europe/Berlin"))
    for number in range(int(count)):
        answer = capture(desk, f"{name} {number} {number % 9 + 1}m")
        print(answer.items[0].title, answer.items[0].promise, sep="|")
"""


def test_two_desks_on_one_file_see_each_other(office: Office, path: Path, clock: Clock) -> None:
    other = open_office(path, clock)
    with other.store:
        version = other.store.version()
        capture(office, "mine 10m")
        assert other.store.version() != version
        assert queue_of(other) == {"mine": ["B1 10:30-10:40"]}
        assert capture(other, "theirs 10m").items[0].promise == "12:15 today, 1st in line"
        assert queue_of(office) == queue_of(other)
        finish(other, [1])
        assert queue_of(office) == {"theirs": ["B2 12:15-12:25"]}


def test_many_programs_at_once_lose_nothing_and_keep_what_they_print(path: Path, clock: Clock) -> None:
    office = open_office(path, clock)
    command = [sys.executable, "-c", CAPTURE, str(path)]
    programs = [
        subprocess.Popen(
            [*command, f"p{number}", str(CAPTURES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(PROGRAMS)
    ]
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    printed = [program.communicate()[0] for program in programs]
    assert [program.returncode for program in programs] == [0] * PROGRAMS
    promised = dict(line.split("|") for text in printed for line in text.splitlines())
    assert len(promised) == PROGRAMS * CAPTURES
    with office.store:
        day = take(office)
    assert {one.title: one.promise for one in day.items} == promised
    taken = sorted((piece.starts_at, piece.ends_at) for one in day.items for piece in one.pieces)
    assert all(first[1] <= second[0] for first, second in pairwise(taken))
    assert all(group.used <= group.capacity for group in day.queue)
