"""Meetings, reviews and actions as JSON: the keys that scripts rely on, and a few more.

Times are ISO 8601 with offset, days `YYYY-MM-DD`, lengths whole minutes; every text is cleaned once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.meeting import YOU
from coachtui.domain.review import Ruling
from coachtui.domain.text import one_line
from coachtui.exchange.json_view import iso

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from coachtui.domain.readiness import Finding
    from coachtui.services.meeting_answers import MeetingAnswer
    from coachtui.services.meeting_views import (
        ActionView,
        MeetingsView,
        MeetingView,
        ReviewView,
    )


def meeting(view: MeetingView, zone: ZoneInfo) -> dict[str, object]:
    """A meeting before, during and after."""
    meeting = view.meeting
    return {
        **_head(view, zone),
        "attendees": [
            {
                "name": one_line(one.name),
                "role": one.role.value,
                "can_decide": one.can_decide,
                "optional": one.optional,
                "email": one.email,
                "there": True if one.name == YOU else one.is_there,
            }
            for one in meeting.attendees
        ],
        "agenda": [
            {
                "title": one_line(item.title),
                "minutes": item.minutes,
                "presenter": one_line(item.presenter),
                "decider": one_line(item.decider),
                "serves": one_line(item.serves),
            }
            for item in meeting.agenda
        ],
        "notes": [
            {"at": iso(note.at, zone), "kind": note.kind.value, "text": one_line(note.text)}
            for note in view.notes
        ],
        "review": review(view.review, zone) if view.review else None,
        "goal": one_line(meeting.goal),
        "rules": [one_line(rule) for rule in meeting.rules],
        "limit": meeting.limit,
        "every": view.repeat.wording if view.repeat else None,
        "started_at": iso(view.started_at, zone),
        "ended_at": iso(view.ended_at, zone),
        "borrowed": view.borrowed,
        "missing": findings(view.findings),
    }


def meetings(view: MeetingsView) -> dict[str, object]:
    """The meetings of a day, reviews that wait, open actions, and the numbers."""
    return {
        "date": view.on.isoformat(),
        "zone": view.zone.key,
        "meetings": [_listed(one, view.zone) for one in view.meetings],
        "waiting": [_listed(one, view.zone) for one in view.waiting],
        "coming": [_listed(one, view.zone) for one in view.coming],
        "actions": actions(view.actions),
        "numbers": [{**one._asdict(), "title": one_line(one.title)} for one in view.numbers],
    }


def review(view: ReviewView, zone: ZoneInfo) -> dict[str, object]:
    """A review, as a draft or closed."""
    following = view.following
    return {
        "highlights": [one_line(text) for text in view.highlights],
        "decisions": [one_line(text) for text in view.decisions],
        "accomplished": view.accomplished.value if view.accomplished else None,
        "reason": one_line(view.reason),
        "actions": actions(view.actions),
        "earlier_actions": [
            {
                "id": one.id,
                "owner": one_line(one.owner),
                "task": one_line(one.task),
                "verdict": verdict.ruling.value,
                "due": ((verdict.ruling is Ruling.KEEP and verdict.due) or one.due).isoformat(),
                "was_due": one.due.isoformat(),
            }
            for one, verdict in view.review.judged
        ],
        "open_items": [{"owner": one_line(one.owner), "text": one_line(one.text)} for one in view.open_items],
        "next_meeting": following
        and {
            "id": following.meeting,
            "starts_at": iso(following.starts_at, zone),
            "ends_at": iso(following.ends_at, zone),
            "facilitator": one_line(following.facilitator),
            "attendees": [one_line(name) for name in following.attendees],
        },
        "open": view.is_open,
        "closed_at": iso(view.closed_at, zone),
        "corrected_at": iso(view.corrected_at, zone),
        "problems": [
            {"step": one.step.value, "line": one.entry, "sentence": one_line(one.sentence)}
            for one in view.problems
        ],
    }


def actions(views: Iterable[ActionView]) -> list[dict[str, object]]:
    """Actions; those of a draft have no id, and null where something is missing."""
    return [
        {
            "id": one.id,
            "owner": one_line(one.owner) or None,
            "task": one_line(one.task),
            "due": one.due and one.due.isoformat(),
            "done_when": one_line(one.done_when) or None,
            "state": one.state.value,
            "late": one.is_late,
            "was_due": [change.was.isoformat() for change in one.history],
            "meeting": one.meeting,
            "meeting_title": one_line(one.meeting_title),
        }
        for one in views
    ]


def findings(found: Iterable[Finding]) -> list[dict[str, object]]:
    """What makes a meeting not ready."""
    return [
        {"rule": one.rule, "missing": one_line(one.missing), "advice": one_line(one.advice)} for one in found
    ]


def answer(said: MeetingAnswer, zone: ZoneInfo) -> dict[str, object]:
    """What an intention about a meeting did, and the meeting as it now is."""
    return {
        **meeting(said.meeting, zone),
        "message": one_line(said.outcome.message),
        "moved": [one_line(line) for line in said.outcome.moved],
    }


def _head(view: MeetingView, zone: ZoneInfo) -> dict[str, object]:
    return {
        "id": view.id,
        "label": view.label,
        "title": one_line(view.meeting.title),
        "purpose": one_line(view.meeting.purpose),
        "starts_at": iso(view.meeting.span.start, zone),
        "ends_at": iso(view.meeting.span.end, zone),
        "minutes": view.meeting.span.minutes,
        "state": view.state.value,
        "ready": view.is_ready,
    }


def _listed(view: MeetingView, zone: ZoneInfo) -> dict[str, object]:
    return {**_head(view, zone), "attendees": [one_line(name) for name in view.meeting.others]}
