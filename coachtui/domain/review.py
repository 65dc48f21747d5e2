"""The end-game review: five steps, kept line by line, and closed only when it commits people.

A pure, immutable state machine: every function gives a new `Review`. Lines are kept with full names and
with dates that do not change, so that a draft means the same whenever it is taken up again. What it takes to
close one is in `coachtui.domain.conclusion`.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.action import read_action, read_open_item
from coachtui.domain.capture import nobody
from coachtui.domain.errors import UsageError
from coachtui.domain.next_meeting import format_next, read_next
from coachtui.domain.note import NoteKind, read_note, signed
from coachtui.domain.text import TITLE_LIMIT, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, time


class Step(IntEnum):
    """The five steps."""

    HIGHLIGHTS = 1
    """Highlights and decisions."""
    PURPOSE = 2
    ACTIONS = 3
    OPEN_ITEMS = 4
    NEXT = 5


STEP_NAMES = {
    Step.HIGHLIGHTS: "Highlights and decisions",
    Step.PURPOSE: "Purpose accomplished?",
    Step.ACTIONS: "Actions",
    Step.OPEN_ITEMS: "Open items",
    Step.NEXT: "Next meeting",
}
"""The title of each step."""

STEP_OF = {
    NoteKind.HIGHLIGHT: Step.HIGHLIGHTS,
    NoteKind.DECISION: Step.HIGHLIGHTS,
    NoteKind.ACTION: Step.ACTIONS,
    NoteKind.OPEN_ITEM: Step.OPEN_ITEMS,
}
"""Where each kind of entry belongs."""

KIND_OF = {Step.ACTIONS: NoteKind.ACTION, Step.OPEN_ITEMS: NoteKind.OPEN_ITEM}
"""What a line without a sign is, where it is not a highlight."""

SIGNED = tuple("=!?+")
"""What a line begins with that says itself what it is."""


class Accomplished(StrEnum):
    """Whether the purpose was accomplished."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Ruling(StrEnum):
    """What is decided about an unfinished action of an earlier meeting."""

    DONE = "done"
    KEEP = "keep"
    DROP = "drop"


class Unfinished(NamedTuple):
    """An action of an earlier meeting of the series: open, or settled by this review."""

    id: int
    owner: str
    task: str
    due: date
    """The deadline that it came with, whatever this review made of it."""
    done_when: str
    origin: date
    """The day of its meeting."""


class Held(NamedTuple):
    """What a review knows of its meeting; times are those of the wall clock."""

    title: str
    purpose: str
    on: date
    at: time
    minutes: int
    facilitator: str
    others: tuple[str, ...]
    """Who is asked to come, besides you."""
    next_on: date
    """The day of the next meeting if nobody says otherwise."""
    unfinished: tuple[Unfinished, ...] = ()


class Entry(NamedTuple):
    """One line."""

    id: int
    """Its number in the review, from 1, never used twice."""
    kind: NoteKind
    text: str


class Verdict(NamedTuple):
    """What was decided about one unfinished action."""

    action: int
    ruling: Ruling
    due: date | None = None
    """The new deadline of one that is kept; None while it keeps its own."""


class Review(NamedTuple):
    """A review as far as it is written."""

    held: Held
    entries: tuple[Entry, ...] = ()
    accomplished: Accomplished | None = None
    reason: str = ""
    verdicts: tuple[Verdict, ...] = ()
    next_line: str = ""
    """When, and with whom, to meet again; empty for not at all."""
    step: Step = Step.HIGHLIGHTS
    """Where to go on."""
    last: int = 0
    """The highest number that an entry has had."""

    def of(self, *kinds: NoteKind) -> tuple[Entry, ...]:
        """The entries of these kinds, in the order in which they were written."""
        return tuple(entry for entry in self.entries if entry.kind in kinds)

    def at(self, step: Step) -> tuple[Entry, ...]:
        """The entries of a step, in the order in which they were written."""
        return tuple(entry for entry in self.entries if STEP_OF[entry.kind] is step)

    @property
    def falls_short(self) -> bool:
        """Whether the purpose was not fully accomplished."""
        return self.accomplished in (Accomplished.PARTLY, Accomplished.NO)

    @property
    def goes_on(self) -> bool:
        """Whether there is something to meet about again: then the next meeting is suggested."""
        return self.falls_short or bool(self.of(NoteKind.OPEN_ITEM))

    @property
    def unjudged(self) -> tuple[Unfinished, ...]:
        """The unfinished actions about which nothing is decided yet."""
        judged = {one.action for one in self.verdicts}
        return tuple(one for one in self.held.unfinished if one.id not in judged)

    @property
    def judged(self) -> tuple[tuple[Unfinished, Verdict], ...]:
        """The unfinished actions about which something is decided, each with that."""
        said = {one.action: one for one in self.verdicts}
        return tuple((one, said[one.id]) for one in self.held.unfinished if one.id in said)

    @property
    def overdue(self) -> tuple[Unfinished, ...]:
        """The unfinished actions that are kept, but not beyond the day of the meeting."""
        kept = {one.action: one.due for one in self.verdicts if one.ruling is Ruling.KEEP}
        return tuple(
            one for one in self.held.unfinished if one.id in kept and (kept[one.id] or one.due) < self.held.on
        )

    def entry(self, number: int) -> Entry:
        """The entry with this number.

        Raises:
            UsageError: there is none.
        """
        found = next((entry for entry in self.entries if entry.id == number), None)
        if found is None:
            raise UsageError(f"the review has no line {number}")
        return found


def add(
    review: Review, step: Step, line: str, today: date, known: Callable[[str], str | None] = nobody
) -> Review:
    """Write one more line; a leading sign says what it is, whatever the step.

    Raises:
        UsageError: the line is empty, or the step does not take lines.
    """
    if step not in STEP_OF.values():
        raise UsageError(f"{STEP_NAMES[step]} is one answer, not a list")
    kind, text = _understood(line, step, today, known)
    entry = Entry(review.last + 1, kind, text)
    return review._replace(entries=(*review.entries, entry), last=entry.id, step=step)


def edit(
    review: Review, number: int, line: str, today: date, known: Callable[[str], str | None] = nobody
) -> Review:
    """Write a line anew; a sign makes it another kind of entry.

    Raises:
        UsageError: there is no such line, or the new one is empty.
    """
    old = review.entry(number)
    kind, text = read_note(line)
    if kind is NoteKind.HIGHLIGHT and line.strip()[:1] != "+":
        kind = old.kind
    new = Entry(number, kind, exact_line(kind, text, today, known))
    return review._replace(
        entries=tuple(new if entry.id == number else entry for entry in review.entries), step=STEP_OF[kind]
    )


def delete(review: Review, number: int) -> Review:
    """Take a line out.

    Raises:
        UsageError: there is no such line.
    """
    old = review.entry(number)
    return review._replace(entries=tuple(entry for entry in review.entries if entry != old))


def judge(review: Review, accomplished: Accomplished, reason: str = "") -> Review:
    """Say whether the purpose was accomplished."""
    return review._replace(
        accomplished=accomplished, reason=clean_line(reason, TITLE_LIMIT), step=Step.PURPOSE
    )


def rule(review: Review, action: int, ruling: Ruling, due: date | None = None) -> Review:
    """Decide about an unfinished action; the last word counts.

    Raises:
        UsageError: it is none of the series' unfinished ones.
    """
    if action not in {one.id for one in review.held.unfinished}:
        raise UsageError(f"there is no unfinished action {action} of this meeting")
    others = tuple(verdict for verdict in review.verdicts if verdict.action != action)
    verdict = Verdict(action, ruling, due if ruling is Ruling.KEEP else None)
    return review._replace(verdicts=(*others, verdict), step=Step.ACTIONS)


def set_next(review: Review, line: str, today: date, known: Callable[[str], str | None] = nobody) -> Review:
    """Say when to meet again; an empty line or "none" for not at all."""
    text = clean_line(line)
    if text.lower().rstrip(".") in ("", "none", "no"):
        return review._replace(next_line="", step=Step.NEXT)
    read = read_next(text, today, review.held.minutes, known, facilitator=review.held.facilitator)
    return review._replace(next_line=read.line, step=Step.NEXT)


def go(review: Review, step: Step) -> Review:
    """Turn to a step."""
    return review._replace(step=step)


def suggested_next(held: Held) -> str:
    """The next meeting if nobody says otherwise: same time, same people."""
    return format_next(held.next_on, held.at, held.minutes, held.facilitator, held.others)


def exact_line(kind: NoteKind, text: str, today: date, known: Callable[[str], str | None] = nobody) -> str:
    """The text of an entry with full names and with dates that do not change."""
    if kind is NoteKind.ACTION:
        return read_action(text, today, known).line
    if kind is NoteKind.OPEN_ITEM:
        return read_open_item(text, known).line
    return text


def as_typed(entry: Entry, step: Step) -> str:
    """A line as one would type it in a step: with a sign only where that is needed."""
    plain = KIND_OF.get(step, NoteKind.HIGHLIGHT)
    if entry.kind is plain and not entry.text.startswith(SIGNED):
        return entry.text
    return signed(entry.kind, entry.text)


def _understood(
    line: str, step: Step, today: date, known: Callable[[str], str | None]
) -> tuple[NoteKind, str]:
    kind, text = read_note(line)
    if kind is NoteKind.HIGHLIGHT and line.strip()[:1] != "+":
        kind = KIND_OF.get(step, kind)
    return kind, exact_line(kind, text, today, known)
