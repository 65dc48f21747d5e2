"""Documents as new files, by the name's ending: Markdown, a mail, and for an invitation a calendar file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.text import quoted
from coachtui.exchange import calendar_file, mail, minutes
from coachtui.exchange.new_file import write_new
from coachtui.exchange.own_name import own_self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from coachtui.services.meeting_views import MeetingView


def write_invitation(view: MeetingView, name: str, zone: ZoneInfo, now: datetime) -> str:
    """Write what is published before a meeting. Returns where it is.

    Raises:
        UsageError: the name ends in none of .md, .eml and .ics.
        CoachError: the file is there already, has no known folder, or cannot be written.
    """
    me = own_self()
    return _write(
        name,
        {
            ".md": lambda: f"{minutes.invitation(view, zone, me.name)}\n",
            ".eml": lambda: mail.invitation_mail(view, zone, me, now),
            ".ics": lambda: calendar_file.calendar_file(view, zone, me, now),
        },
    )


def write_minutes(view: MeetingView, name: str, zone: ZoneInfo, now: datetime) -> str:
    """Write the minutes of a meeting. Returns where they are.

    Raises:
        UsageError: the name ends in neither .md nor .eml.
        CoachError: the file is there already, has no known folder, or cannot be written.
    """
    me = own_self()
    return _write(
        name,
        {
            ".md": lambda: f"{minutes.minutes(view, zone, me.name)}\n",
            ".eml": lambda: mail.minutes_mail(view, zone, me, now),
        },
    )


def write_cancellation(views: Sequence[MeetingView], name: str, zone: ZoneInfo, now: datetime) -> str:
    """Write what is told when meetings are cancelled. Returns where it is.

    Raises:
        UsageError: the name ends in neither .eml nor .ics.
        CoachError: the file is there already, has no known folder, or cannot be written.
    """
    me = own_self()
    return _write(
        name,
        {
            ".eml": lambda: mail.cancellation_mail(views, zone, me, now),
            ".ics": lambda: calendar_file.cancellation_file(views, zone, me, now),
        },
    )


def _write(name: str, forms: Mapping[str, Callable[[], str | bytes]]) -> str:
    """Write the form that a name's ending asks for; a problem is told with the name as it was typed."""
    form = forms.get(Path(name).suffix.lower())
    if form is None:
        *others, last = forms
        endings = f"{', '.join(others)} or {last}"
        raise UsageError(f"{quoted(name)} says no format: let the name end in {endings}")
    try:
        path = str(Path(name).expanduser())
    except RuntimeError:
        raise CoachError(f"{name} has no folder that is known: name it in full") from None
    try:
        write_new(path, form())
    except CoachError as problem:
        raise CoachError(str(problem).replace(path, name)) from problem
    return path
