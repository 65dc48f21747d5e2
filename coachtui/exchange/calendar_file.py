"""A meeting as an iCalendar file (RFC 5545), for any calendar.

`icalendar` writes it, because folding lines by bytes is easy to get almost right; it is imported only here,
and only when a file is asked for. Texts are escaped here: `icalendar` up to 7.3 writes a backslash before a
capital N as a line break, which changes what was said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.human import format_minutes
from coachtui.domain.meeting import YOU, Role
from coachtui.domain.text import one_line

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from icalendar import vCalAddress, vText

    from coachtui.domain.meeting import Attendee
    from coachtui.services.meeting_views import MeetingView


def calendar_file(view: MeetingView, zone: ZoneInfo, me: str, now: datetime) -> bytes:
    """The .ics file of a meeting; publishing it again replaces the entry in the calendar.

    Args:
        view: The meeting.
        zone: Of the person who publishes; the instants themselves are in UTC.
        me: The name of that person.
        now: When it is published.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//coachtui//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-timezone", zone.key)
    event = Event()
    event.add("uid", f"{view.uid}@coachtui.invalid")
    event.add("sequence", view.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", view.meeting.span.start)
    event.add("dtend", view.meeting.span.end)
    event.add("summary", _text(one_line(view.meeting.title)))
    event.add("description", _text(description(view, me)))
    for one in view.meeting.attendees:
        if one.email and one.name != YOU:
            event.add("attendee", _address(one))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def description(view: MeetingView, me: str) -> str:
    """What a calendar shows below the title, as plain lines."""
    meeting = view.meeting
    out = [f"Purpose: {one_line(meeting.purpose)}"] if meeting.purpose else []
    out += [f"Goal: {one_line(meeting.goal)}"] if meeting.goal else []
    names = [me if one.name == YOU else one_line(one.name) for one in meeting.attendees]
    out.append(f"With: {', '.join(names)}")
    for place, item in enumerate(meeting.agenda, 1):
        presenter = f", {me if item.presenter == YOU else one_line(item.presenter)}" if item.presenter else ""
        serves = f": {one_line(item.serves)}" if item.serves else ""
        out.append(f"{place}. {one_line(item.title)} ({format_minutes(item.minutes)}){presenter}{serves}")
    return "\n".join([*out, *(f"Rule: {one_line(rule)}" for rule in meeting.rules)])


def parameter(text: str) -> str:
    """A text as the value of a parameter, which cannot hold every sign."""
    return one_line(text).replace('"', "'").replace("\\", "/")


def escaped(text: str) -> str:
    """A text as a TEXT value (RFC 5545, 3.3.11); a reader gives exactly this text back."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _text(text: str) -> vText:
    from icalendar import vText

    class Text(vText):
        def to_ical(self) -> bytes:
            return escaped(str(self)).encode()

    return Text(text)


def _address(one: Attendee) -> vCalAddress:
    from icalendar import vCalAddress, vText

    address = vCalAddress(f"mailto:{one.email}")
    address.params["CN"] = vText(parameter(one.name))
    address.params["ROLE"] = vText("OPT-PARTICIPANT" if one.optional else _role(one))
    return address


def _role(one: Attendee) -> str:
    return "CHAIR" if one.role is Role.FACILITATOR else "REQ-PARTICIPANT"
