"""One line that adds a block to a day: `13:00 45m Client call prep`, `12:00-13:00 break Lunch`.

A time or a range comes first; then, in any order, a kind (a sprint unless told) and a length; the rest
is the title. Instants are UTC, lengths are minutes.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import BlockKind
from coachtui.domain.day import DAY_STARTS, resolve
from coachtui.domain.day_text import span_of
from coachtui.domain.errors import UnclearError, UsageError
from coachtui.domain.human import parse_clock, parse_minutes
from coachtui.domain.text import clean_line, quoted

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

EXAMPLE = "13:00 45m Client call prep"
"""What such a line looks like."""

USUAL = {BlockKind.SPRINT: 45, BlockKind.BUFFER: 15, BlockKind.MEETING: 30, BlockKind.BREAK: 30}
"""Minutes of a block whose line does not say."""


class BlockLine(NamedTuple):
    """A block to add."""

    kind: BlockKind
    title: str
    start: datetime
    minutes: int


def parse_block_line(text: str, *, on: date, zone: ZoneInfo) -> BlockLine:
    """The block that a line describes, on a working day.

    Raises:
        UsageError: it does not begin with a time.
    """
    clock, _, rest = clean_line(text).partition(" ")
    minutes: int | None = None
    try:
        if "-" in clock or "–" in clock:
            span = span_of(clock, on, zone)
            start, minutes = span.start, span.minutes
        else:
            at = parse_clock(clock)
            start = resolve(on + timedelta(days=at < DAY_STARTS), at, zone)
    except UnclearError:
        what = quoted(clock) if clock else "An empty line"
        raise UsageError(f"{what} is no time to begin at: write {EXAMPLE}") from None
    kind: BlockKind | None = None
    while rest:
        word, _, after = rest.partition(" ")
        if kind is None and word.casefold().rstrip(":") in list(BlockKind):
            kind = BlockKind(word.casefold().rstrip(":"))
        elif minutes is None and (length := _length(word)):
            minutes = length
        else:
            break
        rest = after
    kind = kind or BlockKind.SPRINT
    return BlockLine(kind, rest, start, minutes or USUAL[kind])


def _length(word: str) -> int | None:
    """The minutes of a word with a unit; a bare number begins a title."""
    try:
        return None if word.isdigit() else parse_minutes(word)
    except UnclearError:
        return None
