"""The ledger and a person's page, as lines of text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import describe_day, exact_day
from coachtui.domain.day import working_date
from coachtui.domain.human import format_minutes
from coachtui.domain.interruption import OPEN, name_of
from coachtui.domain.promise import Word
from coachtui.domain.text import one_line
from coachtui.exchange import json_view, meeting_json, meeting_lines
from coachtui.exchange.look import Look, Row, columns
from coachtui.exchange.text_view import length_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from coachtui.domain.wall import Wall
    from coachtui.services.item_views import ItemView
    from coachtui.services.ledger import Counts, LedgerView
    from coachtui.services.persons import PersonView


STYLES = {Word.RISK: "yellow", Word.MISSED: "red", Word.VOID: "dim"}
"""How the words are dressed; the word itself says it without colour."""


def sign(word: Word, *, done: str, wrong: str, dot: str) -> str:
    """The sign of a promise in one cell, of those for what is done, what is wrong, and all else."""
    return {Word.RISK: "!", Word.KEPT: done, Word.MISSED: wrong, Word.RENEGOTIATED: "~"}.get(word, dot)


def told_words(item: ItemView, now: datetime, wall: Wall) -> str:
    """What was told and where it stands: "told 10:45 today, now 11:30 today"."""
    if item.promised_at is None:
        return ""
    told = f"told {wall.moment(item.promised_at, now)}"
    if item.closed_at is not None:
        return f"{told}, {item.state.value} {wall.moment(item.closed_at, now)}"
    start = item.pieces[0].starts_at if item.pieces else None
    if item.told_anew(now):
        told += " (the earlier time was missed)"
    if start and start != item.promised_at:
        return f"{told}, now {wall.moment(start, now)}"
    return told if item.pieces else f"{told}, now {item.state.value}"


def counts_words(counts: Counts) -> str:
    """The numbers of the closed ones, and of those missed."""
    return f"{counts.kept} kept, {counts.missed} missed, {counts.renegotiated} renegotiated in time"


def ledger(view: LedgerView, look: Look) -> list[str]:
    """Who was told what time, those first to whom something must be said."""
    counts = view.counts
    head = f"{counts.at_risk} will not hold · {counts.open} open · since {exact_day(view.since)}: "
    out = [look.line(head + counts_words(counts), "bold")]
    if not view.entries:
        out.append(look.line("Nobody waits for a time. `coachtui add 'Bob: invoice 10m'` answers with one"))
    out += columns([_row(one, view.now, view.zone, look) for one in view.entries], look)
    if say := [one for one in view.entries if one.to_say]:
        out.append(look.line("To say, and `coachtui tell ID` when it is said:", "bold"))
        out += [look.line(f"  #{one.id:<4} {one_line(one.to_say)}") for one in say]
    return out


def person(view: PersonView, look: Look) -> list[str]:
    """A person's page."""
    zone, now = view.zone, view.now
    today = working_date(now, zone)
    times = "once" if view.asked == 1 else f"{view.asked} times"
    words = [f"asked {times}", f"{view.lately} in the last 30 days"]
    if view.last_at:
        words.append(f"last {look.wall(zone).moment(view.last_at, now)}")
    out = [look.line(one_line(view.name), "bold"), look.line(", ".join(words))]
    usual = [f"says {format_minutes(view.usual_asked)} as a rule"] if view.usual_asked else []
    if view.usual_took is not None:
        usual.append(f"takes {format_minutes(view.usual_took)} as a rule ({view.measured} measured)")
    out += [look.line(", ".join(usual))] if usual else []
    out.append(look.line(f"promises: {counts_words(view.counts)}"))
    for title, items in (("open", view.open), ("closed last", view.recent), ("given to them", view.given)):
        if items:
            out.append(look.line(title, "bold"))
            out += columns([_row(one, now, zone, look) for one in items], look)
    if view.parked:
        out.append(look.line("open items from meetings", "bold"))
        rows = [
            Row("  ", one.text, "", f"from {one.meeting} {describe_day(one.on, today)}")
            for one in view.parked
        ]
        out += columns(rows, look)
    if view.actions:
        out += meeting_lines.actions(view.actions, today, look)
    return out


def ledger_json(view: LedgerView) -> dict[str, object]:
    """The promises as JSON; `promise_word` says how each stands, `to_say` what to send."""
    return {
        "since": view.since.isoformat(),
        "counts": view.counts._asdict(),
        "items": _items(view.entries, view.zone),
    }


def person_json(view: PersonView) -> dict[str, object]:
    """A person's page as JSON."""
    return {
        "name": one_line(view.name),
        "asked": view.asked,
        "asked_last_30_days": view.lately,
        "last_at": json_view.iso(view.last_at, view.zone),
        "usual_asked_minutes": view.usual_asked,
        "usual_took_minutes": view.usual_took,
        "measured": view.measured,
        "promises": view.counts._asdict(),
        "open": _items(view.open, view.zone),
        "recent": _items(view.recent, view.zone),
        "given": _items(view.given, view.zone),
        "open_items": [
            {"text": one_line(one.text), "meeting": one_line(one.meeting), "date": one.on.isoformat()}
            for one in view.parked
        ],
        "actions": meeting_json.actions(view.actions),
    }


def _items(items: Sequence[ItemView], zone: ZoneInfo) -> list[dict[str, object]]:
    return [json_view.interruption(one, zone) for one in items]


def _row(item: ItemView, now: datetime, zone: ZoneInfo, look: Look) -> Row:
    glyphs = look.glyphs
    mark = sign(item.word, done=glyphs.done, wrong=glyphs.wrong, dot=glyphs.dot) if item.word else " "
    is_said = item.state in OPEN and item.told_anew(now)
    word = item.word.value if item.word else item.state.value
    remarks = [told_words(item, now, look.wall(zone)), "" if is_said else word]
    remark = " · ".join(part for part in remarks if part)
    return Row(
        f"{mark} #{item.id:<4} ",
        name_of(item),
        length_of(item),
        remark,
        STYLES.get(item.word, "") if item.word else "",
    )
