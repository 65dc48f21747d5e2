"""The fever line: how much of the day's buffer is gone, against how much of its plan is done.

After the buffer chart of the critical chain, for one day: all buffers are one, and a minute of it is gone
when it passed unused, when an interruption took it, when a sprint ran over or began late. As long as no
sprint of the day has begun, or should have been over, nobody knows what is late: then only buffer that has
passed is gone. Lengths are minutes, shares parts of the whole day.
"""

from __future__ import annotations

from enum import StrEnum

from coachtui.domain.block import BEGUN, BlockKind, BlockState
from coachtui.domain.span import minutes_between
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from coachtui.domain.block import Block


class Word(StrEnum):
    """What the fever line says."""

    FINE = "fine"
    WATCH = "watch"
    """Less than three quarters of the buffer is left that the rest of the plan had."""
    ACT = "act"
    """Less than half of it."""


SIGNS = {Word.FINE: "▁", Word.WATCH: "▄", Word.ACT: "▇"}
"""One glyph for each word: a level that rises."""

WATCH_BELOW, ACT_BELOW = 0.75, 0.5
"""The part of its buffer that the rest of the plan must still have."""

EXPLAINED = (
    "Top right: how much of the day's buffer is gone against how much of the plan is done.",
    "watch: the rest of the plan has less than 3/4 of its buffer left; act: less than half.",
)
"""The line in one phrase, for two rows of a screen."""


class Fever(NamedTuple):
    """The fever line of a day at one moment."""

    buffer: int
    """Minutes of the day that its plan did not take for work: all its buffers together."""
    gone: int
    """Minutes of these that are no longer there."""
    planned: int
    """Minutes of all sprints as they were planned."""
    done: int
    """Minutes of these that are done."""

    @property
    def used_share(self) -> float:
        """The part of the buffer that is gone; all of it where there was none."""
        return min(1.0, self.gone / self.buffer) if self.buffer > 0 else 1.0

    @property
    def done_share(self) -> float:
        """The part of the plan that is done."""
        return self.done / self.planned if self.planned else 1.0

    @property
    def word(self) -> Word:
        """How that is called."""
        if self.gone <= 0:
            return Word.FINE
        return word(self.used_share, self.done_share)

    @property
    def sign(self) -> str:
        """Its glyph."""
        return SIGNS[self.word]


def word(used: float, done: float) -> Word:
    """The word for a part of the buffer that is gone and a part of the plan that is done.

    More buffer gone is never calmer, more plan done never more alarming; a plan that is done is fine.
    """
    if done >= 1 or used <= 0:
        return Word.FINE
    left = (1 - used) / (1 - done)
    if left < ACT_BELOW:
        return Word.ACT
    return Word.WATCH if left < WATCH_BELOW else Word.FINE


def fever(
    blocks: Iterable[Block], now: datetime, remaining: dict[int | None, int], slipped: int = 0
) -> Fever | None:
    """The fever line of a day's blocks as they are now; None of a day without work, or outside of it.

    Args:
        blocks: in time order, where the measured time puts them.
        now: the present.
        remaining: minutes of work that are left of each sprint that has begun and is not done, by its row.
        slipped: minutes of work that have lost their place, without those of a sprint that has begun:
            they are in what is left of it.
    """
    blocks = tuple(blocks)
    if not blocks or not (blocks[0].span.start <= now < blocks[-1].span.end or remaining):
        return None
    planned = left = slipped
    room = ahead = passed = 0
    has_begun = False
    for block in blocks:
        if block.is_fixed:
            continue
        room += block.span.minutes
        rest = min(block.span.minutes, max(0, minutes_between(max(block.span.start, now), block.span.end)))
        ahead += rest
        passed += block.span.minutes - rest if block.kind is BlockKind.BUFFER else 0
        if block.kind is BlockKind.SPRINT:
            minutes = block.span.minutes if block.estimate is None else block.estimate
            planned += minutes
            has_begun |= block.state in BEGUN or block.is_skipped(now)
            if block.state not in BEGUN:
                left += minutes
            elif block.state is not BlockState.DONE:
                left += remaining.get(block.id, 0)
    if not planned:
        return None
    buffer = max(0, room - planned)
    if not has_begun:
        return Fever(buffer, min(passed, buffer), planned, 0)
    gone = min(max(0, buffer - (ahead - left)), buffer) if buffer else max(0, left - ahead)
    return Fever(buffer, gone, planned, max(0, planned - left))
