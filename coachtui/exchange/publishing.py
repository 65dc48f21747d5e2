"""Documents as new files: an invitation as Markdown, a mail or a calendar file, by its name's ending."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.domain.errors import UsageError
from coachtui.exchange import calendar_file, mail, minutes
from coachtui.exchange.new_file import write_new
from coachtui.exchange.own_name import own_name

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from coachtui.services.meeting_views import MeetingView


def write_invitation(view: MeetingView, name: str, zone: ZoneInfo, now: datetime) -> str:
    """Write what is published before a meeting. Returns where it is.

    Raises:
        UsageError: the name ends in none of .md, .eml and .ics.
        CoachError: the file is there already, or cannot be written.
    """
    path, me = str(Path(name).expanduser()), own_name()
    match Path(name).suffix.lower():
        case ".md":
            write_new(path, f"{minutes.invitation(view, zone, me)}\n")
        case ".eml":
            write_new(path, mail.invitation_mail(view, zone, me, now))
        case ".ics":
            write_new(path, calendar_file.calendar_file(view, zone, me, now))
        case _:
            raise UsageError(f"{name} ends in none of .md, .eml and .ics: which of them shall it be?")
    return path
