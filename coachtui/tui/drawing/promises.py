"""The ledger and a person's page as rows: a sign and a word for how each promise stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import exact_day
from coachtui.domain.day import working_date
from coachtui.domain.human import format_minutes
from coachtui.domain.interruption import OPEN
from coachtui.domain.promise import Word
from coachtui.exchange.promise_view import counts_words, sign, told_words
from coachtui.tui import commands
from coachtui.tui.drawing.details import title
from coachtui.tui.drawing.parts import EMPTY, NARROWEST, day, fitting, hour, line, page, width

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from coachtui.domain.wall import Wall
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.item_views import ItemView
    from coachtui.services.ledger import LedgerView
    from coachtui.services.persons import PersonView
    from coachtui.tui.drawing.parts import Page, Parts

ROOMY = 100
"""Cells from which a row says in full what was told and what became of it."""

LOOKS = {Word.RISK: "wrong", Word.MISSED: "wrong", Word.KEPT: "ok", Word.VOID: "dim"}
"""The roles of the words."""


def ledger_head(view: LedgerView, cells: int, glyphs: Glyphs) -> Parts:
    """The top line: how many promises stand how."""
    counts = view.counts
    risk = "wrong" if counts.at_risk else "dim"
    before: Parts = (
        (" LEDGER  ", "dim"),
        (f"{counts.at_risk} will not hold", risk),
        (f"  {counts.open} open", "strong"),
    )
    after: Parts = ((f" {hour(view.now, view.wall)} ", "strong"),)
    said = fitting(
        cells - width(before) - width(after),
        f"  since {_since(view)}: {counts_words(counts)}",
        f"  {counts_words(counts)}",
        f"  {counts.kept} kept, {counts.missed} missed",
    )
    return line(before, (said, "dim"), after, cells, glyphs)


def ledger_rows(view: LedgerView, cells: int, glyphs: Glyphs) -> Page:
    """The open promises, then the closed ones."""
    if cells < NARROWEST:
        return EMPTY
    rows: list[tuple[str, Parts]] = []
    for heading, items in (
        ("Told and open", [one for one in view.entries if one.state in OPEN]),
        ("Closed", [one for one in view.entries if one.state not in OPEN]),
    ):
        rows += _group(heading, items, view.now, view.wall, cells, glyphs)
    key, since = commands.key("promise-older"), _since(view)
    older = f"{key} shows older ones: here is what was closed since {since}"
    if not rows:
        rows = [
            _said("", cells, glyphs),
            _said("Nobody waits for a time.", cells, glyphs, "strong"),
            _said(
                f"{commands.key('capture')} captures an interruption; its time is what you can tell.",
                cells,
                glyphs,
            ),
        ]
    rows += [_said("", cells, glyphs), _said(older, cells, glyphs, "dim")]
    return page(rows)._replace(marker=1)


def person_head(view: PersonView, cells: int, glyphs: Glyphs) -> Parts:
    """The top line of a person's page."""
    return line(
        ((" PERSON  ", "dim"),),
        (view.name, "strong"),
        ((f" {hour(view.now, view.wall)} ", "strong"),),
        cells,
        glyphs,
    )


def person_rows(view: PersonView, cells: int, glyphs: Glyphs) -> Page:
    """What they asked, in numbers and one by one, and what is to come from them."""
    if cells < NARROWEST:
        return EMPTY
    times = "once" if view.asked == 1 else f"{view.asked} times"
    said = [f"asked {times}, {view.lately} in the last 30 days"]
    if view.usual_asked:
        said.append(f"says {format_minutes(view.usual_asked)} as a rule")
    if view.usual_took is not None:
        said.append(f"takes {format_minutes(view.usual_took)} as a rule ({view.measured} measured)")
    rows = [_said(one, cells, glyphs) for one in said]
    rows.append(_said(f"promises: {counts_words(view.counts)}", cells, glyphs))
    for heading, items in (("Open", view.open), ("Closed last", view.recent), ("Given to them", view.given)):
        rows += _group(heading, items, view.now, view.wall, cells, glyphs)
    if view.parked:
        rows += _heading("Open items from meetings", cells, glyphs)
        rows += [_said(f"{one.text}  ({one.meeting} {day(one.on)})", cells, glyphs) for one in view.parked]
    if view.actions:
        rows += _heading("Actions", cells, glyphs)
    for action in view.actions:
        due = f" by {day(action.due)} " if action.due else " "
        after = ((f" LATE{due}", "wrong"),) if action.is_late else ((due, "dim"),)
        rows.append(("", line((("   ", ""),), (action.task, ""), after, cells, glyphs)))
    return page(rows)._replace(marker=1)


def as_text(view: PersonView) -> str:
    """A person's page for the clipboard."""
    from coachtui.exchange import promise_view
    from coachtui.exchange.look import Look

    return "\n".join(promise_view.person(view, Look()))


def key(item: ItemView) -> str:
    """An item's key in the list."""
    return f"item-{item.id}"


def _group(
    heading: str, items: Iterable[ItemView], now: datetime, wall: Wall, cells: int, glyphs: Glyphs
) -> list[tuple[str, Parts]]:
    rows = [(f"{heading}/{key(one)}", _item(one, now, wall, cells, glyphs)) for one in items]
    return [*_heading(heading, cells, glyphs), *rows] if rows else []


def _heading(text: str, cells: int, glyphs: Glyphs) -> list[tuple[str, Parts]]:
    return [("", ((" " * cells, ""),)), _said(text, cells, glyphs, "strong")]


def _item(item: ItemView, now: datetime, wall: Wall, cells: int, glyphs: Glyphs) -> Parts:
    """One promise: its sign, who and what, what was told, its word."""
    word = item.word
    mark = sign(word, done=glyphs.done, wrong=glyphs.wrong, dot=glyphs.dot) if word else glyphs.dot
    look = LOOKS.get(word, "") if word else "dim"
    told = told_words(item, now, wall) if cells >= ROOMY else _short(item, now, wall, glyphs)
    after: Parts = (
        (f" {told} " if told else " ", "dim"),
        (f"{word.value if word else item.state.value:>13} ", look),
    )
    return line((("   ", ""), (f"{mark} ", look)), (title(item), ""), after, cells, glyphs)


def _since(view: LedgerView) -> str:
    """The first day whose closed promises are there, with its year where that is another."""
    return day(view.since) if view.since.year == view.now.year else exact_day(view.since)


def _short(item: ItemView, now: datetime, wall: Wall, glyphs: Glyphs) -> str:
    """What was told, and where it is now: "10:40 → 11:30"."""
    if item.promised_at is None:
        return ""
    told = _when(item.promised_at, now, wall)
    start = item.pieces[0].starts_at if item.pieces else None
    return f"{told} {glyphs.arrow} {_when(start, now, wall)}" if start and start != item.promised_at else told


def _when(at: datetime, now: datetime, wall: Wall) -> str:
    is_today = working_date(at, wall.zone) == working_date(now, wall.zone)
    return wall.clock(at) if is_today else wall.moment(at, now)


def _said(text: str, cells: int, glyphs: Glyphs, look: str = "") -> tuple[str, Parts]:
    return ("", line(((" ", ""),), (glyphs.say(text), look), (), cells, glyphs))
