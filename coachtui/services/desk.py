"""The desk: a store, a clock and a zone, which every service needs."""

from __future__ import annotations

from coachtui.domain.day import working_date
from coachtui.domain.typed import TYPE_CHECKING
from coachtui.domain.wall import Wall
from coachtui.services.habits import Habits

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from coachtui.domain.block import Block
    from coachtui.domain.rhythm import Rhythm
    from coachtui.services.item_views import Shown
    from coachtui.store.file import Store


class Desk:
    """One open file, seen at the time that a clock tells and in one zone."""

    store: Store
    clock: Callable[[], datetime]
    """The present instant, aware and in UTC."""
    zone: ZoneInfo
    """The zone in which wall-clock times are meant and shown."""

    habits: Habits
    """How the user reads times and weeks; those of programs where another program reads the answer."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        zone: ZoneInfo,
        habits: Habits = Habits(),  # noqa: B008 - a frozen value
    ) -> None:
        self.store = store
        self.clock = clock
        self.zone = zone
        self.habits = habits
        self.shown: Shown = {}
        """What was shown last: most of it is shown again."""
        self.shapes: dict[tuple[Rhythm, int], tuple[datetime, tuple[Block, ...]]] = {}
        """When a day of a rhythm and length begins, and its blocks: another such day has the same ones."""
        self.projected: dict[tuple[date, Rhythm], tuple[Block, ...]] = {}
        """The blocks that a rhythm alone gives a day."""

    @property
    def wall(self) -> Wall:
        """How an instant is worded for the user."""
        return Wall(self.zone, self.habits.clock24)

    def now(self) -> datetime:
        """The present instant, in whole seconds."""
        return self.clock().replace(microsecond=0)

    def date_of(self, instant: datetime) -> date:
        """The working day to which an instant belongs."""
        return working_date(instant, self.zone)
