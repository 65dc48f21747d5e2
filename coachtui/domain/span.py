"""Half-open spans of time, and the little algebra that plans are made of.

A span holds two aware instants in UTC, `start < end`. Lengths are elapsed minutes, so that a span
over a clock change has its true length.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Span(NamedTuple):
    """From `start` up to, not including, `end`; both aware instants in UTC."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Whole elapsed minutes, rounded down."""
        return minutes_between(self.start, self.end)

    def holds(self, instant: datetime) -> bool:
        """Whether the instant lies in the span."""
        return self.start <= instant < self.end

    def covers(self, other: Span) -> bool:
        """Whether all of the other span lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the spans share more than an edge."""
        return self.start < other.end and other.start < self.end


def common(one: Span, other: Span) -> int:
    """The minutes that lie in both spans."""
    return max(0, minutes_between(max(one.start, other.start), min(one.end, other.end)))


def minutes_until(instant: datetime, now: datetime) -> int:
    """Whole minutes until an instant, a begun one counted."""
    return -minutes_between(instant, now)


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole elapsed minutes from start to end, rounded down; negative when end is earlier."""
    return int((end - start).total_seconds() // 60)


def later(instant: datetime, minutes: int) -> datetime:
    """The instant so many elapsed minutes later (or earlier, when negative)."""
    return instant + timedelta(minutes=minutes)


def without(whole: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of a span in time order once the taken spans, in any order, are cut out."""
    left: list[Span] = []
    cursor = whole.start
    for span in sorted(taken):
        if span.end <= cursor:
            continue
        if span.start >= whole.end:
            break
        if span.start > cursor:
            left.append(Span(cursor, span.start))
        cursor = span.end
    if cursor < whole.end:
        left.append(Span(cursor, whole.end))
    return left
