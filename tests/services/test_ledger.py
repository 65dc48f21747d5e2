"""Who was told what time, and what became of it; and a person's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import Promise
from coachtui.domain.promise import Word
from coachtui.services import queue, sprints
from coachtui.services.capture import capture
from coachtui.services.history import undo
from coachtui.services.ledger import look, tell
from coachtui.services.persons import person
from coachtui.services.planning import plan
from coachtui.services.snapshot import take
from tests.services.helpers import item, rows, wall

if TYPE_CHECKING:
    from tests.services.helpers import Office

DAY = """
Draft 90m !
Email 45m
Report 90m
11:00-11:30 Sync: agree @Ana
12:00-13:00 break Lunch
"""


@pytest.fixture
def day(office: Office) -> Office:
    """Two sprints, a buffer of half an hour at 10:30, a meeting; Bob and Ana were told a time."""
    office.clock.set("08:59")
    plan(office, DAY)
    capture(office, "Bob: invoice 10m")
    capture(office, "Ana: sign 15m")
    capture(office, "my own thing 5m")
    office.clock.set("09:00")
    sprints.start(office)
    return office


def words(office: Office) -> dict[str, str]:
    return {one.title: str(one.word) for one in look(office).entries}


def test_a_time_that_was_told_is_open_and_one_that_nobody_was_told_is_not_listed(day: Office) -> None:
    assert words(day) == {"invoice": "open", "sign": "open"}
    assert look(day).counts == (0, 2, 0, 0, 0)


def test_an_overrun_that_eats_the_buffer_is_announced_with_a_sentence_while_there_is_time(
    day: Office,
) -> None:
    day.clock.set("09:50")
    assert words(day) == {"invoice": "open", "sign": "open"}
    day.clock.set("10:05")
    view = look(day)
    assert [(one.title, one.word) for one in view.entries] == [("invoice", Word.RISK), ("sign", Word.RISK)]
    assert [one.to_say for one in view.entries] == [
        "Sorry Bob, 10:30 will not hold; 10:50 instead.",
        "Sorry Ana, 10:40 will not hold; 11:30 instead.",
    ]
    assert item(day, "my own thing").to_say == ""


def test_what_is_told_in_time_is_renegotiated_and_can_then_be_kept(day: Office) -> None:
    day.clock.set("10:05")
    before = rows(day)
    outcome = tell(day, [2])
    assert outcome.to_say == "Sorry Ana, 10:40 will not hold; 11:30 instead."
    assert outcome.message == (
        'Ana: sign: 11:30 today is told now (renegotiated). To say: "Sorry Ana, 10:40 will not hold;'
        ' 11:30 instead."'
    )
    told = item(day, "sign")
    assert (told.promised_at and wall(told.promised_at), told.word) == ("11:30", Word.RENEGOTIATED)
    with pytest.raises(CoachError, match="Ana: sign: 11:30 today was told already"):
        tell(day, [2])
    undo(day)
    assert rows(day) == before
    tell(day, [2])
    queue.finish(day, [2])
    assert words(day)["sign"] == "kept"


def test_nobody_is_told_another_time_for_what_is_being_dealt_with(day: Office) -> None:
    day.clock.set("09:45")
    sprints.finish(day)
    day.clock.set("10:33")
    queue.begin(day, 1)
    before = rows(day)
    with pytest.raises(CoachError, match="Bob: invoice is being dealt with now"):
        tell(day, [1])
    assert rows(day) == before
    assert words(day)["invoice"] == "kept"


def test_a_time_that_was_told_after_a_missed_one_leaves_nothing_to_be_sorry_for(day: Office) -> None:
    day.clock.set("11:05")
    tell(day, [2])
    told = item(day, "sign")
    assert (told.word, told.to_say) == (Word.MISSED, "")


def test_what_is_told_too_late_stays_missed(day: Office) -> None:
    day.clock.set("11:05")
    assert words(day)["sign"] == "missed"
    assert item(day, "sign").to_say.startswith("Sorry Ana, 10:40 did not hold; ")
    assert "(missed)" in tell(day, [2]).message
    queue.finish(day, [2])
    assert words(day)["sign"] == "missed"
    assert look(day).counts.missed >= 1


def test_an_overrun_that_is_over_leaves_a_promise_in_what_is_left_of_its_buffer(day: Office) -> None:
    day.clock.set("09:45")
    sprints.finish(day)
    sprints.start(day)
    day.clock.set("10:38")
    assert words(day)["invoice"] == "open"
    sprints.finish(day)
    day.clock.set("10:39")
    assert words(day)["invoice"] == "open"
    queue.begin(day, 1)
    assert words(day)["invoice"] == "kept"


def test_what_is_begun_in_time_is_kept_however_long_it_takes(day: Office) -> None:
    day.clock.set("09:45")
    sprints.finish(day)
    day.clock.set("10:35")
    queue.begin(day, 1)
    day.clock.set("11:20")
    assert words(day)["invoice"] == "kept"
    queue.finish(day, [1])
    assert words(day)["invoice"] == "kept"


def test_a_no_in_time_is_told_and_what_fell_away_counts_as_neither(day: Office) -> None:
    queue.decline(day, [1], "no budget")
    queue.drop(day, [2])
    assert words(day) == {"invoice": "renegotiated", "sign": "let go"}
    assert look(day).counts == (0, 0, 0, 0, 1)


def test_what_has_no_time_yet_cannot_be_told(office: Office) -> None:
    office.clock.set("08:59")
    plan(office, DAY)
    capture(office, "Bob: long 20h")
    with pytest.raises(CoachError, match="Bob: long has no time yet"):
        tell(office, [1])


@pytest.mark.parametrize("days", [0, -1, 10_000])
def test_an_impossible_period_is_refused(day: Office, days: int) -> None:
    with pytest.raises(CoachError, match="how many days back"):
        look(day, days)


def test_closed_promises_are_shown_for_so_many_days(day: Office) -> None:
    queue.finish(day, [1], 12)
    day.clock.set("09:00", take(day).date.replace(day=30))
    assert "invoice" in words(day)
    assert "invoice" not in {one.title for one in look(day, 6).entries}


def test_a_person_has_a_page_of_their_own(day: Office) -> None:
    queue.finish(day, [1], 12)
    capture(day, "Bob: second 20m")
    capture(day, "Bob: third")
    capture(day, "Bob: logged", took=14)
    queue.give(day, [2], "Bob")
    page = person(day, "bob")
    assert (page.name, page.asked, page.lately) == ("Bob", 4, 4)
    assert (page.usual_asked, page.usual_took, page.measured) == (15, 13, 2)
    assert page.counts.kept == 1
    assert [one.title for one in page.open] == ["second", "third"]
    assert [one.title for one in page.recent] == ["logged", "invoice"]
    assert [one.title for one in page.given] == ["sign"]
    assert person(day, "Ana").counts.renegotiated == 1


def test_a_stranger_has_no_page(day: Office) -> None:
    with pytest.raises(CoachError, match='nobody called "Zoe" has asked yet'):
        person(day, "Zoe")


def test_the_states_of_promises_are_those_of_the_file(day: Office) -> None:
    day.clock.set("10:05")
    assert item(day, "sign").promise_state is Promise.OPEN
    kept = rows(day)
    look(day)
    person(day, "Ana")
    assert rows(day) == kept


def test_the_top_counts_as_open_what_stands_below_it_as_open(day: Office) -> None:
    """One that was missed and waits is open too."""
    day.clock.set("17:20")
    view = look(day)
    waiting = [one for one in view.entries if one.closed_at is None]
    assert Word.MISSED in {one.word for one in waiting}
    assert view.counts.open + view.counts.at_risk == len(waiting)
