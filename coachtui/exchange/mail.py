"""Minutes and invitations as messages: a file that any mail program opens and sends, nothing is sent here.

Headers are made of cleaned text, which has no line breaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import exact_day
from coachtui.domain.meeting import YOU
from coachtui.domain.text import clean_line
from coachtui.exchange.minutes import invitation, minutes

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import EmailMessage
    from zoneinfo import ZoneInfo

    from coachtui.services.meeting_views import MeetingView

SUBJECT_LIMIT = 200
"""Characters of a subject."""

PLAIN_LIMIT = 66
"""Characters of a subject that stands in one line as it is; a longer one is encoded, which folds exactly."""

NAME_LIMIT = 80
"""Characters of a name beside an address."""


def minutes_mail(view: MeetingView, zone: ZoneInfo, me: str, now: datetime) -> bytes:
    """The minutes of a meeting as an .eml file, to everyone of it who has an address."""
    message = _message(view, zone, now, minutes(view, zone, me))
    return _to(view) + _subject("Minutes", view, zone) + bytes(message)


def invitation_mail(view: MeetingView, zone: ZoneInfo, me: str, now: datetime) -> bytes:
    """The invitation to a meeting as an .eml file, with its entry for calendars attached."""
    from coachtui.exchange.calendar_file import calendar_file

    message = _message(view, zone, now, invitation(view, zone, me))
    message.add_attachment(
        calendar_file(view, zone, me, now), maintype="text", subtype="calendar", filename="meeting.ics"
    )
    return _to(view) + _subject("Invitation", view, zone) + bytes(message)


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
