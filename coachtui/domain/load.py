"""The load of a day, before it starts: how much is planned, and whether days like it held."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coachtui.domain.block import Block
    from coachtui.domain.planning import Unplaced


class Load(NamedTuple):
    """A day in minutes."""

    planned: int
    """Of all sprints."""
    meetings: int
    buffered: int
    unplaced: int
    """What was asked for and does not fit."""
    usual: int | None
    """The median of what the last days held; None when there are none to compare with."""

    @property
    def excess(self) -> int:
        """Minutes planned beyond what is usual; 0 when there are none, or nothing to compare with."""
        return 0 if self.usual is None else max(0, self.planned - self.usual)


def load_of(blocks: Sequence[Block], unplaced: Iterable[Unplaced] = (), held: Iterable[int] = ()) -> Load:
    """The load of a planned day.

    Args:
        blocks: The day.
        unplaced: What did not fit into it.
        held: Minutes of finished sprints of each of the last days, in any order; days without any do
            not count.
    """

    def minutes(kind: BlockKind) -> int:
        return sum(block.span.minutes for block in blocks if block.kind == kind)

    days = sorted(filter(None, held))
    middle = len(days) // 2
    return Load(
        planned=minutes(BlockKind.SPRINT),
        meetings=minutes(BlockKind.MEETING),
        buffered=minutes(BlockKind.BUFFER),
        unplaced=sum(one.minutes for one in unplaced),
        usual=(days[middle] + days[~middle]) // 2 if days else None,
    )
