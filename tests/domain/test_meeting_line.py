from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.errors import UsageError
from coachtui.domain.meeting import YOU, Attendee, Meeting, Role
from coachtui.domain.meeting_line import KEYS, beginning, lines_of, mending, with_line
from coachtui.domain.meeting_text import parse_meeting
from coachtui.domain.readiness import findings
from coachtui.domain.span import Span

START = datetime(2026, 11, 24, 11, tzinfo=UTC)
BARE = Meeting("Sync", Span(START, START + timedelta(minutes=30)))


def after(*lines: str) -> Meeting:
    meeting = BARE
    for line in lines:
        meeting = with_line(meeting, line)
    return meeting


def test_a_single_value_is_replaced_and_a_dash_clears_it() -> None:
    assert after("purpose: agree the budget", "PURPOSE :agree the other").purpose == "agree the other"
    assert after("goal: x", "goal: -").goal == ""
    assert after("limit: 25m").limit == 25
    assert after("limit: 25m", "limit: -").limit is None
    assert after("title: Other").title == "Other"


def test_a_list_grows_and_its_places_are_written_anew_or_taken_out() -> None:
    rules = after("rules: one", "rule: two", "rules 1: first").rules
    assert rules == ("first", "two")
    assert after("rules: one", "rules: two", "rules 1: -").rules == ("two",)
    assert after("rules: one", "rules: two", "rules: -").rules == ()
    agenda = after("agenda: Headcount 10m @Raj", "agenda 1: Headcount 15m @Raj => what we can hire").agenda
    assert [(one.title, one.minutes, one.serves) for one in agenda] == [("Headcount", 15, "what we can hire")]


def test_people_come_get_a_role_and_leave() -> None:
    meeting = after("attendees: Ana (decides), Raj", "facilitator: ana", "note-taker: Lee")
    assert {one.name: one.role for one in meeting.attendees} == {
        YOU: Role.PARTICIPANT,
        "Ana": Role.FACILITATOR,
        "Raj": Role.PARTICIPANT,
        "Lee": Role.NOTE_TAKER,
    }
    assert next(one for one in meeting.attendees if one.name == "Ana").can_decide
    again = with_line(meeting, "facilitator: Raj")
    assert again.in_role(Role.FACILITATOR) == "Raj"
    assert with_line(again, "attendees: -Raj, Lee").others == ("Ana",)
    assert with_line(again, "note-taker: -").in_role(Role.NOTE_TAKER) == ""
    assert with_line(again, "attendees: -").attendees == (Attendee(YOU),)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Lee takes notes", "begins with none of these"),
        ("when: fri 11:00", "begins with none of these"),
        ("note-taker:", "what shall it be"),
        ("title: -", "needs a title"),
        ("rules 2: x", "there is no rules 2"),
        ("attendees: -Bob", "nobody called bob"),
        ("limit: soon", "is no length"),
        ("facilitator: Ana, Raj", "is one person"),
    ],
)
def test_what_is_not_clear_is_refused(line: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        with_line(BARE, line)


def test_following_every_hint_makes_a_meeting_ready() -> None:
    meeting = BARE
    for _ in range(12):
        if not (found := findings(meeting)):
            break
        assert mending(meeting, found[0]).startswith(beginning(meeting, found[0]).strip())
        meeting = with_line(meeting, mending(meeting, found[0]))
    assert findings(meeting) == ()


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        (("agenda: a 10m @Raj => x",), "attendees: Raj"),
        (("agenda: a 20m => x", "agenda: b 20m => y"), "agenda 2: -"),
        (("agenda: a 30m => x",), "agenda 1: a 25m => x"),
        (("rules: one", "agenda: a 5m => x", "purpose: agree the budget"), "attendees: Ana (decides)"),
    ],
)
def test_a_hint_is_about_the_meeting_at_hand(lines: tuple[str, ...], hint: str) -> None:
    meeting = after(*lines)
    assert hint in {mending(meeting, one) for one in findings(meeting)}


def test_an_item_that_serves_nothing_is_offered_whole() -> None:
    meeting = after("purpose: agree the budget", "agenda: tooling 10m @Raj")
    assert beginning(meeting, findings(meeting)[0]) == "agenda 1: tooling 10m @Raj => "


texts = st.text(st.characters(codec="utf-8"), max_size=30)


@given(
    st.lists(
        st.tuples(st.sampled_from([*KEYS, "rules 1", "agenda 1", "when", ""]), texts).map(": ".join)
        | st.sampled_from(["rules: a", "agenda: b 5m", "attendees: Ana (decides), Kim", "facilitator: Ana"]),
        max_size=8,
    )
)
def test_any_lines_are_taken_or_refused_and_read_back_as_they_are(lines: list[str]) -> None:
    meeting = BARE
    for line in lines:
        try:
            meeting = with_line(meeting, line)
        except UsageError:
            continue
    again = BARE
    for line in lines_of(meeting):
        key, _, value = line.partition(": ")
        again = with_line(again, f"{key.split()[0]}: {value}")
    assert lines_of(again) == lines_of(meeting)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("facilitator: me", "note-taker: I"), "you are the facilitator: someone else takes the notes"),
        (("note-taker: Ana", "facilitator: ana"), "ana is the facilitator: someone else takes the notes"),
    ],
)
def test_nobody_facilitates_and_takes_the_notes(lines: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        after(*lines)
    with pytest.raises(UsageError, match="someone else takes the notes"):
        parse_meeting("\n".join(("title: Sync", "when: 11:00-11:30", *lines)), START.date(), ZoneInfo("UTC"))
