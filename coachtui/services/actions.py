"""Actions of all meetings: done, renegotiated with the old deadline kept, dropped."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from coachtui.domain.action import ActionState
from coachtui.domain.calendar_words import describe_day, parse_day
from coachtui.domain.errors import CoachError
from coachtui.domain.meeting import YOU
from coachtui.domain.text import clean_line
from coachtui.services import meeting_reading as reading
from coachtui.services.item_views import Outcome
from coachtui.store import actions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from sqlite3 import Connection

    from coachtui.services.desk import Desk
    from coachtui.services.meeting_views import ActionView
    from coachtui.store.actions import ActionRecord


def listed(desk: Desk, *, everything: bool = False, owner: str = "") -> tuple[ActionView, ...]:
    """The open actions, the next deadline first; with `everything` the settled ones too.

    With an owner only theirs: a name, the beginning of one, or "me".
    """
    now = desk.now()
    with desk.store.read() as db:
        found = reading.actions_of(desk, actions.every(db) if everything else actions.open_ones(db), now)
    return owned(found, owner)


def owned(views: Sequence[ActionView], owner: str) -> tuple[ActionView, ...]:
    """Those of an owner: a name, the beginning of one, or "me"; all where none is named."""
    wanted = clean_line(owner).casefold()
    wanted = YOU if wanted in ("me", "i") else wanted
    return tuple(one for one in views if one.owner.casefold().startswith(wanted))


def finish(desk: Desk, ids: Sequence[int]) -> Outcome:
    """They are done; your own with their task.

    Raises:
        CoachError: an action is unknown or settled already.
    """
    with _settling(desk, "done", ids) as (db, chosen, now):
        for one in chosen:
            actions.settle(db, one, ActionState.DONE, now)
    return Outcome(f"done: {_named(chosen)}")


def drop(desk: Desk, ids: Sequence[int]) -> Outcome:
    """They are no longer to be done.

    Raises:
        CoachError: an action is unknown or settled already.
    """
    with _settling(desk, "drop", ids) as (db, chosen, now):
        for one in chosen:
            actions.settle(db, one, ActionState.DROPPED, now)
    return Outcome(f"dropped: {_named(chosen)}")


def renegotiate(desk: Desk, ids: Sequence[int], until: str) -> Outcome:
    """Give them another deadline; the old one is kept.

    Raises:
        CoachError: an action is unknown or settled already, or the day is not clear or over.
    """
    today = desk.date_of(desk.now())
    due = parse_day(until, today)
    if due < today:
        raise CoachError(f"{describe_day(due, today)} is over: a deadline is today or later")
    with _settling(desk, "renegotiate", ids) as (db, chosen, _):
        for one in chosen:
            if one.due != due:
                actions.renegotiate(db, one, due, today)
    was = ", ".join(describe_day(one.due, today) for one in chosen)
    return Outcome(f"now due {describe_day(due, today)} (was {was}): {_named(chosen)}")


@contextmanager
def _settling(
    desk: Desk, verb: str, ids: Sequence[int]
) -> Iterator[tuple[Connection, list[ActionRecord], datetime]]:
    now = desk.now()
    numbers = list(dict.fromkeys(ids))
    if not numbers:
        raise CoachError("which actions? `coachtui actions` lists them with their ids")
    with desk.store.read() as db:
        label = _named(list(actions.by_ids(db, numbers).values())) or ", ".join(map(str, numbers))
    with desk.store.write(f"{verb} {label}", now) as db:
        found = actions.by_ids(db, numbers)
        for number in numbers:
            if number not in found:
                raise CoachError(f"there is no action {number}: `coachtui actions` lists them with their ids")
            if found[number].state is not ActionState.OPEN:
                raise CoachError(
                    f"{number} is already {found[number].state.value}: {_named([found[number]])}"
                )
        yield db, [found[number] for number in numbers], now


def _named(chosen: Sequence[ActionRecord]) -> str:
    return ", ".join(f"{one.owner}: {one.task}" for one in chosen)
