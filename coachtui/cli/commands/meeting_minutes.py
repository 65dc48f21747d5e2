"""Write the minutes of a meeting: decisions, who does what until when, what is open, when to meet again.

As Markdown, or as a mail to everyone who has an address (an .eml file that your mail program sends).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.meeting_answering import add_meeting, shown
from coachtui.cli.publishing import add_publishing, publish

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[MEETING] [--format md|eml] [--out FILE] [--as NAME]"

EXAMPLES = """
coachtui meeting minutes 3
coachtui meeting minutes 3 --format eml --out minutes.eml
coachtui meeting minutes | pbcopy
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser)
    add_publishing(parser, ("md", "eml"))


def run(args: Namespace, context: Context) -> int:
    """Write the minutes."""
    from coachtui.exchange import mail, minutes

    view, zone, now = shown(args, context), context.zone, context.now
    return publish(
        args,
        {
            "md": lambda me: minutes.minutes(view, zone, me.name),
            "eml": lambda me: mail.minutes_mail(view, zone, me, now),
        },
    )
