"""The day is closed: one word for every open thing, one undo step, nothing done by itself (rule 13)."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.errors import CoachError
from coachtui.services import sprints, wrapup
from coachtui.services.capture import capture
from coachtui.services.history import undo
from coachtui.services.plan_text import text_of
from coachtui.services.planning import plan
from coachtui.services.rhythms import change_rhythm
from coachtui.services.snapshot import take
from coachtui.services.tasks import Group, leftovers
from coachtui.services.wrapup import Decision, Verdict
from coachtui.store import backlog
from tests.services.helpers import TODAY, queue_of, rows

if TYPE_CHECKING:
    from coachtui.services.wrapup import Key
    from tests.services.helpers import Office

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def evening(office: Office) -> Office:
    """17:05: two tasks were not begun, one is done; Bob and Raj still wait, Kim is for tomorrow."""
    plan(office, "Deck 45m !\nProposal 90m\nReview 45m\n")
    sprints.start(office)
    office.clock.set("09:45")
    sprints.finish(office)
    for line in ("Bob: invoice 10m", "Raj: numbers 5m", "Kim: quote 5m >tomorrow"):
        capture(office, line)
    office.clock.set("17:05")
    return office


def words(office: Office) -> dict[str, Key]:
    return {thing.title: thing.key for thing in wrapup.look(office).things}


def decided(office: Office, **verdicts: str) -> dict[Key, Decision]:
    keys = words(office)
    return {
        key: Decision(
            Verdict(verdicts[title.split()[-1]]), "Mia" if verdicts[title.split()[-1]] == "give" else ""
        )
        for title, key in keys.items()
        if title.split()[-1] in verdicts
    }


def test_everything_open_today_is_listed_and_what_has_another_day_is_not(evening: Office) -> None:
    end = wrapup.look(evening)
    assert [(one.title, one.minutes) for one in end.things] == [
        ("Bob: invoice", 10),
        ("Raj: numbers", 5),
        ("Proposal", 90),
        ("Review", 45),
    ]
    assert [one.where for one in end.things][2:] == ["S2, S3", "S4"]
    assert (end.sprints_done, end.sprints, end.following) == (1, 4, TOMORROW)


def test_what_waits_for_the_hours_after_midnight_is_of_the_same_working_day(evening: Office) -> None:
    change_rhythm(evening, [TODAY.weekday()], lambda one: one._replace(closes=time(2)))
    capture(evening, "Kim: backup 5m >00:30")
    assert "Kim: backup" in [one.title for one in wrapup.look(evening).things]


def test_each_word_does_what_it_says_and_one_undo_gives_all_back(evening: Office) -> None:
    before = rows(evening)
    chosen = decided(evening, invoice="tomorrow", numbers="backlog", Proposal="tomorrow", Review="done")
    outcome = wrapup.close(evening, chosen, "a good day")
    assert outcome.message == "Tuesday is closed: 2 tomorrow, 1 backlog, 1 done"
    assert "Wed" in queue_of(evening)["invoice"][0]
    assert text_of(evening, TOMORROW) == "Proposal 90m\n"
    assert [(one.title, one.group) for one in leftovers(evening, TOMORROW)] == [
        ("Raj: numbers", Group.BACKLOG)
    ]
    assert take(evening).summary.sprints_done == 2
    with evening.store.read() as db:
        assert backlog.note_of(db, TODAY) == "a good day"
    undo(evening)
    assert rows(evening) == before


def test_given_and_dropped_things_are_gone(evening: Office) -> None:
    wrapup.close(evening, decided(evening, invoice="give", numbers="drop", Proposal="give", Review="drop"))
    assert wrapup.look(evening).things == ()
    assert leftovers(evening, TOMORROW) == ()
    given = evening.store.query("select title from interruption where state = 'given' order by title")
    assert [row[0] for row in given] == ["Proposal", "invoice"]


def test_what_gets_no_word_waits_and_is_said(evening: Office) -> None:
    outcome = wrapup.close(evening, decided(evening, Review="backlog"))
    assert outcome.message == "Tuesday is closed: 1 backlog, 3 still open"
    waits = {one.title: one.group for one in leftovers(evening, TOMORROW)}
    assert waits == {"Proposal": Group.PREVIOUS, "Review": Group.BACKLOG}


def test_a_day_that_is_closed_early_has_its_later_sprints_as_buffer(office: Office) -> None:
    plan(office, "Deck 45m\nProposal 45m\n")
    wrapup.close(office, decided(office, Deck="tomorrow", Proposal="drop"))
    assert [one.kind for one in take(office).blocks] == [BlockKind.BUFFER]


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("Review", "Review 45m\nProposal 90m\n"),
        ("Brand new 30m", "Brand new 30m\nProposal 90m\n"),
        ("", "Proposal 90m\n"),
    ],
)
def test_the_first_sprint_of_tomorrow_comes_first(evening: Office, first: str, text: str) -> None:
    wrapup.close(evening, decided(evening, Proposal="tomorrow"), first=first)
    assert text_of(evening, TOMORROW) == text
    assert wrapup.look(evening).first == text.split(" ")[0].replace("Brand", "Brand new")


def test_tomorrow_is_the_next_working_day(evening: Office) -> None:
    change_rhythm(evening, [TOMORROW.weekday()], lambda one: one._replace(working=False))
    wrapup.close(evening, decided(evening, Proposal="tomorrow"))
    assert text_of(evening, TOMORROW + timedelta(days=1)) == "Proposal 90m\n"


def test_a_sprint_that_runs_is_finished_first(evening: Office) -> None:
    sprints.start(evening)
    before = rows(evening)
    with pytest.raises(CoachError, match=r"has begun: finish it or park it first$"):
        wrapup.close(evening, {})
    assert rows(evening) == before


@pytest.mark.parametrize("first", ["10:00-11:00 Sync", "a\nb"])
def test_what_is_no_single_task_is_refused_and_nothing_is_changed(evening: Office, first: str) -> None:
    before = rows(evening)
    with pytest.raises(CoachError, match="one task"):
        wrapup.close(evening, decided(evening, Review="drop"), first=first)
    assert rows(evening) == before


def test_something_that_is_gone_meanwhile_refuses_the_whole(evening: Office) -> None:
    chosen = decided(evening, invoice="drop", Review="drop")
    wrapup.close(evening, decided(evening, Review="done"))
    before = rows(evening)
    with pytest.raises(CoachError, match="once more"):
        wrapup.close(evening, chosen)
    assert rows(evening) == before


def test_a_day_without_anything_can_be_closed(office: Office) -> None:
    assert wrapup.close(office, {}, "quiet").message == "Tuesday is closed"
    assert [one for one in take(office).blocks if one.state is BlockState.DONE] == []


def test_what_was_sent_to_tomorrow_is_not_asked_about_again_once_tomorrow_is_planned(office: Office) -> None:
    """Sprints of the day that passed unbegun stay in its record; all their minutes go on, once."""
    plan(office, "Deck 90m\nNotes 45m")
    office.clock.set("17:05")
    everything = {thing.key: Decision(Verdict.TOMORROW) for thing in wrapup.look(office).things}
    wrapup.close(office, everything)
    assert words(office) == {}
    plan(office, text_of(office, TOMORROW), TOMORROW)
    assert words(office) == {}
    planned = [one for one in take(office, TOMORROW).blocks if one.kind is BlockKind.SPRINT]
    assert sum(one.minutes for one in planned) == 135


def test_what_comes_back_to_a_day_that_was_closed_is_asked_about_again(office: Office) -> None:
    plan(office, "Deck 45m\nNotes 45m")
    office.clock.set("12:00")
    everything = {thing.key: Decision(Verdict.BACKLOG) for thing in wrapup.look(office).things}
    wrapup.close(office, everything)
    assert words(office) == {}
    plan(office, "Deck 45m")
    assert list(words(office)) == ["Deck"]
