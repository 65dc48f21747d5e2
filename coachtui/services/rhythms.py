"""The rhythm of each weekday: shown and set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.errors import UsageError
from coachtui.domain.rhythm import check_hours, check_week, checked
from coachtui.services.calendar import Calendar
from coachtui.services.slots import keep, outcome
from coachtui.store import interruptions
from coachtui.store import rhythms as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coachtui.domain.rhythm import Rhythm
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Names of the weekdays, 0 for Monday."""


def week(desk: Desk) -> tuple[Rhythm, ...]:
    """The rhythms of Monday to Sunday."""
    with desk.store.read() as db:
        return rows.week(db)


def change_rhythm(desk: Desk, weekdays: Sequence[int], change: Callable[[Rhythm], Rhythm]) -> Outcome:
    """Change the rhythm of some weekdays; interruptions follow their projected buffers (rule 16).

    Raises:
        UsageError: a rhythm could not shape a day, or new hours go over the day's boundary.
    """
    if not weekdays:
        raise UsageError("which weekdays? For example mon-fri")
    names = ", ".join(WEEKDAYS[number] for number in weekdays)
    now = desk.now()
    with desk.store.write(f"set the rhythm of {names}", now) as db:
        present = rows.week(db)
        for number in weekdays:
            rhythm = checked(change(present[number]))
            if (rhythm.opens, rhythm.closes) != (present[number].opens, present[number].closes):
                check_hours(rhythm)
            rows.save(db, number, rhythm)
        check_week(rows.week(db))
        calendar = Calendar(desk, db, now)
        items = interruptions.open_ones(db)
        slotting = calendar.settled(items)
        items = tuple(keep(db, items, slotting, now))
        return outcome(desk, calendar, (), items, slotting.moves)._replace(message=f"rhythm set: {names}")
