"""The action line: `Raj: headcount table by fri => linked in wiki`.

One owner before the colon, the task, a deadline after the last `by` that a day follows, and after the
arrow what DONE means. A line that lacks something is understood as far as it goes, and every part that
is missing has a sentence. Deadlines are days.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.agenda import ARROW
from coachtui.domain.calendar_words import exact_day, read_day
from coachtui.domain.capture import nobody
from coachtui.domain.errors import UnclearError
from coachtui.domain.people_text import read_owner
from coachtui.domain.text import TITLE_LIMIT, capped, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

_BY = re.compile(r"(?:^| )by (?=\S)", re.IGNORECASE)
_LONGEST_DAY = 40


class ActionState(StrEnum):
    """What became of an action."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Missing(NamedTuple):
    """A part that a line lacks."""

    part: str
    """The field: "owner", "task", "due" or "done_when"."""
    sentence: str


class ActionLine(NamedTuple):
    """What an action line says so far."""

    owner: str
    """Empty while there is not exactly one."""
    task: str
    due: date | None
    done_when: str
    missing: tuple[Missing, ...]
    """What it lacks, in the order of the line; empty when it commits someone."""
    line: str
    """The same line with full names and the deadline as a date with its year, so that it never changes."""


class OpenItemLine(NamedTuple):
    """What the line of an open item says so far: `Raj: travel policy`."""

    owner: str
    text: str
    missing: tuple[Missing, ...]
    line: str


class Renegotiation(NamedTuple):
    """A deadline that was replaced."""

    on: date
    """The day on which that was agreed."""
    was: date
    becomes: date


def read_action(line: str, today: date, known: Callable[[str], str | None] = nobody) -> ActionLine:
    """What an action line says, complete or not; any text is allowed."""
    owner = read_owner(one_line(line), known)
    text, arrow, done_when = owner.rest.partition(ARROW)
    task, due, why = _deadline(text.strip(), today)
    task, done_when = capped(task, TITLE_LIMIT), capped(done_when.strip(), TITLE_LIMIT)
    missing = (
        Missing("owner", owner.problem),
        Missing("task", "" if task else "no task: say what is to be done"),
        Missing("due", "" if due else why),
        Missing("done_when", "" if done_when else "no done-when: end with => and what DONE means"),
    )
    head = owner.name or owner.head
    words = [
        f"{head}:" if head else "",
        task,
        f"by {exact_day(due)}" if due else "",
        f"{ARROW} {done_when}".rstrip() if arrow else "",
    ]
    exact = " ".join(word for word in words if word)
    lacking = tuple(one for one in missing if one.sentence)
    return ActionLine(owner.name, task, due, done_when, lacking, exact)


def read_open_item(line: str, known: Callable[[str], str | None] = nobody) -> OpenItemLine:
    """What the line of an open item says, complete or not."""
    owner = read_owner(one_line(line), known)
    text = capped(owner.rest.strip(), TITLE_LIMIT)
    missing = (
        Missing("owner", owner.problem),
        Missing("task", "" if text else "no point: say what is open"),
    )
    head = owner.name or owner.head
    exact = f"{head}: {text}".rstrip() if head else text
    return OpenItemLine(owner.name, text, tuple(one for one in missing if one.sentence), exact)


def due_on(due: date, history: Iterable[Renegotiation], on: date, *, at_first: bool) -> date:
    """The deadline that an action had on a day.

    Args:
        due: Its deadline now.
        history: The deadlines that were replaced, in order.
        on: The day.
        at_first: Before what was agreed that day, and not after it.
    """
    later = (one.was for one in history if one.on > on or (at_first and one.on == on))
    return next(later, due)


def is_kept(due: date, done_on: date, history: Iterable[Renegotiation]) -> bool:
    """Whether a promise was kept: done by its day, and renegotiated only before it was late."""
    return done_on <= due and all(one.on <= one.was for one in history)


def _deadline(text: str, today: date) -> tuple[str, date | None, str]:
    """The task without its deadline, the deadline, and why there is none."""
    why = "no deadline: write for example: by fri"
    for found in reversed(list(_BY.finditer(text))):
        words = text[found.end() :]
        if len(words) > _LONGEST_DAY:
            break
        try:
            due = read_day(words, today)
        except UnclearError as problem:
            why = f"no deadline: {problem}"
            break
        if due:
            return text[: found.start()].rstrip(), due, ""
    return text, None, why
