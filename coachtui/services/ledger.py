"""The call-back ledger: who was told what time, and what became of it.

Looking never writes: what has to change by itself is shown as the next write will keep it.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.day import day_span
from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import State, name_of
from coachtui.domain.promise import Word, apology, counted
from coachtui.domain.span import Span
from coachtui.domain.wall import Wall
from coachtui.services.calendar import Calendar
from coachtui.services.items import Line
from coachtui.services.slots import promised
from coachtui.services.triage import triage
from coachtui.store import interruptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from coachtui.domain.interruption import Interruption
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import ItemView, Outcome

Told = tuple[Word | None, datetime | None, datetime | None, int]
"""How a promise stands, the time that was told, when its thing was closed, and the id of that."""

DAYS = 14
"""Days, today among them, over which closed promises are shown unless told."""


class Counts(NamedTuple):
    """How many promises stand how."""

    at_risk: int
    open: int
    """Told, and not closed: those that were missed or told anew among them, those at risk not."""
    kept: int
    """These three as `domain.promise.counted` counts them, here as in every recap."""
    missed: int
    renegotiated: int
    """Those for which another time, a no or another person was told in time."""


class LedgerView(NamedTuple):
    """Promises at one moment."""

    now: datetime
    zone: ZoneInfo
    since: date
    """The first day whose closed promises are here."""
    entries: tuple[ItemView, ...]
    """Those that will not hold first, then missed ones that still wait, then by their time; closed last."""
    counts: Counts
    clock24: bool = True
    """Whether the user's clock counts to 24; else to 12."""

    @property
    def wall(self) -> Wall:
        """How an instant is worded for the user."""
        return Wall(self.zone, self.clock24)


def look(desk: Desk, days: int = DAYS) -> LedgerView:
    """All open promises, and those closed in the last so many days.

    Raises:
        CoachError: it is not at least one day.
    """
    if not 1 <= days <= 3660:
        raise CoachError("how many days back? From 1 to 3660")
    now = desk.now()
    with desk.store.read() as db:
        calendar = Calendar(desk, db, now)
        since = calendar.today - timedelta(days=days - 1)
        items = open_items(calendar, interruptions.open_ones(db))
        closed = interruptions.closed_between(db, Span(day_span(since, desk.zone).start, _after(now)))
        line = Line(calendar, items, desk.wall)
        entries = in_order(line.view(item) for item in (*items, *closed))
        told = [(one.word, one.promised_at, one.closed_at, one.id) for one in entries]
        counts = tally(db, told, day_span(since, desk.zone).start)
    return LedgerView(now, desk.zone, since, entries, counts, desk.habits.clock24)


def tell(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Another time is told now: the one where it is. The sentence to say is in the outcome.

    Raises:
        CoachError: it is not open, is being dealt with, has no time yet, or that time was told already.
    """
    with triage(desk, "tell a new time for", ids) as work:
        words, sentences = [], []
        for item in work.chosen:
            if item.state is State.DOING:
                raise CoachError(f"{name_of(item)} is being dealt with now: there is no other time to tell")
            after = promised(item)
            if not item.slots:
                raise CoachError(f"{name_of(item)} has no time yet: defer gives it one, decline says no")
            at = desk.wall.moment(item.slots[0].start, work.now)
            if after == item:
                raise CoachError(f"{name_of(item)}: {at} was told already")
            if item.promised_at is not None:
                sentences.append(apology(item, work.now, desk.wall))
            work.save(after)
            words.append(f"{name_of(item)}: {at} is told now ({after.promise})")
        answer = work.outcome("told")
    said = " ".join(sentences)
    more = f'. To say: "{said}"' if said else ""
    return answer._replace(message=f"{'; '.join(words)}{more}", to_say=said)


def open_items(calendar: Calendar, items: Sequence[Interruption]) -> list[Interruption]:
    """All open interruptions as the next write will keep them."""
    changed = {one.id: one for one in calendar.settled(items).items}
    return [changed.get(one.id, one) for one in items]


def in_order(views: Iterable[ItemView]) -> tuple[ItemView, ...]:
    """Those for which a time was told, in the order of the ledger."""

    def rank(one: ItemView) -> tuple[int, float]:
        """Its group, and its place there."""
        assert one.promised_at is not None
        if one.closed_at is not None:
            return (3, -one.closed_at.timestamp())
        group = 0 if one.word is Word.RISK else 1 if one.word is Word.MISSED else 2
        return (group, one.promised_at.timestamp())

    return tuple(sorted((one for one in views if one.word), key=rank))


def tally(db: Connection, promises: Iterable[Told], since: datetime | None = None) -> Counts:
    """How many stand how; of those that count for a day, only the ones from an instant on, if it is told."""
    promises = list(promises)
    passed = interruptions.passed_first(db, (one[3] for one in promises if one[0] is Word.MISSED))
    words = Counter[Word | None]()
    for word, told, closed, number in promises:
        at = counted(word, told, passed.get(number), closed)
        if at is not None and (since is None or at >= since):
            words[word] += 1
    waiting = [word for word, _, closed, _ in promises if word and closed is None]
    return Counts(
        at_risk=waiting.count(Word.RISK),
        open=len(waiting) - waiting.count(Word.RISK),
        kept=words[Word.KEPT],
        missed=words[Word.MISSED],
        renegotiated=words[Word.RENEGOTIATED],
    )


def _after(now: datetime) -> datetime:
    """A moment behind now, so that what is closed in this second is there."""
    return now + timedelta(seconds=1)
