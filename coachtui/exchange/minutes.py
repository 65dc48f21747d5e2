"""Minutes and invitations as Markdown that reads well to someone who was not there.

The words of people are never markup. Whoever writes is named: "you" means nothing to others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coachtui.domain.action import ActionState
from coachtui.domain.calendar_words import exact_day
from coachtui.domain.human import format_minutes
from coachtui.domain.meeting import YOU, Role
from coachtui.domain.note import NoteKind
from coachtui.domain.review import Accomplished, Ruling
from coachtui.domain.span import Span
from coachtui.exchange.markdown import escaped
from coachtui.exchange.text_view import clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from coachtui.domain.meeting import AgendaItem, Attendee
    from coachtui.domain.review import Unfinished, Verdict
    from coachtui.services.meeting_views import ActionView, MeetingView, ReviewView

_START = re.compile(r"^(?:([-+=])|(\d{1,9})([.)]))")
_ANSWERS = {Accomplished.YES: "yes", Accomplished.PARTLY: "partly", Accomplished.NO: "no"}
_RULINGS = {Ruling.DONE: "done", Ruling.KEEP: "still open", Ruling.DROP: "dropped"}


def minutes(view: MeetingView, zone: ZoneInfo, me: str) -> str:
    """The minutes of a meeting; marked where its review is not closed, or was corrected.

    Args:
        view: The meeting; without a review its notes are the minutes.
        zone: In which times are written.
        me: The name of whoever writes them.
    """
    out = [f"# {shown(view.meeting.title)}", "", when(view.held, zone)]
    if view.review is None or view.review.is_open:
        out += ["", "*Draft: the review is not closed.*"]
    elif view.review.corrected_at:
        at = view.review.corrected_at
        out += ["", f"*Corrected {exact_day(at.astimezone(zone).date())} {clock(at, zone)}.*"]
    out += ["", f"Present: {_present(view, me)}"]
    if absent := [_role(one, me) for one in view.meeting.attendees if one.is_there is False]:
        out += ["", f"Absent: {', '.join(absent)}"]
    if view.meeting.purpose:
        out += ["", f"Purpose: {shown(view.meeting.purpose)}"]
    if view.review is None:
        return "\n".join([*out, *_noted(view)])
    return "\n".join([*out, *_reviewed(view.review, zone, me)])


def invitation(view: MeetingView, zone: ZoneInfo, me: str) -> str:
    """What is published before a meeting: purpose, people, agenda, ground rules, limit."""
    meeting = view.meeting
    out = [f"# {shown(meeting.title)}", "", when(meeting.span, zone)]
    if view.repeat:
        out += ["", f"Comes again: {view.repeat.wording}"]
    if meeting.limit is not None:
        out += ["", f"Time limit: {format_minutes(meeting.minutes)}"]
    out += [
        line
        for word, text in (("Purpose", meeting.purpose), ("Goal", meeting.goal))
        if text
        for line in ("", f"{word}: {shown(text)}")
    ]
    out += _section("People", [_person(one, me) for one in meeting.attendees])
    if meeting.agenda:
        out += ["", "## Agenda", ""]
        out += [f"{place}. {_agenda_item(item, me)}" for place, item in enumerate(meeting.agenda, 1)]
    return "\n".join([*out, *_section("Ground rules", map(shown, meeting.rules))])


def cancellation(view: MeetingView, zone: ZoneInfo) -> str:
    """What is said to those who were asked to come to a meeting that is cancelled."""
    return f"# Cancelled: {shown(view.meeting.title)}\n\n{when(view.meeting.span, zone)}"


def when(span: Span, zone: ZoneInfo) -> str:
    """The wording "Tue 24 Nov 2026, 11:00–11:30 (Europe/Berlin)"."""
    on = span.start.astimezone(zone).date()
    return f"{exact_day(on)}, {clock(span.start, zone)}–{clock(span.end, zone)} ({zone.key})"


def shown(text: str) -> str:
    """The text as one line of Markdown that shows just it, also at the start of a line or list item."""
    return _START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", escaped(text))


def named(name: str, me: str) -> str:
    """A person's name as others know it; a draft may name nobody yet."""
    return shown(me if name == YOU else name) or "nobody yet"


def _reviewed(review: ReviewView, zone: ZoneInfo, me: str) -> list[str]:
    out = []
    if review.accomplished:
        reason = f": {shown(review.reason)}" if review.reason else ""
        out += ["", f"Purpose accomplished: {_ANSWERS[review.accomplished]}{reason}"]
    out += _section("Highlights", map(shown, review.highlights))
    out += _section("Decisions", map(shown, review.decisions))
    out += _section("Actions", [_action(one, me) for one in review.actions])
    out += _section("Earlier actions", [_judged(*one, me) for one in review.review.judged])
    out += _section("Open items", [f"{named(one.owner, me)}: {shown(one.text)}" for one in review.open_items])
    if one := review.following:
        names = ", ".join(named(name, me) for name in (*one.attendees, YOU))
        span = when(Span(one.starts_at, one.ends_at), zone)
        out += ["", "## Next meeting", "", f"{span}, facilitator {named(one.facilitator, me)}, with {names}"]
    return out


def _noted(view: MeetingView) -> list[str]:
    titles = {
        NoteKind.HIGHLIGHT: "Highlights",
        NoteKind.DECISION: "Decisions",
        NoteKind.ACTION: "Actions",
        NoteKind.OPEN_ITEM: "Open items",
    }
    out = []
    for kind, title in titles.items():
        out += _section(title, [shown(note.text) for note in view.notes if note.kind is kind])
    return out


def _section(title: str, lines: Iterable[str]) -> list[str]:
    items = [f"- {line}" for line in lines]
    return ["", f"## {title}", "", *items] if items else []


def _action(one: ActionView, me: str) -> str:
    ticked = "x" if one.state is ActionState.DONE else " "
    due = f" by {exact_day(one.due)}" if one.due else ""
    was = f" (was {exact_day(one.history[0].was)})" if one.history else ""
    dropped = " (dropped)" if one.state is ActionState.DROPPED else ""
    done_when = f". Done when: {shown(one.done_when)}" if one.done_when else ""
    return f"[{ticked}] {named(one.owner, me)}: {shown(one.task)}{due}{was}{done_when}{dropped}"


def _judged(one: Unfinished, verdict: Verdict, me: str) -> str:
    """An action of an earlier meeting, and what this one decided about it."""
    about = f"{named(one.owner, me)}: {shown(one.task)} (from {exact_day(one.origin)})"
    said = f"{about}: {_RULINGS[verdict.ruling]}"
    if verdict.ruling is not Ruling.KEEP:
        return said
    if verdict.due is None or verdict.due == one.due:
        return f"{said}, by {exact_day(one.due)}"
    return f"{said}, now by {exact_day(verdict.due)} (was {exact_day(one.due)})"


def _present(view: MeetingView, me: str) -> str:
    there = [
        one for one in view.meeting.attendees if one.is_there or (one.is_there is None and not one.optional)
    ]
    return ", ".join(_role(one, me) for one in sorted(there, key=lambda one: one.name == YOU))


def _role(one: Attendee, me: str) -> str:
    role = f" ({one.role.value})" if one.role is not Role.PARTICIPANT else ""
    return f"{named(one.name, me)}{role}"


def _person(one: Attendee, me: str) -> str:
    words = [one.role.value] if one.role is not Role.PARTICIPANT else []
    words += [word for word, is_so in (("decides", one.can_decide), ("optional", one.optional)) if is_so]
    return named(one.name, me) + (f" ({', '.join(words)})" if words else "")


def _agenda_item(item: AgendaItem, me: str) -> str:
    out = f"{shown(item.title)} ({format_minutes(item.minutes)})"
    if item.presenter:
        out += f", {named(item.presenter, me)}"
    if item.decider:
        out += f", decided by {named(item.decider, me)}"
    return f"{out}: {shown(item.serves)}" if item.serves else out
