"""What the views show as JSON: the keys that scripts rely on, and a few more.

Times are ISO 8601 with the offset of the zone they are shown in, dates `YYYY-MM-DD`, lengths whole
minutes (of a running clock seconds). Every text is cleaned once more, so that printing a document
cannot harm a terminal.
"""

from __future__ import annotations

from coachtui.domain.block import BlockKind
from coachtui.domain.calendar_words import WEEKDAYS
from coachtui.domain.human import format_clock
from coachtui.domain.span import minutes_between
from coachtui.domain.text import one_line, whole_note
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from coachtui.domain.fever import Fever
    from coachtui.domain.rhythm import Rhythm, StandingBreak
    from coachtui.services.away import Gap
    from coachtui.services.day_views import BlockView, RunningView, SlipView
    from coachtui.services.item_views import ItemView, MovedView, Outcome, PieceView
    from coachtui.services.views import Snapshot
    from coachtui.store.doctor import Finding
    from coachtui.store.search import Hit


def dumps(document: object, *, pretty: bool = False, ascii_only: bool = False) -> str:
    """The document as JSON text: on one line, or indented for reading."""
    import json

    separators = None if pretty else (",", ":")
    return json.dumps(document, ensure_ascii=ascii_only, indent=2 if pretty else None, separators=separators)


def interruption(item: ItemView, zone: ZoneInfo) -> dict[str, object]:
    """An interruption; `slot` is null while it waits, and has `pieces` when it is split."""
    return {
        "id": item.id,
        "title": one_line(item.title),
        "who": one_line(item.who),
        "minutes": item.minutes,
        "estimated": item.estimated,
        "urgency": item.urgency.value,
        "state": item.state.value,
        "arrived_at": iso(item.arrived_at, zone),
        "slot": _slot(item.pieces, zone),
        "promise": one_line(item.promise),
        "why": one_line(item.why),
        "promised_at": iso(item.promised_at, zone),
        "promise_state": item.promise_state and item.promise_state.value,
        "during": one_line(item.during),
        "note": whole_note(item.note),
        "not_before": iso(item.not_before, zone),
        "due": iso(item.due, zone),
        "given_to": one_line(item.given_to),
        "started_at": iso(item.started_at, zone),
        "closed_at": iso(item.closed_at, zone),
        "spent": item.spent,
        "from_previous_day": item.is_from_previous_day,
        "past_due": item.is_past_due,
        "last_move": _move(item.moved, zone),
        "promise_word": item.word and item.word.value,
        "to_say": one_line(item.to_say),
    }


def captured(outcome: Outcome, zone: ZoneInfo) -> dict[str, object]:
    """The interruption that a capture made, and what was `moved` because of it."""
    return {**interruption(outcome.items[0], zone), "moved": _lines(outcome.moved)}


def outcome(outcome: Outcome, zone: ZoneInfo) -> dict[str, object]:
    """What an intention did."""
    return {
        "message": one_line(outcome.message),
        "items": [interruption(item, zone) for item in outcome.items],
        "moved": _lines(outcome.moved),
        "to_say": one_line(outcome.to_say),
    }


def today(snapshot: Snapshot) -> dict[str, object]:
    """A day with its blocks, what did not fit, and its numbers."""
    zone = snapshot.zone
    items = {item.id: item for item in snapshot.items}
    return {
        "date": snapshot.date.isoformat(),
        "zone": zone.key,
        "now": iso(snapshot.now, zone),
        "blocks": [_block(block, items, zone) for block in snapshot.blocks],
        "unplaced": [{"title": one_line(one.title), "minutes": one.minutes} for one in snapshot.unplaced],
        "summary": snapshot.summary._asdict(),
        "planned": snapshot.is_planned,
        "working_day": snapshot.is_working_day,
        "slips": _slips(snapshot.slips),
        "running": _running(snapshot.running, snapshot.slips, zone),
        "paused": _running(snapshot.paused, snapshot.slips, zone),
        "fever": _fever(snapshot.fever),
    }


def _fever(fever: Fever | None) -> dict[str, object] | None:
    """The fever line; lengths in minutes."""
    if fever is None:
        return None
    return {
        "word": fever.word.value,
        "gone": round(fever.used_share, 4),
        "done": round(fever.done_share, 4),
        "buffer_minutes": fever.buffer,
        "gone_minutes": fever.gone,
        "planned_minutes": fever.planned,
        "done_minutes": fever.done,
    }


def queue(snapshot: Snapshot) -> dict[str, object]:
    """All open interruptions in the order of the queue, and those finished today."""
    zone = snapshot.zone
    return {
        "items": [interruption(item, zone) for item in snapshot.items],
        "done": [interruption(item, zone) for item in snapshot.done],
    }


def gap(found: Gap | None, zone: ZoneInfo) -> dict[str, object]:
    """A stretch about which is to be asked; `gap` is null where there is none."""
    if found is None:
        return {"gap": None}
    start, end = (iso(at, zone) for at in found.span)
    about = {"name": one_line(found.name), "since": start, "until": end, "meeting": found.meeting}
    return {"gap": about}


def rhythms(week: Sequence[Rhythm]) -> dict[str, object]:
    """The rhythm of each weekday; times are wall-clock times."""
    return {
        "rhythms": [
            {
                "weekday": name,
                **rhythm._asdict(),
                "opens": format_clock(rhythm.opens),
                "closes": format_clock(rhythm.closes),
                "breaks": [_rest(one) for one in rhythm.breaks],
            }
            for name, rhythm in zip(WEEKDAYS, week, strict=True)
        ]
    }


def hits(found: Iterable[Hit], zone: ZoneInfo) -> dict[str, object]:
    """What a search found, best first."""
    return {
        "hits": [
            {
                "kind": hit.kind,
                "id": hit.id,
                "title": one_line(hit.title),
                "who": one_line(hit.who),
                "at": iso(hit.at, zone),
                "state": hit.state,
                "snippet": one_line(hit.snippet),
            }
            for hit in found
        ]
    }


def findings(found: Iterable[Finding]) -> dict[str, object]:
    """What the doctor saw."""
    rows = [{"ok": one.ok, "text": one_line(one.text)} for one in found]
    return {"ok": all(row["ok"] for row in rows), "findings": rows}


def _block(block: BlockView, items: Mapping[int, ItemView], zone: ZoneInfo) -> dict[str, object]:
    out: dict[str, object] = {
        "id": block.id,
        "label": block.label,
        "kind": block.kind.value,
        "title": one_line(block.title),
        "starts_at": iso(block.starts_at, zone),
        "ends_at": iso(block.ends_at, zone),
        "minutes": block.minutes,
        "state": block.state.value,
    }
    if block.kind is BlockKind.SPRINT:
        out |= {"skipped": block.is_skipped, "parked": block.is_parked}
    if block.kind is BlockKind.BUFFER:
        out |= {
            "free_minutes": block.free_minutes,
            "reserve": block.reserve,
            "slots": [
                _booked(items[number], piece, zone)
                for number in dict.fromkeys(block.slots)
                for piece in items[number].pieces
                if block.starts_at <= piece.starts_at < block.ends_at
            ],
        }
    if block.kind is BlockKind.MEETING:
        out |= {
            "meeting": block.meeting_id,
            "purpose": one_line(block.purpose),
            "attendees": _lines(block.attendees),
            "over_minutes": block.over,
        }
    return out


def _rest(rest: StandingBreak) -> dict[str, object]:
    return {
        "start": format_clock(rest.start),
        "end": format_clock(rest.end),
        "title": one_line(rest.title),
        "buffer": rest.is_buffer,
    }


def _booked(item: ItemView, piece: PieceView, zone: ZoneInfo) -> dict[str, object]:
    """An interruption, or the piece of it, as a buffer lists it."""
    return {
        "id": item.id,
        "title": one_line(item.title),
        "who": one_line(item.who),
        "minutes": minutes_between(piece.starts_at, piece.ends_at),
        "starts_at": iso(piece.starts_at, zone),
        "ends_at": iso(piece.ends_at, zone),
        "position": piece.position,
    }


def _move(moved: MovedView | None, zone: ZoneInfo) -> dict[str, object] | None:
    if moved is None:
        return None
    before = iso(moved.before, zone)
    return {"at": iso(moved.at, zone), "by": moved.by, "before": before, "why": one_line(moved.why)}


def _slips(slips: Iterable[SlipView]) -> list[dict[str, object]]:
    return [
        {"block": one.block, "label": one.label, "title": one_line(one.title), "minutes": one.minutes}
        for one in slips
    ]


def _running(
    running: RunningView | None, slips: Iterable[SlipView], zone: ZoneInfo
) -> dict[str, object] | None:
    """What the clock runs for; lengths in seconds."""
    if running is None:
        return None
    return {
        "kind": running.kind,
        "id": running.id,
        "label": running.label,
        "title": one_line(running.title),
        "started_at": iso(running.started_at, zone),
        "ends_at": iso(running.ends_at, zone),
        "elapsed": running.elapsed,
        "remaining": running.remaining,
        "paused": running.is_paused,
        "overrun": running.is_overrun,
        "resume": one_line(running.resume),
        "waits_since": iso(running.waits_since, zone),
        "usual_lag": running.usual_lag,
        "wants_decision": running.wants_decision,
        "slips": _slips(slips if running.kind == "sprint" else ()),
    }


def _slot(pieces: Sequence[PieceView], zone: ZoneInfo) -> dict[str, object] | None:
    slots: list[dict[str, object]] = [
        {
            "block": piece.block,
            "label": piece.label,
            "starts_at": iso(piece.starts_at, zone),
            "ends_at": iso(piece.ends_at, zone),
            "position": piece.position,
        }
        for piece in pieces
    ]
    if len(slots) > 1:
        return {"pieces": slots}
    return slots[0] if slots else None


def iso(instant: datetime | None, zone: ZoneInfo) -> str | None:
    """An instant in ISO 8601 with the offset of the zone; null for none."""
    return None if instant is None else instant.astimezone(zone).isoformat(timespec="seconds")


def _lines(texts: Iterable[str]) -> list[str]:
    return [one_line(text) for text in texts]
