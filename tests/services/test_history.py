"""Every intention is one step back and one forward, to the row (undo restores every row)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import Urgency
from coachtui.services.capture import capture
from coachtui.services.history import redo, undo
from coachtui.services.planning import plan
from coachtui.services.queue import advance, decline, defer, drop, finish, give, reslot, set_urgency
from coachtui.services.rhythms import change_rhythm
from coachtui.services.snapshot import take
from tests.services.helpers import item, open_office, queue_of, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.services.helpers import Clock, Office

# Each by the name that its step is shown with.

INTENTIONS: dict[str, Callable[[Office], object]] = {
    "capture Eve: new": lambda office: capture(office, "Eve: new 10m !"),
    "capture pager": lambda office: capture(office, "pager 5m !!"),
    "capture logged": lambda office: capture(office, "logged", took=5),
    "done Bob: one": lambda office: finish(office, [1], 7),
    "done 2 interruptions": lambda office: finish(office, [1, 2]),
    "defer Bob: one": lambda office: defer(office, [1], "tomorrow"),
    "move earlier three": lambda office: advance(office, [3]),
    "give to Raj Bob: one": lambda office: give(office, [1], "Raj"),
    "decline Bob: one": lambda office: decline(office, [1], "no"),
    "drop Bob: one": lambda office: drop(office, [1]),
    "make urgent three": lambda office: set_urgency(office, [3], Urgency.URGENT),
    "re-slot": lambda office: reslot(office),
    "plan today": lambda office: plan(office, "Draft 90m !\n11:00-11:30 Sync: agree @Ana\nMuch 9h"),
    "set the rhythm of Tuesday": lambda office: change_rhythm(
        office, [1], lambda was: was._replace(sprint=30)
    ),
}


@pytest.mark.parametrize("label", INTENTIONS)
def test_every_intention_is_one_step_back_and_one_forward(office: Office, label: str) -> None:
    for line in ("Bob: one 10m", "two 5m", "three 10m"):
        capture(office, line)
    defer(office, [3], "15:00")
    office.clock.set("10:50")
    before = rows(office)
    INTENTIONS[label](office)
    after = rows(office)
    assert after != before
    assert take(office).undo == label
    assert undo(office).message == f"undone: {label}"
    assert rows(office) == before
    assert (take(office).undo, take(office).redo) == ("defer three", label)
    assert redo(office).message == f"redone: {label}"
    assert rows(office) == after
    assert (take(office).undo, take(office).redo) == (label, "")


def test_all_the_way_back_and_forth_again(office: Office) -> None:
    states = [rows(office)]
    for act in INTENTIONS.values():
        capture(office, f"item {len(states)} 10m")
        states.append(rows(office))
        try:
            act(office)
        except CoachError:
            assert rows(office) == states[-1]
        if rows(office) != states[-1]:
            states.append(rows(office))
        office.clock.tick(20)
    for state in reversed(states[:-1]):
        undo(office)
        assert rows(office) == state
    with pytest.raises(CoachError, match="nothing to undo"):
        undo(office)
    for state in states[1:]:
        redo(office)
        assert rows(office) == state
    with pytest.raises(CoachError, match="nothing to redo"):
        redo(office)


def test_something_new_ends_what_could_be_done_again(office: Office) -> None:
    capture(office, "one 10m")
    undo(office)
    capture(office, "two 10m")
    with pytest.raises(CoachError, match="nothing to redo"):
        redo(office)


def test_what_changes_nothing_is_no_step(office: Office) -> None:
    capture(office, "one 10m")
    reslot(office)
    plan(office, "Draft 90m", dry_run=True)
    assert take(office).undo == "capture one"


def test_another_terminal_takes_it_back(office: Office, path: Path, clock: Clock) -> None:
    capture(office, "one 10m")
    other = open_office(path, clock)
    with other.store:
        assert queue_of(other) == {"one": ["B1 10:30-10:40"]}
        undo(other)
    assert queue_of(office) == {}


def test_what_came_between_is_taken_back_before(office: Office, path: Path, clock: Clock) -> None:
    capture(office, "mine 10m")
    other = open_office(path, clock)
    with other.store:
        capture(other, "theirs 10m !")
    assert item(office, "mine").pieces[0].label == "B2"
    assert undo(office).message == "undone: capture theirs"
    assert queue_of(office) == {"mine": ["B1 10:30-10:40"]}
