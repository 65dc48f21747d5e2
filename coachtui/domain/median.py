"""The number in the middle, which no single odd one moves."""

from __future__ import annotations

from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def median(numbers: Sequence[int]) -> int | None:
    """The middle one, or the mean of the two in the middle, rounded; None of nothing."""
    if not numbers:
        return None
    ordered = sorted(numbers)
    lower, upper = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return round((lower + upper) / 2)
