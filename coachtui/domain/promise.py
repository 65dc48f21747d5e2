"""What can be told to the person who asked, in words."""

from __future__ import annotations

from coachtui.domain.human import describe_moment
from coachtui.domain.interruption import State
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from coachtui.domain.interruption import Interruption


def promise_of(item: Interruption, position: int, now: datetime, zone: ZoneInfo) -> str:
    """The promise of an interruption: "10:45 today, 2nd in line", or why there is no time to tell.

    `position` is its place in line in its (first) buffer, from 1.
    """
    if item.state is State.DOING:
        return "now"
    if item.state is State.GIVEN:
        return f"given to {item.given_to}"
    if not item.slots:
        return f"no time yet: {item.why}" if item.state is State.WAITING else item.state.value
    when = describe_moment(item.slots[0].start, now, zone)
    if len(item.slots) > 1:
        return f"{when}, in {len(item.slots)} parts"
    return f"{when}, {ordinal(position)} in line"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st, ..."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
