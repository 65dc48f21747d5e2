from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from coachtui.domain.meeting import YOU, AgendaItem, Attendee, Meeting, Role, borrowed, progress, with_people
from coachtui.domain.readiness import findings, holdable
from coachtui.domain.span import Span, later

START = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
READY = Meeting(
    title="Budget sync",
    span=Span(START, later(START, 30)),
    purpose="agree the Q4 budget",
    goal="a signed budget",
    agenda=(
        AgendaItem("Headcount", 10, "Raj", "Ana", "what we can hire"),
        AgendaItem("Vendors", 15, "Ana", "", "what we can spend"),
    ),
    attendees=with_people(
        [Attendee("Ana", can_decide=True), Attendee("Raj"), Attendee("Kim", optional=True)], "Ana", "Lee"
    ),
    rules=("phones away",),
)


def rules_of(meeting: Meeting) -> list[int]:
    return [finding.rule for finding in findings(meeting)]


def there(meeting: Meeting, **names: bool) -> Meeting:
    return meeting._replace(
        attendees=tuple(one._replace(is_there=names.get(one.name, True)) for one in meeting.attendees)
    )


def test_a_meeting_with_everything_is_ready() -> None:
    assert findings(READY) == ()


@pytest.mark.parametrize(
    "purpose", ["", "sync", "discuss the budget", "budget", "Budget sync", "status update"]
)
def test_a_purpose_of_which_nobody_can_tell_the_end_is_found(purpose: str) -> None:
    assert 1 in rules_of(READY._replace(purpose=purpose))


def test_an_item_that_serves_nothing_is_found() -> None:
    idle = READY._replace(agenda=(*READY.agenda[:1], AgendaItem("News", 5)))
    (finding,) = findings(idle)
    assert (finding.rule, finding.missing) == (2, 'item 2 "News" does not say what it is for')


def test_an_agenda_that_does_not_fit_is_split() -> None:
    long = READY._replace(agenda=(READY.agenda[0], AgendaItem("Vendors", 40, "Ana", serves="spend")))
    (finding,) = findings(long)
    assert finding.rule == 2
    assert "takes 50m, the meeting has 30m" in finding.missing
    assert "item 1 fits with its review" in finding.advice


def test_the_time_limit_counts_where_it_is_shorter_than_the_span() -> None:
    assert rules_of(READY._replace(limit=20)) == [2]
    assert rules_of(READY._replace(limit=90)) == []


def test_nobody_who_can_decide_is_found() -> None:
    nobody = READY._replace(
        agenda=READY.agenda[1:],
        attendees=tuple(one._replace(can_decide=False) for one in READY.attendees),
    )
    (finding,) = findings(nobody)
    assert (finding.rule, finding.missing) == (3, "nobody who must come can decide")
    assert "postpone" in finding.advice


def test_a_decider_who_is_only_optional_does_not_count() -> None:
    absent = there(READY, Ana=False)
    assert rules_of(absent) == [3, 3, 3]
    assert findings(absent)[0].missing == "nobody here can decide"


def test_the_meeting_that_those_present_can_hold_is_named() -> None:
    absent = there(READY, Raj=False)
    (finding,) = findings(absent)
    assert finding.missing == 'item 1 "Headcount" needs Raj to present it, who does not come'
    assert finding.advice == "postpone it, or hold only item 2 with those who come"
    assert holdable(absent) == READY.agenda[1:]
    assert "no item can be held" in findings(there(READY, Raj=False, Ana=False))[1].advice


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"rules": ()}, "ground rules"),
        ({"attendees": (Attendee(YOU),)}, "people"),
        ({"agenda": ()}, "an agenda"),
    ],
)
def test_what_cannot_be_published_is_found(changes: dict[str, Any], what: str) -> None:
    unfit = READY._replace(**changes)
    assert any(one.rule == 4 and what in one.missing for one in findings(unfit))


@pytest.mark.parametrize(
    ("taker", "why"),
    [
        ("", "nobody takes notes"),
        ("Raj", 'presents item 1 "Headcount"'),
        ("Ana", 'decides item 1 "Headcount"'),
        ("Kim", "does not come"),
    ],
)
def test_a_note_taker_who_discusses_or_is_missing_is_found(taker: str, why: str) -> None:
    others = [one for one in READY.attendees if one.name != "Lee"]
    meeting = READY._replace(attendees=with_people(others, "Raj", taker))
    (finding,) = findings(meeting)
    assert finding.rule == 5
    assert why in finding.missing


def test_you_may_take_the_notes_unless_you_decide() -> None:
    others = [one for one in READY.attendees if one.name not in (YOU, "Lee")]
    yours = READY._replace(attendees=with_people(others, "Ana", YOU))
    assert rules_of(yours) == []
    deciding = [Attendee(YOU, can_decide=True), *others]
    assert rules_of(READY._replace(attendees=with_people(deciding, "Ana", YOU))) == [5]


def test_you_may_not_take_the_notes_of_what_you_facilitate_or_present() -> None:
    others = [one for one in READY.attendees if one.name not in (YOU, "Lee")]
    led_by_nobody = [one._replace(role=Role.PARTICIPANT) for one in others]
    (finding,) = findings(READY._replace(attendees=with_people(led_by_nobody, note_taker=YOU)))
    assert (finding.rule, finding.missing) == (
        5,
        "you take the notes, but facilitate it too, as nobody else is named",
    )
    yours = READY._replace(attendees=with_people(others, "Raj", YOU))
    presenting = yours._replace(agenda=(yours.agenda[0]._replace(presenter=YOU), *yours.agenda[1:]))
    assert [one.missing for one in findings(presenting)] == [
        'you take the notes, but present item 1 "Headcount"'
    ]


@pytest.mark.parametrize(("minutes", "rules"), [(15, []), (16, [6]), (20, [6]), (21, [2])])
def test_the_last_minutes_are_reserved_for_the_review(minutes: int, rules: list[int]) -> None:
    items = (READY.agenda[0], AgendaItem("Vendors", minutes, "Ana", serves="spend"))
    assert rules_of(READY._replace(agenda=items)) == rules


def test_a_role_has_one_holder() -> None:
    people = with_people([Attendee("Ana", Role.FACILITATOR), Attendee("Raj")], "raj")
    assert {one.name: one.role for one in people} == {
        "Ana": Role.PARTICIPANT,
        "Raj": Role.FACILITATOR,
        YOU: Role.PARTICIPANT,
    }


def test_the_agenda_item_that_is_on_follows_the_clock() -> None:
    assert progress(READY, START, START) == (1, 10)
    assert progress(READY, START, later(START, 9)) == (1, 1)
    assert progress(READY, START, later(START, 10)) == (2, 15)
    assert progress(READY, START, later(START, 25)) == (0, 0)


def test_an_overrun_is_borrowed_once_from_everyone_who_was_there() -> None:
    held = there(READY, Kim=False)
    assert borrowed(held, held.span.end, later(START, 40)) == 30
    assert borrowed(held, held.span.end, later(START, 20)) == 0
