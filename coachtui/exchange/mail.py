"""Minutes and invitations as messages: a file that any mail program opens and sends, nothing is sent here.

Headers are made of cleaned text, which has no line breaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import exact_day
from coachtui.domain.meeting import YOU
from coachtui.domain.text import clean_line
from coachtui.exchange.minutes import cancellation, invitation, minutes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from email.message import EmailMessage
    from zoneinfo import ZoneInfo

    from coachtui.exchange.own_name import Sender
    from coachtui.services.meeting_views import MeetingView

SUBJECT_LIMIT = 200
"""Characters of a subject."""

PLAIN_LIMIT = 66
"""Characters of a subject that stands in one line as it is; a longer one is encoded, which folds exactly."""

NAME_LIMIT = 80
"""Characters of a name beside an address."""


def minutes_mail(view: MeetingView, zone: ZoneInfo, me: Sender, now: datetime) -> bytes:
    """The minutes of a meeting as an .eml file, to everyone of it who has an address."""
    message = _message(view, zone, now, minutes(view, zone, me.name))
    return _headers("Minutes", view, zone, me) + bytes(message)


def invitation_mail(view: MeetingView, zone: ZoneInfo, me: Sender, now: datetime) -> bytes:
    """The invitation to a meeting as an .eml file, with its entry for calendars attached."""
    from coachtui.exchange.calendar_file import calendar_file, method_of

    message = _message(view, zone, now, invitation(view, zone, me.name))
    _attach(message, calendar_file(view, zone, me, now), method_of(me))
    return _headers("Invitation", view, zone, me) + bytes(message)


def cancellation_mail(views: Sequence[MeetingView], zone: ZoneInfo, me: Sender, now: datetime) -> bytes:
    """A mail that says that meetings are cancelled and takes them out of calendars; one, or some of a series.

    It goes to the people of the first.
    """
    from coachtui.exchange.calendar_file import cancellation_file

    text = "\n\n".join(cancellation(view, zone) for view in views)
    message = _message(views[0], zone, now, text)
    _attach(message, cancellation_file(views, zone, me, now), "CANCEL")
    return _headers("Cancelled", views[0], zone, me) + bytes(message)


def _attach(message: EmailMessage, entry: bytes, method: str) -> None:
    """Attach an entry for calendars so that a mail program knows what to do with it (RFC 6047)."""
    message.add_attachment(
        entry,
        maintype="text",
        subtype="calendar",
        filename="meeting.ics",
        params={"method": method, "charset": "utf-8"},
    )


def _headers(kind: str, view: MeetingView, zone: ZoneInfo, me: Sender) -> bytes:
    """The headers with names and titles, which are made here."""
    sender = f"From: {_phrase(me.name)} <{me.address}>\r\n".encode("ascii") if me.address else b""
    return sender + _to(view) + _subject(kind, view, zone)


def _message(view: MeetingView, zone: ZoneInfo, now: datetime, text: str) -> EmailMessage:
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["Date"] = now.astimezone(zone)
    message["Message-ID"] = f"<{view.uid}.{view.sequence}.{int(now.timestamp())}@coachtui.invalid>"
    message.set_content(f"{text}\n")
    return message


def _subject(kind: str, view: MeetingView, zone: ZoneInfo) -> bytes:
    """The header with what it is about.

    It is made here because the policy loses spaces when it folds what is not ASCII (Python 3.11).
    """
    from email.header import Header

    on = exact_day(view.meeting.span.start.astimezone(zone).date())
    text = f"{kind}: {clean_line(view.meeting.title, SUBJECT_LIMIT)}, {on}"
    is_plain = text.isascii() and "=?" not in text and len(text) <= PLAIN_LIMIT
    line = text if is_plain else Header(text, "utf-8", header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {line}\r\n".encode("ascii")


def _to(view: MeetingView) -> bytes:
    """The header with the recipients; none where nobody has an address.

    It is made here because the policy loses addresses when it folds names that are not ASCII (Python 3.11).
    """
    people = [one for one in view.meeting.attendees if one.email and one.name != YOU]
    if not people:
        return b""
    lines = ",\r\n ".join(f"{_phrase(one.name)} <{one.email}>" for one in people)
    return f"To: {lines}\r\n".encode("ascii")


def _phrase(name: str) -> str:
    """A name beside an address: quoted, or encoded where quotes do not do."""
    from email.header import Header
    from email.utils import quote

    name = clean_line(name, NAME_LIMIT)
    if name.isascii() and "=?" not in name:
        return f'"{quote(name)}"'
    return Header(name, "utf-8").encode(linesep="\r\n")
