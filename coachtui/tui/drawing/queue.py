"""The interruptions that wait, under the buffers that they wait for.

A queue may hold thousands: a row is drawn when it is looked at, never before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.interruption import Promise, State, Urgency
from coachtui.domain.promise import Word
from coachtui.tui import commands
from coachtui.tui.drawing.details import since
from coachtui.tui.drawing.parts import EMPTY, NARROWEST, Page, column, day, hour, line, meter, page
from coachtui.tui.text import fit

if TYPE_CHECKING:
    from collections.abc import Collection

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.day_views import QueueGroup
    from coachtui.services.item_views import ItemView
    from coachtui.services.views import Snapshot
    from coachtui.tui.drawing.parts import Parts

TABLE = 44
"""Cells from which a row has columns: who, what, how long, when."""

ROOMY = 58
"""Cells from which a row has room for two words about what went wrong."""


ASIDE = "set aside"
"""What is said of an interruption that has begun and for which no clock runs."""


class Place(NamedTuple):
    """One row: a group's heading, or an item in its group."""

    group: QueueGroup
    item: ItemView | None


def draw(
    snapshot: Snapshot | None, cells: int, glyphs: Glyphs, marked: Collection[str] = (), only: str = ""
) -> Page:
    """The page of the queue; `only` keeps the items that hold this text."""
    if snapshot is None or cells < NARROWEST:
        return EMPTY
    places, keys = _places(snapshot, only)
    if not places:
        return page(_empty(snapshot, cells, glyphs, only))
    tail = _done(snapshot, cells, glyphs)

    def paint(index: int) -> Parts:
        """One row, when it is looked at."""
        if index >= len(places):
            return tail[index - len(places)]
        group, item = places[index]
        if item is None:
            return _heading(group, snapshot, cells, glyphs)
        return _item(item, group, snapshot, cells, glyphs, keys[index] in marked)

    return Page((*keys, *("" for _ in tail)), paint, marker=2)


def item_key(item: ItemView) -> str:
    """An item's key in the list."""
    return item_key_of(item.id)


def item_key_of(number: int) -> str:
    """The key of the item with this id."""
    return f"item-{number}"


def item_id(key: str) -> int:
    """The item that a key stands for."""
    return int(key.partition("-")[2].partition("/")[0])


def _places(snapshot: Snapshot, only: str) -> tuple[list[Place], list[str]]:
    """Rows and their keys; the second piece of a split item has a key of its own."""
    places: list[Place] = []
    keys: list[str] = []
    seen: set[int] = set()
    wanted = only.casefold()
    for number, group in enumerate(snapshot.queue):
        heading = Place(group, None)
        for item in group.items:
            if wanted and wanted not in f"{item.who}: {item.title} {item.note}".casefold():
                continue
            if heading:
                places.append(heading)
                keys.append("")
                heading = None  # type: ignore[assignment]  # said once per group
            places.append(Place(group, item))
            keys.append(f"{item_key(item)}/{number}" if item.id in seen else item_key(item))
            seen.add(item.id)
    return places, keys


def _heading(group: QueueGroup, snapshot: Snapshot, cells: int, glyphs: Glyphs) -> Parts:
    """A buffer: "┊B2 10:45 ■■■■□ 12/15m  3m spare"; or that these wait without one."""
    if group.starts_at is None or group.day is None:
        said = "no buffer yet"
        if all(one.state is State.DOING for one in group.items):
            is_on = any(snapshot.is_on(one) for one in group.items)
            said = "on now" if is_on else f"{ASIDE}: {commands.key('begin')} goes on with it"
        return line(((" ", ""),), (said, "strong"), (), cells, glyphs)
    at = hour(group.starts_at, snapshot.wall)
    on = group.starts_at.astimezone(snapshot.zone).date()
    when = at if group.day == snapshot.date else f"{day(on) if cells >= TABLE else f'{on:%a}'} {at}"
    filled = meter(group.used, group.capacity, 10 if cells >= TABLE else 5, glyphs)
    spare = group.capacity - group.used
    after: Parts = ((f"{spare}m spare ", "dim"),) if cells >= TABLE and spare > 0 else ()
    sign = (f" {glyphs.buffer}{group.label}{' ' * bool(group.label)}{when} ", "buffer")
    if group.starts_at < snapshot.now and group.day < snapshot.date:
        return line((sign,), ("from previous days", "strong"), (), cells, glyphs)
    return line((sign,), (filled, "buffer"), after, cells, glyphs)


def _item(
    item: ItemView, group: QueueGroup, snapshot: Snapshot, cells: int, glyphs: Glyphs, marked: bool
) -> Parts:
    """One interruption, in columns where there is room for them."""
    sign = glyphs.urgency(item.urgency)
    loud = item.urgency in (Urgency.URGENT, Urgency.NOW)
    before: Parts = (
        (f" {glyphs.mark if marked else ' '} ", "strong"),
        (f"{sign} ", "urgent" if loud else "dim"),
    )
    minutes = f"{'~' if item.estimated else ''}{item.minutes}m"
    if item.state is State.DOING:
        minutes = f"{'now' if snapshot.is_on(item) else ASIDE} {minutes}"
    after: Parts = (*_badges(item, snapshot, 2 if cells >= ROOMY else 1), (f"{minutes:>7} ", ""))
    role = "strong" if snapshot.is_on(item) else ""
    if cells < TABLE:
        text = f"{item.who}: {item.title}" if item.who else item.title
        return line(before, (text, role), after, cells, glyphs)
    piece = next((one for one in item.pieces if one.label == group.label), None)
    at = column(piece.starts_at, snapshot.wall) if piece else " " * snapshot.wall.width
    who = 7 if cells < ROOMY else 10
    return line(
        (*before, (f"{fit(item.who, who, glyphs.ellipsis)} ", "dim")),
        (item.title, role),
        (*after, (f" {at} ", "dim")),
        cells,
        glyphs,
    )


def _badges(item: ItemView, snapshot: Snapshot, most: int) -> Parts:
    """The words that must not be missed, the loudest first, each with a space around it."""
    said = (
        (" PAST DUE ", "wrong", item.is_past_due),
        (" missed ", "wrong", item.promise_state is Promise.MISSED),
        (f" not {_told(item, snapshot)} ", "wrong", item.word is Word.RISK),
        (f" from {since(item, snapshot)} ", "dim", item.is_from_previous_day),
    )
    return tuple((word, look) for word, look, is_so in said if is_so)[:most]


def _told(item: ItemView, snapshot: Snapshot) -> str:
    """The time that was told: "10:45"."""
    return hour(item.promised_at, snapshot.wall) if item.promised_at else ""


def _done(snapshot: Snapshot, cells: int, glyphs: Glyphs) -> tuple[Parts, ...]:
    """What stands below the queue: how much is done."""
    one = snapshot.summary
    if not one.done:
        return ()
    said = f"{one.done} done today {glyphs.dot} {one.done_minutes}m"
    return (((" " * cells, ""),), line(((" ", ""),), (said, "dim"), (), cells, glyphs))


def _empty(snapshot: Snapshot, cells: int, glyphs: Glyphs, only: str) -> list[tuple[str, Parts]]:
    """What a queue without items says: how they get there."""
    if only and snapshot.queue:
        said: tuple[tuple[str, str], ...] = (
            (f"Nothing holds “{only}”. {commands.key('filter')} and an empty line shows all.", ""),
        )
    else:
        said = (
            ("", ""),
            ("Nothing waits.", "strong"),
            ("", ""),
            ('When someone says "got a minute?"', ""),
            (f"press {commands.key('capture')} and type one line:", ""),
            ("", ""),
            ("Bob: invoice question 10m !", "strong"),
            (f"who: what {' ' * 12}long urgent"[: cells - 2], "dim"),
            ("", ""),
            ("From any other terminal:", ""),
            ("$ coachtui add", "strong"),
        )
    rows = [("", line(((" ", ""),), text, (), cells, glyphs)) for text in said]
    return rows + [("", parts) for parts in _done(snapshot, cells, glyphs)]
