"""One meeting of a series, or this and the following: changed, moved and cancelled in one step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.block import BlockKind
from coachtui.domain.errors import CoachError
from coachtui.services import history, meetings
from coachtui.services.meeting_overview import overview
from coachtui.services.meeting_previews import of_deadline, of_line, of_move, of_new, of_note, of_people
from coachtui.services.planning import plan
from coachtui.services.snapshot import take
from tests.services.helpers import BERLIN, TODAY, blocks, rows

if TYPE_CHECKING:
    from tests.services.helpers import Clock, Office

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def first(office: Office) -> int:
    """The first of a weekly series of four that are made: 27 November, 4, 11 and 18 December."""
    return meetings.add(office, "fri 11:00-11:30 Sync: agree what to do @Ana", every="week").meeting.id


def made(office: Office, last: date = date(2027, 1, 31)) -> list[str]:
    """Every meeting that is made, as "27 Nov 11:00 Sync"."""
    found = []
    for days in range((last - TODAY).days + 1):
        for one in overview(office, TODAY + timedelta(days=days)).meetings:
            start = one.meeting.span.start.astimezone(BERLIN)
            found.append(f"{start.day} {start:%b %H:%M} {one.meeting.title}")
    return found


def ids(office: Office) -> list[int]:
    found = (overview(office, FRIDAY + timedelta(days=7 * week)).meetings for week in range(4))
    return [one.id for those in found for one in those]


def test_one_meeting_is_changed_alone(office: Office, first: int) -> None:
    meetings.set_line(office, first, "goal: a list")
    assert [meetings.show(office, one).meeting.goal for one in ids(office)] == ["a list", "", "", ""]


def test_a_change_of_this_and_the_following_is_one_step_of_undo(office: Office, first: int) -> None:
    before = rows(office)
    second = ids(office)[1]
    answer = meetings.set_line(office, second, "note-taker: Lee", following=True)
    assert "and 2 more of its series" in answer.outcome.message
    takers = [meetings.show(office, one).meeting.others for one in ids(office)]
    assert takers == [("Ana",), *[("Ana", "Lee")] * 3]
    history.undo(office)
    assert rows(office) == before


def test_this_and_the_following_move_and_so_do_those_not_made_yet(
    office: Office, first: int, clock: Clock
) -> None:
    before = rows(office)
    second = ids(office)[1]
    meetings.move(office, second, "thu 3 dec 14:00-15:00", following=True)
    assert made(office) == ["27 Nov 11:00 Sync", "3 Dec 14:00 Sync", "10 Dec 14:00 Sync", "17 Dec 14:00 Sync"]
    history.undo(office)
    assert rows(office) == before
    history.redo(office)
    clock.set("09:00", date(2026, 12, 8))
    meetings.add(office, "15:00-15:30 Other @Kim")
    assert made(office)[-3:] == ["17 Dec 14:00 Sync", "24 Dec 14:00 Sync", "31 Dec 14:00 Sync"]


@pytest.mark.parametrize("by", [1, 7])
@pytest.mark.parametrize("gone", [{1}, {2}, {3}, {1, 2}, {1, 3}, {2, 3}, {1, 2, 3}])
def test_cancelled_meetings_do_not_come_back_when_those_around_them_move(
    office: Office, first: int, gone: set[int], by: int
) -> None:
    numbers = ids(office)
    for week in gone:
        meetings.cancel(office, numbers[week])
    to = FRIDAY + timedelta(days=by)
    meetings.move(office, first, str(to), following=True)
    days = (to + timedelta(days=7 * week) for week in range(4) if week not in gone)
    assert made(office, to + timedelta(days=21)) == [f"{on.day} {on:%b} 11:00 Sync" for on in days]


@pytest.mark.parametrize("by", [7, -3])
def test_none_is_in_the_way_of_another_of_its_series(office: Office, first: int, by: int) -> None:
    second = ids(office)[1]
    to = FRIDAY + timedelta(days=7 + by)
    meetings.move(office, second, str(to), following=True)
    expected = [to + timedelta(days=7 * week) for week in range(3)]
    assert made(office)[:4] == [f"{on.day} {on:%b} 11:00 Sync" for on in (FRIDAY, *expected)]


def test_a_move_that_has_no_room_on_a_later_day_changes_nothing(office: Office, first: int) -> None:
    meetings.add(office, "11 dec 14:00-15:00 Party @Kim")
    before = rows(office)
    with pytest.raises(CoachError, match="Party"):
        meetings.move(office, first, "14:00", following=True)
    assert rows(office) == before


def test_this_and_the_following_are_cancelled_and_no_more_come(
    office: Office, first: int, clock: Clock
) -> None:
    meetings.cancel(office, ids(office)[2], following=True)
    clock.set("09:00", date(2026, 12, 20))
    meetings.add(office, "15:00-15:30 Other @Kim")
    assert made(office) == ["27 Nov 11:00 Sync", "4 Dec 11:00 Sync", "20 Dec 15:00 Other"]


def test_another_rule_replaces_those_that_follow(office: Office, first: int) -> None:
    text = "title: Sync\nwhen: fri 11:00-11:30\nevery: 2 weeks\npurpose: agree what to do\nattendees: Ana"
    answer = meetings.rewrite(office, first, text)
    assert "changed, 3 of its series gone, 1 made" in answer.outcome.message
    assert made(office)[:3] == ["27 Nov 11:00 Sync", "11 Dec 11:00 Sync"]


@pytest.mark.parametrize("following", [False, True])
def test_a_text_without_a_rule_leaves_the_series_as_it_is(
    office: Office, first: int, following: bool
) -> None:
    text = "title: Sync\nwhen: fri 11:00-11:30\npurpose: pick a vendor\nattendees: Ana"
    before = made(office)
    meetings.rewrite(office, first, text, following=following)
    assert made(office) == before
    assert meetings.show(office, first).repeat is not None
    purposes = {meetings.show(office, one).meeting.purpose for one in ids(office)[1:]}
    assert purposes == {"pick a vendor" if following else "agree what to do"}


def test_a_text_rewrites_this_and_the_following_each_at_its_own_time(office: Office, first: int) -> None:
    text = "title: Vendors\nwhen: fri 10:00-10:45\nevery: week\npurpose: pick a vendor\nattendees: Kim"
    answer = meetings.rewrite(office, first, text, following=True)
    assert "and 3 more of its series" in answer.outcome.message
    assert made(office) == [f"{day} 10:00 Vendors" for day in ("27 Nov", "4 Dec", "11 Dec", "18 Dec")]


@pytest.mark.parametrize("every", ["week", "2 weeks", "month"])
@pytest.mark.parametrize("start", [date(2026, 10, 20), date(2027, 3, 23)])
def test_moved_series_keep_their_wall_clock_time_over_both_clock_changes(
    office: Office, clock: Clock, every: str, start: date
) -> None:
    clock.set("08:00", start)
    number = meetings.add(office, "11:00-11:30 Sync @Ana", every=every).meeting.id
    meetings.move(office, number, "14:00", following=True)
    clock.set("08:00", start + timedelta(days=1))
    meetings.add(office, "15:00-15:10 Other @Kim")
    later = [start + timedelta(days=days) for days in range(50)]
    found = [one for on in later for one in overview(office, on).meetings if one.series]
    assert len(found) >= 2
    assert {f"{one.meeting.span.start.astimezone(BERLIN):%H:%M %a}" for one in found} == {"14:00 Tue"}
    assert len({one.meeting.span.start.astimezone(BERLIN).utcoffset() for one in found}) == 2


def test_five_minutes_later_lands_by_the_rules_and_is_one_undo(office: Office) -> None:
    plan(office, "Draft board deck 90m !\n11:00-11:30 Sync @Ana")
    before = rows(office)
    number = meetings.closest(office)
    meetings.shift(office, number, 5)
    assert "M1 11:05-11:35 Sync" in blocks(take(office), BlockKind.MEETING)
    history.undo(office)
    assert rows(office) == before


def test_a_line_is_previewed_with_what_the_meeting_lacks(office: Office, first: int) -> None:
    preview = of_new(office, "fri 14:00-14:30 Vendors: pick a vendor @Kim")
    assert preview.meeting is not None
    assert preview.meeting.others == ("Kim",)
    assert preview.findings
    assert not preview.problem
    assert "Sync is on then" in of_new(office, "fri 11:10-11:40 Vendors @Kim").problem
    assert "14" in of_new(office, "fri 14:00").problem
    assert of_move(office, first, "11:10").problem == ""
    assert of_move(office, first, "soon").problem
    change = of_line(office, first, "note-taker: Lee")
    assert not [one for one in change.findings if one.rule == 5]
    assert change.offers[0] == "agenda: "
    assert "purpose: agree what to do" in change.offers
    assert of_line(office, first, "x").problem
    assert made(office, FRIDAY) == ["27 Nov 11:00 Sync"]


@pytest.mark.parametrize(
    ("line", "said", "lacks"),
    [
        ("= freeze spend", "decision: freeze spend", ""),
        ("went well", "highlight: went well", ""),
        ("! Raj: table by fri => linked", "action: owner Raj, table, by Fri 27 Nov, done when linked", ""),
        ("! Raj: table", "action: owner Raj, table", "no deadline: write for example: by fri"),
        ("? Ana: policy", "open item: owner Ana, policy", ""),
        ("=", "", "an empty line is no note"),
    ],
)
def test_a_note_says_what_it_is_before_it_is_kept(office: Office, line: str, said: str, lacks: str) -> None:
    preview = of_note(office, line)
    assert preview.said == said
    assert preview.problem.startswith(lacks)


def test_a_deadline_and_who_is_there_are_understood(office: Office, first: int) -> None:
    assert of_deadline(office, "fri").said == "due Fri 27 Nov"
    assert "is over" in of_deadline(office, "yesterday").problem
    assert of_deadline(office, "soon").problem
    assert of_people(office, first, "").said == "there: you; not there: Ana"
    assert of_people(office, first, "ana, Bob") == ("there: Ana, you", "Bob was not asked to come")
