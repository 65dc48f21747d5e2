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
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from icalendar import Event, vCalAddress, vText

    from coachtui.domain.meeting import Attendee
    from coachtui.exchange.own_name import Sender
    from coachtui.services.meeting_views import MeetingView

NOWHERE = "organizer@coachtui.invalid"
"""The address of an organiser whose own is not known: a calendar needs one, and no mail arrives there."""


def calendar_file(view: MeetingView, zone: ZoneInfo, me: Sender, now: datetime) -> bytes:
    """The .ics file of a meeting; publishing it again replaces the entry in the calendar.

    It asks those who have an address to come where yours is known, because their answers go there; else it
    publishes the meeting, which names nobody by address (RFC 5546).

    Args:
        view: The meeting.
        zone: Of the person who publishes; the instants themselves are in UTC.
        me: That person, who organises it.
        now: When it is published.
    """
    return _calendar(method_of(me), [_event(view, me, now)], zone)


def cancellation_file(views: Sequence[MeetingView], zone: ZoneInfo, me: Sender, now: datetime) -> bytes:
    """The .ics file that takes meetings out of the calendars that have them, as they were when cancelled."""
    events = []
    for view in views:
        event = _event(view._replace(sequence=view.sequence + 1), me, now)
        event.add("status", "CANCELLED")
        events.append(event)
    return _calendar("CANCEL", events, zone)


def method_of(me: Sender) -> str:
    """What the file of an invitation is for: an answer, or only to be known."""
    return "REQUEST" if me.address else "PUBLISH"


def _calendar(method: str, events: Sequence[Event], zone: ZoneInfo) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//coachtui//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add("x-wr-timezone", zone.key)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(view: MeetingView, me: Sender, now: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{view.uid}@coachtui.invalid")
    event.add("sequence", view.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", view.meeting.span.start)
    event.add("dtend", view.meeting.span.end)
    event.add("summary", _text(one_line(view.meeting.title)))
    event.add("description", _text(description(view, me.name)))
    event.add("organizer", _address(me.name, me.address or NOWHERE))
    for one in view.meeting.attendees if me.address else ():
        if one.email and one.name != YOU:
            address = _address(one.name, one.email)
            address.params["ROLE"] = _role(one)
            address.params["PARTSTAT"] = "NEEDS-ACTION"
            address.params["RSVP"] = "TRUE"
            event.add("attendee", address)
    return event


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


def _address(name: str, email: str) -> vCalAddress:
    from icalendar import vCalAddress, vText

    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(parameter(name))
    return address


def _role(one: Attendee) -> str:
    if one.optional:
        return "OPT-PARTICIPANT"
    return "CHAIR" if one.role is Role.FACILITATOR else "REQ-PARTICIPANT"
