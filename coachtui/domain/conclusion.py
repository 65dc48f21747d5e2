"""Closing a review: what it lacks, and what it says once it lacks nothing.

Nothing but `close` makes a `Conclusion`, and it refuses while `problems` finds anything: every action has
one owner, a deadline and a done-when, every open item an owner, and what was not accomplished goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.action import read_action, read_open_item
from coachtui.domain.calendar_words import exact_day
from coachtui.domain.errors import CoachError
from coachtui.domain.next_meeting import read_next
from coachtui.domain.note import NoteKind
from coachtui.domain.review import Accomplished, Step
from coachtui.domain.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, time

    from coachtui.domain.review import Review, Verdict


class Problem(NamedTuple):
    """Why a review cannot be closed, and where that is mended."""

    step: Step
    entry: int | None
    """The number of the line; None when the step as a whole lacks something."""
    sentence: str


class Commitment(NamedTuple):
    """An action that commits its owner."""

    entry: int
    owner: str
    task: str
    due: date
    done_when: str


class Parked(NamedTuple):
    """An open item with its owner."""

    entry: int
    owner: str
    text: str


class Following(NamedTuple):
    """The next meeting."""

    on: date
    at: time
    minutes: int
    facilitator: str
    others: tuple[str, ...]


class Conclusion(NamedTuple):
    """What a complete review says."""

    highlights: tuple[str, ...]
    decisions: tuple[str, ...]
    accomplished: Accomplished
    reason: str
    actions: tuple[Commitment, ...]
    open_items: tuple[Parked, ...]
    verdicts: tuple[Verdict, ...]
    following: Following | None


def problems(review: Review) -> tuple[Problem, ...]:
    """Why the review cannot be closed yet, in the order of the steps; empty when it can."""
    return (
        *_purpose_problems(review),
        *_action_problems(review),
        *_open_item_problems(review),
        *_next_problems(review),
    )


def close(review: Review) -> Conclusion:
    """What the review says, once it is complete.

    Raises:
        CoachError: it is not; the sentence is that of the first problem.
    """
    for problem in problems(review):
        raise CoachError(problem.sentence)
    assert review.accomplished is not None, "it is a problem otherwise"
    actions = []
    for entry in review.of(NoteKind.ACTION):
        read = read_action(entry.text, review.held.on)
        assert read.due is not None, "it is a problem otherwise"
        actions.append(Commitment(entry.id, read.owner, read.task, read.due, read.done_when))
    parked = []
    for entry in review.of(NoteKind.OPEN_ITEM):
        item = read_open_item(entry.text)
        parked.append(Parked(entry.id, item.owner, item.text))
    return Conclusion(
        highlights=tuple(entry.text for entry in review.of(NoteKind.HIGHLIGHT)),
        decisions=tuple(entry.text for entry in review.of(NoteKind.DECISION)),
        accomplished=review.accomplished,
        reason=review.reason,
        actions=tuple(actions),
        open_items=tuple(parked),
        verdicts=review.verdicts,
        following=_following(review),
    )


def _purpose_problems(review: Review) -> Iterator[Problem]:
    if review.accomplished is None:
        yield Problem(Step.PURPOSE, None, "was the purpose accomplished? answer yes, partly or no")


def _action_problems(review: Review) -> Iterator[Problem]:
    for entry in review.of(NoteKind.ACTION):
        read = read_action(entry.text, review.held.on)
        about = f"action {quoted(read.task or entry.text)}"
        for lack in read.missing:
            yield Problem(Step.ACTIONS, entry.id, f"{about}: {lack.sentence}")
        if read.due and read.due < review.held.on:
            sentence = f"{about}: its deadline {exact_day(read.due)} is before the meeting"
            yield Problem(Step.ACTIONS, entry.id, sentence)
    for action in review.overdue:
        sentence = f"action {quoted(action.task)} is kept, but its deadline is over: give it a new one"
        yield Problem(Step.ACTIONS, None, sentence)


def _open_item_problems(review: Review) -> Iterator[Problem]:
    entries = review.of(NoteKind.OPEN_ITEM)
    for entry in entries:
        for lack in read_open_item(entry.text).missing:
            yield Problem(Step.OPEN_ITEMS, entry.id, f"open item {quoted(entry.text)}: {lack.sentence}")
    if review.falls_short and not entries and not review.next_line:
        how = "only partly" if review.accomplished is Accomplished.PARTLY else "not"
        sentence = f"the purpose was {how} accomplished: list what is open, or say when you meet again"
        yield Problem(Step.OPEN_ITEMS, None, sentence)


def _next_problems(review: Review) -> Iterator[Problem]:
    if not review.next_line:
        if review.of(NoteKind.OPEN_ITEM):
            yield Problem(Step.NEXT, None, "there are open items: say when you meet again")
        return
    held = review.held
    read = read_next(review.next_line, held.on, held.minutes, facilitator=held.facilitator)
    for lack in read.missing:
        yield Problem(Step.NEXT, None, f"next meeting: {lack.sentence}")
    if read.on and read.at is not None and (read.on, read.at) <= (review.held.on, review.held.at):
        yield Problem(Step.NEXT, None, "next meeting: it is not after this one: give it a later day")


def _following(review: Review) -> Following | None:
    if not review.next_line:
        return None
    held = review.held
    read = read_next(review.next_line, held.on, held.minutes, facilitator=held.facilitator)
    assert read.on is not None, "it is a problem otherwise"
    assert read.at is not None, "it is a problem otherwise"
    return Following(read.on, read.at, read.minutes, read.facilitator, read.others)
