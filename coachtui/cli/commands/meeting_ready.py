"""Check whether a meeting is ready: six rules, what is missing, and what to do.

A specific purpose; an agenda that serves it and fits; who can decide is there; all of it can be published;
the note-taker does not discuss; the last minutes are kept for the review. Exit status 0 when it is ready.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show
from coachtui.cli.meeting_answering import add_meeting, shown

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[MEETING]"

EXAMPLES = """
coachtui meeting ready
coachtui meeting ready 3 --json
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser)


def run(args: Namespace, context: Context) -> int:
    """Print what is missing."""
    from coachtui.exchange import meeting_json, meeting_lines

    view = shown(args, context)
    document = {"id": view.id, "ready": view.is_ready, "missing": meeting_json.findings(view.findings)}
    show(args, lambda: document, lambda look: meeting_lines.readiness(view, look))
    return 0 if view.is_ready else 1
