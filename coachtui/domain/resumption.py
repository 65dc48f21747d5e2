"""How long it takes to go on after an interruption: one's own measured times, never a folk number.

A lag is the time from the end of the interruption that broke a sprint to the restart of that sprint, in
seconds. Where the sprint took the clock from the interruption in the same second, nothing was measured.
"""

from __future__ import annotations

from coachtui.domain.human import format_minutes
from coachtui.domain.median import median
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class Lags(NamedTuple):
    """The lags of the last sprints that were broken, the latest first, in seconds."""

    seconds: tuple[int, ...] = ()

    @property
    def median(self) -> int | None:
        """The lag that half of them stay below; None without any."""
        return median(self.seconds)


def measured(times: Iterable[tuple[datetime, datetime]]) -> Lags:
    """The lags of some pairs of an interruption's end and its sprint's restart."""
    seconds = (int((restarted - ended).total_seconds()) for ended, restarted in times)
    return Lags(tuple(one for one in seconds if one > 0))


def lag_words(seconds: int) -> str:
    """A lag in words: "40s", "1m 20s", "25m"."""
    if seconds < 60:
        return f"{seconds}s"
    if seconds < 600 and seconds % 60:
        return f"{seconds // 60}m {seconds % 60}s"
    return format_minutes(round(seconds / 60))
