"""The plan file: one line per task, meeting or break of a day.

    # anything after a number sign is a comment, "#4471" is not
    Draft board deck 90m !
    11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj
    12:00-13:00 break Lunch

Clock times belong to the working day: those before it starts (04:00) are after its midnight. Spans are
instants in UTC, lengths are minutes.
"""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.capture import AT_NAME, read_length, word_start
from coachtui.domain.day import DAY_STARTS, resolve
from coachtui.domain.errors import UsageError
from coachtui.domain.human import parse_clock_range
from coachtui.domain.span import Span
from coachtui.domain.text import TITLE_LIMIT, capped, one_line, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from coachtui.domain.capture import Length

MOST_LINES = 500
"""Lines of a plan file; more are no plan of a day."""

LONGEST_TASK = 6000
"""Minutes that a task may take: a hundred hours."""

_MUST = ("!", "!!")
_DONE = re.compile(r"[-*+] \[[xX]\]( |$)")
_BULLET = re.compile(r"^[-*+](?: |$)(?:\[ \](?: |$))?")
_COMMENT = re.compile(r"#(?!\d)|[-*_=]{3,}$")
_TIME = r"\d{1,4}(?::\d*|h\d*)?(?: ?[ap]m)?"
_RANGE = re.compile(rf"({_TIME} ?[-–] ?{_TIME})(?: |$)", re.ASCII | re.IGNORECASE)
_RANGE_LAST = re.compile(rf"(.*\S) ({_TIME} ?[-–] ?{_TIME})((?: @\S+)*)", re.ASCII | re.IGNORECASE)
_COUNTS = re.compile(r"\d\d? ?[-–] ?\d\d?", re.ASCII)
_YEARS = re.compile(r"[1-9]\d\d+ ?[-–] ?\d{3,4}", re.ASCII)
_BREAK = re.compile(r"break(?::? |:?$)", re.IGNORECASE)
_QUOTED = re.compile(r'"(.+)"((?: \S+){0,2})')
_PURPOSE = re.compile(r": |:$")


class TaskLine(NamedTuple):
    """A task of the plan file."""

    title: str
    minutes: int
    must: bool
    line_number: int
    """From 1."""


class MeetingLine(NamedTuple):
    """A meeting of the plan file."""

    title: str
    purpose: str
    span: Span
    attendees: tuple[str, ...]
    line_number: int


class BreakLine(NamedTuple):
    """A break of the plan file."""

    title: str
    span: Span
    line_number: int


class DayText(NamedTuple):
    """What a plan file says, in its order."""

    tasks: tuple[TaskLine, ...]
    meetings: tuple[MeetingLine, ...]
    breaks: tuple[BreakLine, ...]


def parse_day_text(text: str, *, on: date, zone: ZoneInfo, default_minutes: int = 45) -> DayText:
    """What a plan file says about a day.

    Args:
        text: The file; Markdown lists are welcome, and what they have ticked off is left out.
        on: The working day that it plans.
        zone: Where the wall clock hangs.
        default_minutes: What a task takes that does not say.

    Raises:
        UsageError: a line is not clear, two fixed lines overlap, or there are too many; it names the lines.
    """
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise UsageError(f"a plan has at most {MOST_LINES} lines, this one has {len(lines)}: leave some out")
    tasks: list[TaskLine] = []
    meetings: list[MeetingLine] = []
    breaks: list[BreakLine] = []
    for number, raw in enumerate(lines, 1):
        line = one_line(raw)
        if _DONE.match(line):
            continue
        line = _BULLET.sub("", line)
        if not line or _COMMENT.match(line):
            continue
        said = line
        try:
            line = _clocks_first(line)
            if not (clocks := _RANGE.match(line)):
                tasks.append(_task(line, default_minutes, number))
                continue
            span, words = span_of(clocks[1], on, zone), _words(clocks[1], line[clocks.end() :])
        except UsageError as problem:
            raise UsageError(f"line {number}: {quoted(said)}: {problem}") from None
        if rest := _BREAK.match(words):
            breaks.append(BreakLine(capped(words[rest.end() :], TITLE_LIMIT) or "Break", span, number))
        else:
            meetings.append(_meeting(words, span, number))
    _check_overlaps([*meetings, *breaks])
    return DayText(tuple(tasks), tuple(meetings), tuple(breaks))


def _clocks_first(line: str) -> str:
    """The line with the times that end it in front: "Budget sync 11:00-11:30 @Ana" means the same.

    Raises:
        UsageError: they may be times or part of the title: "Chapters 2-3", "lunch 12-13".
    """
    found = None if _RANGE.match(line) else _RANGE_LAST.fullmatch(line)
    if not found or _YEARS.fullmatch(found[2]):
        return line
    words, clocks, names = found.groups()
    if _COUNTS.fullmatch(clocks):
        raise UsageError(f"for times write {clocks} {words}{names}, for a task say how long: {line} 45m")
    return f"{clocks} {words}{names}"


def _task(line: str, default_minutes: int, number: int) -> TaskLine:
    if found := _QUOTED.fullmatch(line):  # the title as it is, whatever it looks like
        signs = _task(f"x{found[2]}", default_minutes, number)
        if signs.title == "x":
            return signs._replace(title=capped(found[1], TITLE_LIMIT))
    minutes, must, end = 0, False, len(line)
    while (start := word_start(line, 0, end)) > 0:
        if line[start:end] in _MUST:
            must = True
        elif not minutes and (length := _length_before(line, end)) and length.start > 0:
            minutes, start, must = length.minutes, length.start, must or length.end < end
        else:
            break
        end = start - 1
    return TaskLine(capped(line[:end], TITLE_LIMIT), minutes or default_minutes, must, number)


def _length_before(line: str, end: int) -> Length | None:
    """The length that ends there, with no other sign than that of a must."""
    length = read_length(line, 0, end, LONGEST_TASK)
    return length if length and line[length.end : end] in ("", *_MUST) else None


def _meeting(words: str, span: Span, number: int) -> MeetingLine:
    attendees, end = [], len(words)
    while (start := word_start(words, 0, end)) > 0 and (name := AT_NAME.fullmatch(words, start, end)):
        attendees.append(name[1])
        end = start - 1
    title, *purpose = (part for part in _PURPOSE.split(words[:end], maxsplit=1) if part)
    return MeetingLine(
        capped(title, TITLE_LIMIT),
        capped("".join(purpose), TITLE_LIMIT),
        span,
        tuple(dict.fromkeys(reversed(attendees))),
        number,
    )


def _words(clocks: str, words: str) -> str:
    """What follows the clock times of a line.

    Raises:
        UsageError: nothing does, or what looks like times may be the beginning of a task: "2-3 slides 30m".
    """
    if not words:
        raise UsageError("say what it is, for example: 11:00-11:30 Budget sync")
    task = _task(words, 0, 0)
    if _YEARS.fullmatch(clocks) or (_COUNTS.fullmatch(clocks) and (task.minutes or task.must)):
        raise UsageError("for times write 09:00-10:30, for a task begin with a word")
    return words


def span_of(clocks: str, on: date, zone: ZoneInfo) -> Span:
    """The span of two clock times on a working day.

    Raises:
        UsageError: they are none, or do not end after they start.
    """
    start, end = parse_clock_range(clocks)
    span = Span(
        resolve(on + timedelta(days=start < DAY_STARTS), start, zone),
        resolve(on + timedelta(days=end <= DAY_STARTS), end, zone),
    )
    if span.end <= span.start:
        raise UsageError(
            f"on that day, from {DAY_STARTS:%H:%M} to {DAY_STARTS:%H:%M}, it does not end after it starts"
        )
    return span


def _check_overlaps(fixed: Sequence[MeetingLine | BreakLine]) -> None:
    for one, other in pairwise(sorted(fixed, key=lambda line: line.span)):
        if one.span.overlaps(other.span):
            first, second = sorted((one, other), key=lambda line: line.line_number)
            raise UsageError(
                f"lines {first.line_number} and {second.line_number} overlap: "
                f"{quoted(first.title)} and {quoted(second.title)}"
            )
