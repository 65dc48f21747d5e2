"""The clock on the user's wall: the zone that it shows, and whether it counts to 24 or to 12."""

from __future__ import annotations

from coachtui.domain.calendar_words import describe_day
from coachtui.domain.day import DAY_STARTS, ONE_DAY, full_minute, working_date
from coachtui.domain.human import MIDNIGHT, describe_moment, format_clock
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo


class Wall(NamedTuple):
    """How instants are read; every time that a person sees is worded here."""

    zone: ZoneInfo
    clock24: bool = True

    def clock(self, instant: datetime) -> str:
        """The time that the clock shows: "10:45", or "10:45am"."""
        return format_clock(instant.astimezone(self.zone).time(), self.clock24)

    def end(self, instant: datetime) -> str:
        """The time by which something is over: a begun minute counts, as in what is left of it."""
        return self.clock(full_minute(instant))

    def moment(self, instant: datetime, now: datetime) -> str:
        """The time with its day: "10:45 today", "09:45 tomorrow", "Wed 25 Nov 09:45"."""
        return describe_moment(instant, now, self.zone, self.clock24)

    def earliest(self, instant: datetime, now: datetime) -> str:
        """When something may begin: "14:00 today", or only the day when that is where the day begins."""
        there = instant.astimezone(self.zone)
        if there.time() != DAY_STARTS:
            return self.moment(instant, now)
        return describe_day(there.date(), working_date(now, self.zone))

    def latest(self, instant: datetime, now: datetime) -> str:
        """When something is due: "16:00 today", or only the day whose end it is."""
        there = instant.astimezone(self.zone)
        if there.time() != MIDNIGHT:
            return self.moment(instant, now)
        return describe_day(there.date() - ONE_DAY, working_date(now, self.zone))

    @property
    def width(self) -> int:
        """The cells that a time takes at most."""
        return 5 if self.clock24 else 7
