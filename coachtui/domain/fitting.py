"""A rhythm whose buffers are large enough for a share of the work that it leaves room for.

Where to put them was measured on ten years of one developer's estimates: after every second or third
sprint, with a larger one at the end of the day, of which half is reserve. Lengths are minutes.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import BlockKind
from coachtui.domain.day import hours
from coachtui.domain.planning import project_day, standing_breaks, standing_buffers

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from coachtui.domain.rhythm import Rhythm

EVERY = (2, 3)
"""After how many sprints a buffer does best; the first is proposed where the rhythm has another."""

LENGTHS = range(5, 65, 5)
"""Minutes that a buffer between sprints may get."""

ENDS = (2.0, 1.5, 2.5, 1.0, 3.0)
"""How much longer the buffer at the end may be, the best first."""

ANY_DAY = date(2026, 1, 5)
"""A day on which no clock changes, to see what a rhythm makes of one."""


class Shape(NamedTuple):
    """What a rhythm makes of a day without meetings."""

    work: int
    """Minutes of its sprints."""
    buffer: int
    """Minutes of its buffers."""

    def holds(self, share: float) -> bool:
        """Whether its buffer is at least that part of its work."""
        return self.buffer >= share * self.work - 1e-9


def shape(rhythm: Rhythm, zone: ZoneInfo) -> Shape:
    """The minutes of sprints and of buffers that a rhythm projects."""
    return _Day(rhythm, zone).shape(rhythm)


def fitted(rhythm: Rhythm, share: float, zone: ZoneInfo) -> Rhythm:
    """The rhythm with the least buffer that is at least this share of its work; the same hours and sprints.

    The rhythm itself where it is one of these; the most buffer where none is enough.
    """
    day = _Day(rhythm, zone)
    every = rhythm.every if rhythm.every in EVERY else EVERY[0]
    shapes = {rhythm: day.shape(rhythm)} if rhythm.every == every else {}
    for longer in ENDS:
        for buffer in LENGTHS:
            end = int(buffer * longer) // 5 * 5
            one = rhythm._replace(buffer=buffer, every=every, end_buffer=end, reserve=end // 10 * 5)
            shapes[one] = day.shape(one)
            if shapes[one].holds(share):
                break  # longer buffers only take more
    enough = {one: found for one, found in shapes.items() if found.holds(share) and found.work}
    if not enough:
        return max(shapes, key=lambda one: (shapes[one].buffer, one.buffer), default=rhythm)
    least = min(found.buffer for found in enough.values())
    best = [one for one, found in enough.items() if found.buffer == least]
    return rhythm if rhythm in best else best[0]


class _Day:
    """The hours of a rhythm and what stands in them, whatever its buffers are."""

    def __init__(self, rhythm: Rhythm, zone: ZoneInfo) -> None:
        rhythm = rhythm._replace(working=True)
        self._hours = hours(ANY_DAY, rhythm, zone)
        self._breaks = standing_breaks(ANY_DAY, rhythm, zone)
        self._standing = standing_buffers(ANY_DAY, rhythm, zone, self._breaks)

    def shape(self, rhythm: Rhythm) -> Shape:
        """What a rhythm of these hours makes of it."""
        minutes = dict.fromkeys(BlockKind, 0)
        for block in project_day(self._hours, rhythm, self._breaks, self._standing):
            minutes[block.kind] += block.span.minutes
        return Shape(minutes[BlockKind.SPRINT], minutes[BlockKind.BUFFER])
