"""Meetings, reviews and actions as lines of text that make sense when they are read aloud."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from coachtui.domain.action import read_action
from coachtui.domain.block import BlockKind
from coachtui.domain.calendar_words import describe_day, exact_day
from coachtui.domain.day import working_date
from coachtui.domain.human import format_minutes
from coachtui.domain.meeting import YOU, Role
from coachtui.domain.meeting_line import mending
from coachtui.domain.note import signed
from coachtui.domain.review import STEP_OF, Step
from coachtui.domain.text import one_line
from coachtui.exchange.look import Row, columns
from coachtui.services.meeting_views import MeetingState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from coachtui.domain.meeting import Attendee
    from coachtui.exchange.look import Look
    from coachtui.services.meeting_views import (
        ActionView,
        MeetingsView,
        MeetingView,
        ReviewView,
        SeriesNumbers,
    )


def meetings(view: MeetingsView, look: Look) -> list[str]:
    """The meetings of a day, reviews that wait, how many actions are open, and the numbers."""
    if view.meetings:
        out = [look.line(exact_day(view.on), "bold")]
        out += columns([_row(one, view, look) for one in view.meetings], look)
    else:
        out = [look.line(f"No meetings on {exact_day(view.on)}: `coachtui meeting add` sets one up")]
    for one in view.waiting:
        when = look.wall(view.zone).moment(one.meeting.span.start, view.now)
        text = f"waits for its review: #{one.id} {one_line(one.meeting.title)}, {when}"
        if one.is_unended:
            text += f", and still runs: `coachtui meeting end {one.id} --at TIME`"
        out.append(look.line(text, "yellow"))
    for one in view.coming if view.on == view.today else ():
        when = look.wall(view.zone).moment(one.meeting.span.start, view.now)
        out.append(look.line(f"coming: #{one.id} {one_line(one.meeting.title)}, {when}"))
    if view.actions:
        late = sum(one.is_late for one in view.actions)
        count = f"{len(view.actions)} open actions" + (f", {late} late" if late else "")
        out.append(look.line(f"{count}: `coachtui actions` lists them", "red" if late else ""))
    return [*out, *(look.line(_numbers(one), "dim") for one in view.numbers)]


def meeting(view: MeetingView, zone: ZoneInfo, now: datetime, look: Look) -> list[str]:
    """A meeting before, during and after."""
    one = view.meeting
    when = f"{exact_day(one.span.start.astimezone(zone).date())} {look.span(*view.held, zone).rstrip()}"
    out = [
        look.line(f"#{view.id} {view.label} {one_line(one.title)}", "bold"),
        look.line(f"{when}  {view.state.value}"),
    ]
    if view.state is MeetingState.RUNNING:
        out.append(look.line(_running(view), "red" if view.left < 0 else ""))
    for word, text in (("purpose", one.purpose), ("goal", one.goal)):
        out += [look.line(f"{word}: {one_line(text)}")] if text else []
    if one.limit is not None:
        out.append(look.line(f"time limit: {format_minutes(one.minutes)}"))
    if view.repeat:
        out.append(look.line(f"comes again: {view.repeat.wording}"))
    out.append(look.line(f"people: {', '.join(_person(attendee) for attendee in one.attendees)}"))
    out += [look.line(f"ground rule: {one_line(rule)}") for rule in one.rules]
    for place, item in enumerate(one.agenda, 1):
        words = [f"item {place}: {one_line(item.title)} {format_minutes(item.minutes)}"]
        words += [f"presented by {one_line(item.presenter)}"] if item.presenter else []
        words += [f"decided by {one_line(item.decider)}"] if item.decider else []
        words += [f"serves {one_line(item.serves)}"] if item.serves else []
        is_on = view.progress is not None and view.progress.item == place
        out.append(look.line(", ".join(words), "bold" if is_on else ""))
    for note in view.notes:
        out.append(look.line(f"{look.wall(zone).clock(note.at)} {one_line(signed(note.kind, note.text))}"))
    if view.state is MeetingState.PLANNED:
        out += readiness(view, look)
    return [*out, *(review(view.review, zone, now, look) if view.review else [])]


def readiness(view: MeetingView, look: Look) -> list[str]:
    """What makes a meeting not ready, what to do, and an example that mends it; or that it is ready."""
    if view.is_ready:
        return [look.line(f"{look.glyphs.done} ready: all six rules hold")]
    out = []
    for one in view.findings:
        out.append(look.line(f"{look.glyphs.wrong} not ready: {one_line(one.missing)}", "red"))
        out.append(look.line(f"  {one_line(one.advice)}"))
        out.append(
            look.line(f"  coachtui meeting edit {view.id} --set {_quoted(mending(view.meeting, one))}")
        )
    return out


def _quoted(line: str) -> str:
    """A line as a shell takes it."""
    return shlex.quote(one_line(line))


def review(view: ReviewView, zone: ZoneInfo, now: datetime, look: Look) -> list[str]:
    """A review, as a draft or closed."""
    if view.is_open:
        head = "review: a draft"
    else:
        assert view.closed_at is not None, "a review that is not open was closed"
        head = f"review: closed {look.wall(zone).moment(view.closed_at, now)}"
        if view.corrected_at:
            head += f", corrected {look.wall(zone).moment(view.corrected_at, now)}"
    out = [look.line(head, "bold")]
    out += [look.line(f"highlight: {one_line(text)}") for text in view.highlights]
    out += [look.line(f"decision: {one_line(text)}") for text in view.decisions]
    if view.accomplished:
        reason = f", {one_line(view.reason)}" if view.reason else ""
        out.append(look.line(f"purpose accomplished: {view.accomplished.value}{reason}"))
    out += columns([_action_row(one, working_date(now, zone)) for one in view.actions], look)
    for action, verdict in view.review.judged:
        due = f" by {exact_day(verdict.due)}" if verdict.due else ""
        text = f"{one_line(action.owner)}: {one_line(action.task)}: {verdict.ruling.value}{due}"
        out.append(look.line(f"earlier action: {text}"))
    out += [look.line(f"open item: {one_line(one.owner)}: {one_line(one.text)}") for one in view.open_items]
    if one := view.following:
        when = look.wall(zone).moment(one.starts_at, now)
        names = ", ".join(one_line(name) for name in (*one.attendees, YOU))
        out.append(look.line(f"next meeting: {when}, facilitator {one_line(one.facilitator)}, with {names}"))
    return [*out, *problems(view, look)] if view.is_open else out


def problems(view: ReviewView, look: Look) -> list[str]:
    """Why a review cannot be closed, one line each."""
    return [
        look.line(f"{look.glyphs.wrong} step {one.step.value}: {one_line(one.sentence)}", "red")
        for one in view.problems
    ]


def entries(view: ReviewView, step: Step, look: Look) -> list[str]:
    """The lines of one step of a review, each with its number."""
    return [
        look.line(f"  {entry.id}: {one_line(signed(entry.kind, entry.text))}")
        for entry in view.review.entries
        if STEP_OF[entry.kind] is step
    ]


def understanding(text: str, today: date) -> str:
    """What an action line says so far, and what it lacks: "owner Raj, by Fri 27 Nov, no done-when: ..."."""
    read = read_action(text, today)
    words = [f"owner {read.owner}"] if read.owner else []
    words += [f"by {describe_day(read.due, today)}"] if read.due else []
    words += [f"done when {read.done_when}"] if read.done_when else []
    return one_line(", ".join([*words, *(one.sentence for one in read.missing)]))


def actions(views: Sequence[ActionView], today: date, look: Look, *, by_deadline: bool = False) -> list[str]:
    """Actions of all meetings: yours first, then those to follow up; or all by their deadline."""
    if not views:
        return [look.line("No open actions")]
    if by_deadline:
        return columns([_action_row(one, today, told=True) for one in views], look)
    out = []
    for title, those in (
        ("yours", [one for one in views if one.is_yours]),
        ("to follow up", [one for one in views if not one.is_yours]),
    ):
        if those:
            out.append(look.line(f"{title}  {len(those)}", "bold"))
            out += columns([_action_row(one, today, told=True) for one in those], look)
    return out


def _action_row(one: ActionView, today: date, *, told: bool = False) -> Row:
    remarks = ["LATE"] if one.is_late else []
    remarks += [f"by {describe_day(one.due, today)}"] if one.due else []
    remarks += [f"was {describe_day(one.history[0].was, today)}"] if one.history else []
    remarks += [f"done when: {one.done_when}"] if one.done_when else []
    remarks += [one.state.value] if one.state.value != "open" else []
    if told and one.meeting_title:
        on = f" {describe_day(one.meeting_on, today)}" if one.meeting_on else ""
        remarks.append(f"from {one.meeting_title}{on}")
    number = f"#{one.id:<3} " if one.id else ""
    name = f"{one.owner}: {one.task}" if one.owner else one.task
    return Row(f"  {number}", name, "", " · ".join(remarks), "red" if one.is_late else "")


def _row(one: MeetingView, view: MeetingsView, look: Look) -> Row:
    is_on = view.current is not None and view.current.id == one.id and one.state is MeetingState.RUNNING
    sign = look.glyphs.now if is_on else " "
    kind = look.glyphs.kind(BlockKind.MEETING)
    lead = f"{sign} {_times(one, view.zone, look)} {kind} #{one.id:<3} {one.label:<3} "
    remarks = [one.meeting.purpose] if one.meeting.purpose else []
    remarks += [f"with {', '.join(one.meeting.others)}"] if one.meeting.others else []
    if one.state is MeetingState.RUNNING:
        remarks.append(_running(one))
    elif one.state is not MeetingState.PLANNED:
        remarks.append(one.state.value)
    elif one.findings:
        remarks.append(f"not ready: {one.findings[0].missing}")
    style = "bold" if is_on else "dim" if one.state in (MeetingState.OVER, MeetingState.REVIEWED) else ""
    length = format_minutes(one.meeting.span.minutes)
    return Row(lead, one.meeting.title, length, " · ".join(remarks), style)


def _times(view: MeetingView, zone: ZoneInfo, look: Look) -> str:
    return look.span(*view.meeting.span, zone)


def _running(view: MeetingView) -> str:
    if view.left < 0:
        return f"{view.left_words}, {format_minutes(view.borrowed)} of the others' time borrowed"
    item = (
        f", item {view.progress.item} for {format_minutes(view.progress.left)}"
        if view.progress and view.progress.item
        else ""
    )
    return f"{view.left_words}{item}"


def _person(one: Attendee) -> str:
    words = [one.role.value] if one.role is not Role.PARTICIPANT else []
    words += [word for word, is_so in (("decides", one.can_decide), ("optional", one.optional)) if is_so]
    if one.is_there is not None:
        words.append("there" if one.is_there else "not there")
    return one_line(one.name) + (f" ({', '.join(words)})" if words else "")


def _numbers(one: SeriesNumbers) -> str:
    words = [f"purpose met {one.met} of {one.reviewed}"]
    if one.promised:
        words.append(f"actions kept {one.kept} of {one.promised}")
    if one.borrowed:
        words.append(f"{format_minutes(one.borrowed)} of the others' time borrowed")
    return f"{one_line(one.title)}: {', '.join(words)}"
