"""What the commands about meetings share: which meeting, and what is said at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coachtui.cli.output import say, say_json, say_outcome
from coachtui.domain.errors import UsageError
from coachtui.domain.text import quoted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from coachtui.cli.context import Context
    from coachtui.services.desk import Desk
    from coachtui.services.meeting_answers import MeetingAnswer
    from coachtui.services.meeting_views import MeetingView

_ID = re.compile(r"#?0*([1-9][0-9]{0,17})", re.ASCII)


def add_meeting(parser: ArgumentParser, *, needed: bool = False) -> None:
    """The meeting that a command is about; where it may be left out it is the nearest one of today."""
    text = "as `coachtui meetings` shows it" + ("" if needed else "; else the nearest of today")
    parser.add_argument(
        "meeting", metavar="MEETING", nargs=None if needed else "?", type=meeting_id, help=text
    )


def add_actions(parser: ArgumentParser) -> None:
    """The actions that a command is about."""
    parser.add_argument(
        "actions", metavar="ACTION", nargs="+", type=action_id, help="as `coachtui actions` shows them"
    )


def action_id(word: str) -> int:
    """The id that a word is.

    Raises:
        UsageError: it is none.
    """
    found = _ID.fullmatch(word)
    if not found:
        raise UsageError(f"{quoted(word)} is no id: `coachtui actions` shows the id of each action")
    return int(found[1])


def meeting_id(word: str) -> int:
    """The id that a word is.

    Raises:
        UsageError: it is none.
    """
    found = _ID.fullmatch(word)
    if not found:
        raise UsageError(f"{quoted(word)} is no id: `coachtui meetings` shows the id of each meeting")
    return int(found[1])


def chosen(args: Namespace, desk: Desk) -> int:
    """The id of the meeting that a command is about.

    Raises:
        CoachError: none was named, and there is none today.
    """
    from coachtui.services.meetings import closest

    return int(args.meeting) if args.meeting is not None else closest(desk)


def shown(args: Namespace, context: Context) -> MeetingView:
    """The meeting that a command only shows.

    Raises:
        CoachError: there is no such meeting.
    """
    from coachtui.services.meetings import show

    with context.desk() as desk:
        return show(desk, chosen(args, desk))


def carry_out(
    args: Namespace,
    context: Context,
    intention: Callable[[Desk], MeetingAnswer],
    advice: Callable[[MeetingView], str] | None = None,
) -> int:
    """Carry out an intention about a meeting and print what it did, and what to do next; the exit status."""
    with context.desk() as desk:
        said = intention(desk)
    if args.json:
        from coachtui.exchange.meeting_json import answer

        say_json(answer(said, context.zone))
    else:
        say_outcome(said.outcome)
        if advice:
            say(advice(said.meeting))
    return 0


def split_names(texts: list[str]) -> tuple[str, ...]:
    """The names of options that may hold several, with commas."""
    return tuple(name for text in texts for part in text.split(",") if (name := part.strip()))
