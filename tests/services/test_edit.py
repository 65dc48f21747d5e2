"""An interruption is understood again by another line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.domain.capture_text import as_captured, format_capture
from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import State, Urgency
from coachtui.services.capture import capture
from coachtui.services.history import undo
from coachtui.services.queue import decline, defer, edit
from coachtui.services.snapshot import take
from coachtui.store import interruptions
from tests.services.helpers import Clock, Office, item, places, rows

if TYPE_CHECKING:
    from coachtui.services.item_views import ItemView


def line_of(office: Office, number: int) -> str:
    """The line that the dashboard offers for editing."""
    found = next(one for one in take(office).items if one.id == number)
    now = office.now()
    return format_capture(as_captured(found), now=now, zone=office.zone, today=office.date_of(now))


def only(office: Office) -> ItemView:
    (found,) = take(office).items
    return found


def test_a_new_title_keeps_the_place_the_promise_and_the_number(office: Office) -> None:
    before = capture(office, "Bob: invoice question 10m").items[0]
    edit(office, before.id, "Bob: invoice answer 10m")
    assert only(office) == before._replace(title="invoice answer")


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Ana: invoice question 10m", "who", "Ana"),
        ("invoice question 10m", "who", ""),
        ("Bob: invoice question 20m", "minutes", 20),
        ("Bob: invoice question 10m !", "urgency", Urgency.URGENT),
        ("Bob: invoice question 10m -- PO 4471", "note", "PO 4471"),
    ],
)
def test_what_the_line_says_otherwise_is_changed_and_undone_in_one_step(
    office: Office, line: str, field: str, value: object
) -> None:
    number = capture(office, "Bob: invoice question 10m").items[0].id
    before = rows(office)
    edit(office, number, line)
    assert getattr(only(office), field) == value
    undo(office)
    assert rows(office)["interruption"] == before["interruption"]
    assert rows(office)["slot"] == before["slot"]


def test_a_longer_one_is_slotted_again_where_it_fits(office: Office) -> None:
    number = capture(office, "Bob: invoice question 10m").items[0].id
    first = places(only(office))
    edit(office, number, "Bob: invoice question 10m >16:00")
    assert places(only(office)) != first
    assert (found := only(office).moved) is not None
    assert found.by == "you"


def test_a_guessed_length_stays_a_guess_and_a_removed_one_becomes_one(office: Office) -> None:
    number = capture(office, "Bob: invoice question").items[0].id
    edit(office, number, "Bob: invoice answer")
    assert (only(office).minutes, only(office).estimated) == (5, True)
    edit(office, number, "Bob: invoice answer 20m")
    assert (only(office).minutes, only(office).estimated) == (20, False)
    edit(office, number, "Bob: invoice answer")
    assert (only(office).minutes, only(office).estimated) == (5, True)


def test_a_note_of_several_lines_survives_an_edit_on_one_line(office: Office) -> None:
    number = capture(office, "Bob: invoice 10m -- first\nsecond").items[0].id
    edit(office, number, "Bob: bill 10m -- first second")
    assert (only(office).title, only(office).note) == ("bill", "first\nsecond")


def test_a_name_gives_it_away_and_two_signs_begin_it(office: Office) -> None:
    first = capture(office, "Bob: invoice 10m").items[0].id
    second = capture(office, "Ana: server down 10m").items[0].id
    edit(office, first, "Bob: invoice 10m @Raj")
    with office.store.read() as db:
        given = interruptions.by_ids(db, [first])[first]
    assert (given.state, given.given_to) == (State.GIVEN, "Raj")
    edit(office, second, "Ana: server down 10m !!")
    assert item(office, "server down").state is State.DOING
    assert (running := take(office).running) is not None
    assert running.id == second


def test_the_offered_line_says_nothing_new_also_later_in_the_day(office: Office, clock: Clock) -> None:
    number = capture(office, "Bob: invoice 10m ~ >14:00 <fri -- PO 4471").items[0].id
    line = line_of(office, number)
    clock.set("17:00")
    with pytest.raises(CoachError, match="says that already"):
        edit(office, number, line)


def test_an_empty_line_or_an_unknown_number_is_refused(office: Office) -> None:
    number = capture(office, "Bob: invoice 10m").items[0].id
    before = rows(office)
    for wrong, line in ((number, "  "), (number + 1, "x")):
        with pytest.raises(CoachError):
            edit(office, wrong, line)
    assert rows(office) == before


def test_each_item_tells_who_moved_it_last_and_from_where(office: Office) -> None:
    found = capture(office, "Bob: invoice question 10m").items[0]
    assert found.moved is None
    defer(office, [found.id])
    assert (moved := only(office).moved) is not None
    assert (moved.by, moved.before, moved.at) == ("you", found.pieces[0].starts_at, office.now())


def test_declining_gives_a_sentence_to_send(office: Office) -> None:
    number = capture(office, "Bob: invoice question 10m").items[0].id
    answer = decline(office, [number], "the release comes first")
    assert answer.to_say == "Bob, I can't take on 'invoice question': the release comes first."
    assert answer.to_say in answer.message
