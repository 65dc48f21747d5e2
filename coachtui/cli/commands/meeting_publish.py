"""Publish a meeting before it begins: purpose, people, agenda, ground rules and time limit.

As Markdown, as a mail to everyone who has an address (an .eml file that your mail program sends),
or as an .ics file for calendars. Publishing again replaces the entry in the calendar.
With your address behind your name others can answer it: --as, COACHTUI_NAME or the setting `name`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.meeting_answering import add_meeting, shown
from coachtui.cli.publishing import add_publishing, publish

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[MEETING] [--format md|eml|ics] [--out FILE] [--as NAME]"

EXAMPLES = """
coachtui meeting publish 3
coachtui meeting publish 3 --format eml --out sync.eml
coachtui meeting publish 3 --format ics --out sync.ics
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser)
    add_publishing(parser, ("md", "eml", "ics"))


def run(args: Namespace, context: Context) -> int:
    """Write the invitation."""
    from coachtui.exchange import calendar_file, mail, minutes

    view, zone, now = shown(args, context), context.zone, context.now
    return publish(
        args,
        {
            "md": lambda me: minutes.invitation(view, zone, me.name),
            "eml": lambda me: mail.invitation_mail(view, zone, me, now),
            "ics": lambda me: calendar_file.calendar_file(view, zone, me, now),
        },
    )
