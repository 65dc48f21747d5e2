"""Days as blocks: what is planned, and where nothing is planned what the rhythm projects (rule 16)."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind, labelled
from coachtui.domain.day import hours, working_date, working_days
from coachtui.domain.interruption import State
from coachtui.domain.planning import project_day, standing_breaks
from coachtui.domain.slotting.rules import settle
from coachtui.domain.slotting.shelves import Buffer
from coachtui.store import days, rhythms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from sqlite3 import Connection

    from coachtui.domain.block import Block
    from coachtui.domain.interruption import Interruption
    from coachtui.domain.slotting.rules import Slotting
    from coachtui.services.desk import Desk

NEAR = 2
"""Working days after today that are looked at first."""

HORIZON = 10
"""Working days after today in which an interruption may be slotted."""


class Calendar:
    """The days of one moment in one transaction; each is worked out once."""

    def __init__(self, desk: Desk, db: Connection, now: datetime) -> None:
        self.now = now
        self.today = desk.date_of(now)
        self.week = rhythms.week(db)
        self._desk = desk
        self._db = db
        self._days: dict[date, tuple[Block, ...]] = {}
        self._stored: dict[str, list[Block]] = {}
        self._planned: frozenset[str] = frozenset()
        self._read: tuple[date, date] | None = None

    def is_planned(self, on: date) -> bool:
        """Whether the day has a plan of its own."""
        self._fetch(on, on)
        return str(on) in self._planned

    def blocks(self, on: date) -> tuple[Block, ...]:
        """The labelled blocks of a day."""
        if on not in self._days:
            self._fetch(on, on)
            stored = self._stored.get(str(on), [])
            if str(on) not in self._planned:
                rhythm = self.week[on.weekday()]
                stored = [*stored, *standing_breaks(on, rhythm, self._desk.zone, stored)]
                self._days[on] = project_day(hours(on, rhythm, self._desk.zone), rhythm, stored)
            else:
                self._days[on] = labelled(stored)
        return self._days[on]

    def stored(self, on: date) -> Sequence[Block]:
        """The blocks of a day that are rows of the file."""
        self._fetch(on, on)
        return self._stored.get(str(on), [])

    def buffers(self, dates: Iterable[date]) -> list[Buffer]:
        """The buffers of some days, in time order."""
        return [
            Buffer(on, block.span, block.reserve)
            for on in sorted(set(dates))
            for block in self.blocks(on)
            if block.kind is BlockKind.BUFFER
        ]

    def block_at(self, instant: datetime) -> Block | None:
        """The block in which an instant lies."""
        blocks = self.blocks(working_date(instant, self._desk.zone))
        return next((block for block in blocks if block.span.holds(instant)), None)

    def answer(
        self, items: Sequence[Interruption], question: Callable[[Sequence[Buffer]], Slotting]
    ) -> Slotting:
        """Ask slotting with the days at hand, and with all up to the horizon where those do not do."""
        slotting = question(self._around(items, NEAR))
        after = {one.id: one for one in [*items, *slotting.items]}
        if any(one.state is State.WAITING for one in after.values()):
            slotting = question(self._around(items, HORIZON))
        return slotting

    def settled(self, items: Sequence[Interruption]) -> Slotting:
        """What has to change so that every open interruption is where it can be (rule 12)."""
        return self.answer(items, lambda buffers: settle(items, buffers, self.now))

    def buffers_ahead(self, items: Sequence[Interruption]) -> list[Buffer]:
        """All buffers that interruptions may take, in time order."""
        return self._around(items, HORIZON)

    def _around(self, items: Sequence[Interruption], reach: int) -> list[Buffer]:
        """Buffers of today, of the next working or planned days, and of all days that items point at."""
        zone = self._desk.zone
        dates = {self.today, *islice(working_days(self.today, self.week), reach)}
        last = max(dates)
        for item in items:
            dates.update(working_date(span.start, zone) for span in item.slots)
            if item.not_before is not None and item.not_before > self.now:
                on = working_date(item.not_before, zone)
                if on > last:
                    dates |= {on, *islice(working_days(on, self.week), NEAR)}
        self._fetch(self.today, last)
        dates.update(on for on in map(date.fromisoformat, self._planned) if self.today < on <= last)
        return self.buffers(on for on in dates if on >= self.today)

    def _fetch(self, first: date, last: date) -> None:
        """Read the rows of these days, once."""
        if self._read and self._read[0] <= first and last <= self._read[1]:
            return
        if self._read:
            first, last = min(first, self._read[0]), max(last, self._read[1])
        self._read = (first, last)
        self._stored = days.blocks_between(self._db, first, last)
        self._planned = days.planned_dates(self._db, first, last)
