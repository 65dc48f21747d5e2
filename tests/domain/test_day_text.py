from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.day_text import (
    MOST_LINES,
    BreakLine,
    DayText,
    MeetingLine,
    TaskLine,
    parse_day_text,
)
from coachtui.domain.errors import UsageError
from coachtui.domain.human import format_minutes
from coachtui.domain.span import Span
from coachtui.domain.text import clean_line

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = date(2026, 11, 24)


def parse(text: str, on: date = TUESDAY) -> DayText:
    return parse_day_text(text, on=on, zone=BERLIN)


def span(start: str, end: str, on: date = TUESDAY) -> Span:
    """The span between two clock times of a date, the end perhaps with its own date: "2026-11-25T01:00"."""
    times = (one if "T" in one else f"{on}T{one}" for one in (start, end))
    return Span(*(datetime.fromisoformat(one).replace(tzinfo=BERLIN).astimezone(UTC) for one in times))


def refusal(text: str, on: date = TUESDAY) -> str:
    with pytest.raises(UsageError) as caught:
        parse(text, on)
    return str(caught.value)


def test_a_plan_has_tasks_meetings_and_breaks() -> None:
    plan = parse(
        """\ufeff# Tuesday
Draft board deck 90m !

11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj
12:00-13:00 break Lunch
Hiring loop notes
"""
    )
    assert plan == DayText(
        tasks=(
            TaskLine("Draft board deck", 90, must=True, line_number=2),
            TaskLine("Hiring loop notes", 45, must=False, line_number=6),
        ),
        meetings=(MeetingLine("Budget sync", "agree Q4 budget", span("11:00", "11:30"), ("Ana", "Raj"), 4),),
        breaks=(BreakLine("Lunch", span("12:00", "13:00"), 5),),
    )


@pytest.mark.parametrize(
    ("line", "title", "minutes", "must"),
    [
        ("Review ! 1h 30m", "Review", 90, True),
        ("Review 1.5h!", "Review", 90, True),
        ("Review 90", "Review", 90, False),
        ("Review !!", "Review", 45, True),
        ("Write book 100h", "Write book", 6000, False),
        ("Write book 101h", "Write book 101h", 45, False),
        ("Review 10~", "Review 10~", 45, False),
        ("Done!", "Done!", 45, False),
        ("90m !", "90m", 45, True),
        ("Read chapters 2-3 30m", "Read chapters 2-3", 30, False),
        ("Plan for 2026-2027", "Plan for 2026-2027", 45, False),
        ('"Talk 11:00-11:30"', "Talk 11:00-11:30", 45, False),
        ("1-on-1 prep 30m", "1-on-1 prep", 30, False),
        ("- Review 30m", "Review", 30, False),
        ("* [ ] Review 30m", "Review", 30, False),
        ("  - [ ] a - b 30m", "a - b", 30, False),
        ("#4471 sign 5m", "#4471 sign", 5, False),
        ("\x1b[31mReview\x1b[0m 30m", "Review", 30, False),
    ],
)
def test_a_task_line_is_understood(line: str, title: str, minutes: int, must: bool) -> None:
    assert parse(line).tasks == (TaskLine(title, minutes, must, line_number=1),)


def test_the_minutes_of_a_task_that_does_not_say_are_an_argument() -> None:
    plan = parse_day_text("Review", on=TUESDAY, zone=BERLIN, default_minutes=25)
    assert plan.tasks[0].minutes == 25


@pytest.mark.parametrize(
    "line",
    ["", "   ", "# comment", "#comment", "## Heading", "-", "- [ ]", "- [x] done", "* [X] done 5m", "---"],
)
def test_a_line_that_plans_nothing_is_left_out(line: str) -> None:
    assert parse(line) == DayText((), (), ())


@pytest.mark.parametrize(
    ("line", "title", "purpose", "attendees"),
    [
        ("15:00-15:45 1:1 with Lee: growth plan", "1:1 with Lee", "growth plan", ()),
        ("15:00-15:45 Sync: a: b @Ana @Raj @Ana", "Sync", "a: b", ("Ana", "Raj")),
        ("15:00-15:45 Sync: @Ana", "Sync", "", ("Ana",)),
        ("15:00-15:45 Sync @Ana with Raj", "Sync @Ana with Raj", "", ()),
        ("15:00-15:45 @Ana", "@Ana", "", ()),
        ("15:00-15:45 : plan", "plan", "", ()),
        ("- 15:00–15:45 Sync", "Sync", "", ()),
        ("15:00 - 15:45 Sync", "Sync", "", ()),
        ("3pm-3:45pm Sync", "Sync", "", ()),
        ("Sync 15:00-15:45", "Sync", "", ()),
        ("- Sync: growth plan 3pm-3:45pm @Ana @Raj", "Sync", "growth plan", ("Ana", "Raj")),
        ("15:00-15:45 break-in review", "break-in review", "", ()),
    ],
)
def test_a_meeting_line_is_understood(
    line: str, title: str, purpose: str, attendees: tuple[str, ...]
) -> None:
    assert parse(line).meetings == (MeetingLine(title, purpose, span("15:00", "15:45"), attendees, 1),)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("12:00-13:00 break Lunch", "Lunch"),
        ("12-13 Break: Lunch", "Lunch"),
        ("12-13 break", "Break"),
        ("12-13 break:", "Break"),
        ("break Lunch 12:00-13:00", "Lunch"),
    ],
)
def test_a_break_line_is_understood(line: str, title: str) -> None:
    assert parse(line).breaks == (BreakLine(title, span("12:00", "13:00"), 1),)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("23:30-01:00 Release", span("23:30", "2026-11-25T01:00")),
        ("22:00-04:00 Release", span("22:00", "2026-11-25T04:00")),
        ("01:00-01:30 Release", span("2026-11-25T01:00", "2026-11-25T01:30")),
        ("04:00-05:00 Flight", span("04:00", "05:00")),
    ],
)
def test_a_time_after_midnight_belongs_to_the_day_before(line: str, expected: Span) -> None:
    assert parse(line).meetings[0].span == expected


def test_a_meeting_over_a_clock_change_has_its_true_length() -> None:
    assert parse("01:45-03:15 Release", date(2026, 3, 28)).meetings[0].span.minutes == 30
    assert parse("01:45-03:15 Release", date(2026, 10, 24)).meetings[0].span.minutes == 150


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a\n\n25:00-26:00 x",
            'line 3: "25:00-26:00 x": "25:00" is no time of day: hours go to 23, minutes to 59',
        ),
        ("9-5 x", 'line 1: "9-5 x": "9-5" could be 09:00-17:00 or 09:00-05:00'),
        ("9:00-9:00 x", 'line 1: "9:00-9:00 x": "9:00-9:00" ends where it starts'),
        ("11:00-11:30", 'line 1: "11:00-11:30": say what it is, for example: 11:00-11:30 Budget sync'),
        (
            "16:00-14:00 x",
            'line 1: "16:00-14:00 x": on that day, from 04:00 to 04:00, it does not end after it starts',
        ),
        (
            "2-3 slides 30m",
            'line 1: "2-3 slides 30m": for times write 09:00-10:30, for a task begin with a word',
        ),
        (
            "a\nlunch 12-13",
            'line 2: "lunch 12-13": for times write 12-13 lunch, for a task say how long: lunch 12-13 45m',
        ),
        (
            "Sync 25:00-26:00",
            'line 1: "Sync 25:00-26:00": "25:00" is no time of day: hours go to 23, minutes to 59',
        ),
        (
            "2026-2027 plan",
            'line 1: "2026-2027 plan": for times write 09:00-10:30, for a task begin with a word',
        ),
        ("10-11 a\n11-12 b\n- 10:30-10:45 break", 'lines 1 and 3 overlap: "a" and "Break"'),
        ("10-11 b\n9-12 " + "a" * 99, f'lines 1 and 2 overlap: "b" and "{"a" * 39}…"'),
        ("x\n" * (MOST_LINES + 1), "a plan has at most 500 lines, this one has 501: leave some out"),
    ],
)
def test_an_unclear_plan_is_refused_with_the_line(text: str, message: str) -> None:
    assert refusal(text) == message


def test_a_meeting_that_a_clock_change_skips_is_refused() -> None:
    assert refusal("2-3 Release", date(2026, 3, 28)).startswith('line 1: "2-3 Release": on that day')


def test_meetings_that_touch_do_not_overlap() -> None:
    assert len(parse("10-11 a\n11-12 b\n9-10 c").meetings) == 3


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[A-Z][a-z]{1,9}( [a-z]{2,9}){0,3}", fullmatch=True),
            st.integers(1, 6000),
            st.booleans(),
        ),
        max_size=8,
    )
)
def test_tasks_read_as_they_are_written(tasks: list[tuple[str, int, bool]]) -> None:
    lines = (f"- [ ] {title} {format_minutes(minutes)}{' !' * must}" for title, minutes, must in tasks)
    assert [line[:3] for line in parse("\n".join(lines)).tasks] == tasks


PIECES = (
    "9-10",
    "10:00",
    "-",
    "11:30",
    "–",
    "break",
    "Sync:",
    "@Ana",
    "30m",
    "!",
    "#",
    "- [ ]",
    "x",
    "\n",
    "\x1b[1m",
)
LINES = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


@given(st.text(st.characters(), max_size=120) | LINES)
def test_any_text_is_a_plan_or_refused_in_one_line(text: str) -> None:
    try:
        plan = parse(text)
    except UsageError as problem:
        plan, message = DayText((), (), ()), str(problem)
    else:
        message = ""
    assert message == clean_line(message)
    fixed: list[MeetingLine | BreakLine] = [*plan.meetings, *plan.breaks]
    titles = [line.title for line in (*fixed, *plan.tasks)]
    assert all(title and title == clean_line(title) for title in titles)
    spans = sorted(line.span for line in fixed)
    assert all(one.end <= other.start for one, other in pairwise(spans))
