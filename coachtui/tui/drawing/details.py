"""All that is known of one interruption, and what was finished: below a queue that has the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.interruption import Urgency
from coachtui.tui.drawing.parts import hour, line, rule
from coachtui.tui.text import clean

if TYPE_CHECKING:
    from coachtui.services.views import BlockView, ItemView, Snapshot
    from coachtui.tui.drawing.parts import Part, Parts
    from coachtui.tui.glyphs import Glyphs

WORDS = {
    Urgency.NOW: "!! now",
    Urgency.URGENT: "! urgent",
    Urgency.NORMAL: "",
    Urgency.LATER: "~ can wait",
}
"""What the urgencies are called."""


def draw(snapshot: Snapshot, item: ItemView | None, cells: int, glyphs: Glyphs) -> tuple[Parts, ...]:
    """The lines about the highlighted item, then those about the finished ones."""
    rows = [rule(cells, glyphs), *_about(snapshot, item, cells, glyphs)] if item else []
    if snapshot.done:
        rows += [_plain((" ", ""), cells, glyphs)] if rows else [rule(cells, glyphs)]
        one = snapshot.summary
        said = f"Done today  {one.done} item{'s' * (one.done != 1)} {glyphs.dot} {one.done_minutes} min"
        rows.append(_plain((said, "strong"), cells, glyphs))
        rows += [_finished(snapshot, done, cells, glyphs) for done in snapshot.done[:5]]
    return tuple(rows)


def item_line(snapshot: Snapshot, item: ItemView, glyphs: Glyphs) -> str:
    """What an item is and why it is where it is, in one line."""
    dot = f" {glyphs.dot} "
    about = f"{item.minutes} min" + (" (a guess)" if item.estimated else "")
    arrived = f"captured {hour(item.arrived_at, snapshot.zone)}" + (
        f" during {item.during}" if item.during else ""
    )
    said = dot.join(text for text in (about, arrived, item.promise, item.why) if text)
    return f"{title(item)}  {said}"


def block_line(snapshot: Snapshot, block: BlockView, glyphs: Glyphs) -> str:
    """What a block is, in one line."""
    span = f"{hour(block.starts_at, snapshot.zone)}{glyphs.dash}{hour(block.ends_at, snapshot.zone)}"
    free = f"{block.free_minutes}m free" if block.kind == "buffer" else ""
    words = (f"{block.minutes} min", free, ", ".join(block.attendees), block.purpose, str(block.state))
    return f"{block.label} {block.title or block.kind} {span}  " + f" {glyphs.dot} ".join(filter(None, words))


def title(item: ItemView) -> str:
    """Who and what: "Bob: invoice question"."""
    return f"{item.who}: {item.title}" if item.who else item.title


def _plain(part: Part, cells: int, glyphs: Glyphs) -> Parts:
    return line(((" ", ""),), part, (), cells, glyphs)


def _about(snapshot: Snapshot, item: ItemView, cells: int, glyphs: Glyphs) -> list[Parts]:
    urgency = WORDS[item.urgency]
    after: Parts = ((f" {urgency} ", "urgent"),) if urgency else ()
    rows = [line(((" ", ""),), (title(item), "strong"), after, cells, glyphs)]
    dot = f" {glyphs.dot} "
    arrived = f"captured {hour(item.arrived_at, snapshot.zone)}" + (
        f" during {item.during}" if item.during else ""
    )
    guess = " (a guess)" if item.estimated else ""
    rows.append(_plain((f"{item.minutes} min{guess}{dot}{arrived}", ""), cells, glyphs))
    for word, text in (
        ("promise", item.promise),
        ("why", item.why),
        ("given to", item.given_to),
        ("note", item.note),
    ):
        if text:
            rows.append(line(((f" {word} ", "dim"),), (glyphs.say(clean(text)), ""), (), cells, glyphs))
    return rows


def _finished(snapshot: Snapshot, item: ItemView, cells: int, glyphs: Glyphs) -> Parts:
    at = hour(item.closed_at, snapshot.zone) if item.closed_at else ""
    spent = f"{item.spent}m (est {item.minutes})" if item.spent is not None else f"{item.minutes}m"
    return line(
        ((f" {glyphs.done} {at} ", "dim"),), (title(item), ""), ((f" {spent} ", "dim"),), cells, glyphs
    )
