"""Say what a stretch was in which the clock ran and you were not there: work, a break, or nothing.

Without a word it says for how long nothing was done since what runs should have been over. As `sprint` the
time counts as it was measured; as `break` it becomes a break of the day; `discard` takes it off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import past
from coachtui.cli.output import look, say_json, say_signs
from coachtui.domain.away import Was
from coachtui.domain.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[sprint | break | discard] [--since TIME] [--until TIME]"

EXAMPLES = """
coachtui away
coachtui away break
coachtui away break --since 12:10 --until 12:55
coachtui away discard --since 12:10
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("was", metavar="WHAT", nargs="?", choices=[*map(str, Was)], help="what it was")
    parser.add_argument(
        "--since", metavar="TIME", default="", help="when it began; else when it seems to have"
    )
    parser.add_argument("--until", metavar="TIME", default="", help="when you were back; else now")


def run(args: Namespace, context: Context) -> int:
    """Say what is suspected, or assign it."""
    from coachtui.services.away import assign, suspected

    if not args.was and (args.since or args.until):
        raise UsageError("what was it? coachtui away sprint, break or discard")
    since = past(args.since, context, "--since is when you left") if args.since else None
    until = past(args.until, context, "--until is when you were back") if args.until else None
    if args.was and since:
        return carry_out(args, context, lambda desk: assign(desk, Was(args.was), since, until))
    with context.desk() as desk:
        gap = suspected(desk)
    if args.was:
        if gap is not None and gap.meeting is not None:
            raise UsageError(f"{gap.name} has not ended: coachtui meeting end {gap.meeting} --at TIME")
        if gap is None:
            raise UsageError("since when? coachtui away break --since 12:10")
        return carry_out(args, context, lambda desk: assign(desk, Was(args.was), gap.span.start, until))
    if args.json:
        from coachtui.exchange.json_view import gap as as_json

        say_json(as_json(gap, context.zone))
    elif gap is None:
        say_signs("nothing ran without you: --since names a time that you know better")
    elif gap.meeting is not None:
        due = look().wall(context.zone).moment(gap.span.start, context.now)
        say_signs(f"{gap.name} was due until {due}: coachtui meeting end {gap.meeting} --at TIME ends it")
    else:
        start = look().wall(context.zone).clock(gap.span.start)
        say_signs(
            f"{gap.name} ran since {start} and nothing was done: coachtui away sprint, break or discard"
        )
    return 0
