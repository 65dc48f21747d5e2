"""What the services of the queue share: writing what slotting changed, and saying it in words."""

from __future__ import annotations

from coachtui.domain.human import format_minutes
from coachtui.domain.interruption import OPEN, name_of
from coachtui.domain.promise import after_telling
from coachtui.domain.typed import TYPE_CHECKING
from coachtui.services.item_views import Outcome
from coachtui.services.items import Line
from coachtui.store import interruptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from sqlite3 import Connection

    from coachtui.domain.interruption import Interruption, Move
    from coachtui.domain.slotting.rules import Slotting
    from coachtui.services.calendar import Calendar
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import ItemView

NAMED = 3
"""Interruptions of which an answer about several says where each is now; more are counted."""


def promised(item: Interruption) -> Interruption:
    """The interruption with its present start as the time that is told now."""
    if not item.slots or item.slots[0].start == item.promised_at:
        return item
    told = after_telling(item.promise, item.promised_at)
    return item._replace(promised_at=item.slots[0].start, promise=told)


def keep(
    db: Connection, items: Sequence[Interruption], slotting: Slotting, now: datetime
) -> list[Interruption]:
    """Write what slotting changed, each move with its reason; returns all items as they now are."""
    before = {one.id: one for one in items}
    for one in slotting.items:
        interruptions.update(db, before[one.id], one)
    for move in slotting.moves:
        interruptions.note_move(db, move.item, now, "coachtui", move.before, move.after, move.why)
    changed = {one.id: one for one in slotting.items}
    return [changed.get(one.id, one) for one in items]


def outcome(
    desk: Desk,
    calendar: Calendar,
    decided: Iterable[Interruption],
    items: Sequence[Interruption],
    moves: Iterable[Move],
) -> Outcome:
    """The answer to the user about the decided interruptions and about every other that moved.

    `items` are all open interruptions as they now are.
    """
    line = Line(calendar, items, desk.wall)
    views = tuple(line.view(item) for item in decided)
    titles = {item.id: name_of(item) for item in items}
    moved = []
    for move in moves:
        start = desk.wall.moment(move.before[0].start, calendar.now) if move.before else "waited"
        end = desk.wall.moment(move.after[0].start, calendar.now) if move.after else "waits"
        moved.append(f"{titles[move.item]}: {start} → {end} ({move.why})")
    return Outcome("  ".join(sentence(view) for view in views), views, tuple(moved))


def places(views: Sequence[ItemView]) -> str:
    """Where several went, the first few by name: "Bob: one → B2 10:45 today, Ana: two → B2 10:55 today"."""
    named = []
    for view in sorted(views, key=lambda one: one.pieces[0].starts_at.timestamp() if one.pieces else 0)[
        :NAMED
    ]:
        where, _, rank = place_of(view).rpartition(", ")
        named.append(f"{name_of(view)} → {where or rank}")
    more = len(views) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def sentence(view: ItemView) -> str:
    """One line: what it is, and where it went with the reason."""
    about = "~" if view.estimated else ""
    place = place_of(view)
    why = f" ({view.why})" if view.pieces and view.why else ""
    return f"{name_of(view)} {about}{format_minutes(view.minutes)} → {place}{why}"


def place_of(view: ItemView) -> str:
    """The buffer and the promise: "B2 10:45 today, 2nd in line"."""
    if view.state in OPEN and view.pieces and view.pieces[0].label:
        return f"{view.pieces[0].label} {view.promise}"
    return view.promise
