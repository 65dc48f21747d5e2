"""Show the rhythm of the week, or set that of some weekdays: hours, lengths, breaks.

Times are wall-clock times, lengths are minutes or such as 1h30m.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show
from coachtui.cli.output import say_outcome
from coachtui.cli.weekdays import parse_weekdays
from coachtui.domain.human import parse_clock_range, parse_minutes
from coachtui.domain.rhythm import StandingBreak
from coachtui.domain.text import clean_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from coachtui.cli.context import Context
    from coachtui.domain.rhythm import Rhythm
    from coachtui.exchange.look import Look

USAGE = "[DAYS] [OPTION ...]"

EXAMPLES = """
coachtui rhythm
coachtui rhythm mon-fri --hours 09:00-17:30 --sprint 45 --buffer 15 --every 2
coachtui rhythm fri --hours 09:00-13:00 --break 11:00-11:15=Coffee
coachtui rhythm mon-fri --standing 10:15-10:30=Bob
coachtui rhythm sat,sun --off
"""


LENGTHS = {
    "sprint": "how long a sprint lasts at most",
    "buffer": "how long a buffer lasts",
    "end-buffer": "the buffer that ends the day",
    "reserve": "the part of it that is kept free for overrun",
    "meeting-buffer": "the buffer straight after every meeting",
}
"""The lengths of a rhythm, and what they are."""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("days", metavar="DAYS", nargs="?", default="", help="mon-fri, or sat,sun, or wed")
    parser.add_argument(
        "--hours", metavar="FROM-TO", type=parse_clock_range, help="the working hours: 09:00-17:30"
    )
    for name, text in LENGTHS.items():
        parser.add_argument(f"--{name}", metavar="LENGTH", type=_length, help=text)
    parser.add_argument("--every", metavar="N", type=int, help="a buffer after every so many sprints")
    breaks = parser.add_mutually_exclusive_group()
    breaks.add_argument(
        "--break",
        dest="breaks",
        metavar="FROM-TO[=NAME]",
        type=_standing_break,
        action="append",
        help="a break of every such day; once for each",
    )
    breaks.add_argument("--no-breaks", dest="breaks", action="store_const", const=[], help="no break at all")
    standing = parser.add_mutually_exclusive_group()
    standing.add_argument(
        "--standing",
        dest="standing",
        metavar="FROM-TO[=NAME]",
        type=_standing_buffer,
        action="append",
        help="a buffer of every such day, for who comes then anyway",
    )
    standing.add_argument(
        "--no-standing", dest="standing", action="store_const", const=[], help="no standing buffer"
    )
    working = parser.add_mutually_exclusive_group()
    working.add_argument("--on", dest="working", action="store_true", default=None, help="a working day")
    working.add_argument("--off", dest="working", action="store_false", help="a day off")


def run(args: Namespace, context: Context) -> int:
    """Set what was told, or print the week.

    Raises:
        UsageError: something is to be set, but not for which days.
    """
    from coachtui.exchange import json_view, text_view
    from coachtui.services.rhythms import change_rhythm, week

    weekdays = parse_weekdays(args.days) if args.days else ()
    fields = _told(args)
    with context.desk() as desk:
        outcome = change_rhythm(desk, weekdays, lambda rhythm: _changed(rhythm, fields)) if fields else None
        rhythms = week(desk)
    if outcome is not None and not args.json:
        say_outcome(outcome)
    chosen = weekdays or range(7)

    def lines(look: Look) -> list[str]:
        """The chosen days, in the order of the reader's week."""
        found = zip(look.week, text_view.rhythms(rhythms, look), strict=True)
        return [row for weekday, row in found if weekday in chosen]

    return show(args, lambda: json_view.rhythms(rhythms), lines)


def _told(args: Namespace) -> dict[str, Any]:
    """The fields of a rhythm that the options set."""
    names = [*(name.replace("-", "_") for name in LENGTHS), "every", "working"]
    fields = {name: value for name in names if (value := getattr(args, name)) is not None}
    if args.hours:
        fields |= {"working": True, "opens": args.hours[0], "closes": args.hours[1], **fields}
    for name in ("breaks", "standing"):
        if getattr(args, name) is not None:
            fields[name] = getattr(args, name)
    return fields


def _changed(rhythm: Rhythm, fields: dict[str, Any]) -> Rhythm:
    """The rhythm with these fields; breaks and standing buffers leave each other alone."""
    breaks = fields.get("breaks", [one for one in rhythm.breaks if not one.is_buffer])
    standing = fields.get("standing", [one for one in rhythm.breaks if one.is_buffer])
    lengths = {name: value for name, value in fields.items() if name not in ("breaks", "standing")}
    return rhythm._replace(**lengths, breaks=tuple(sorted([*breaks, *standing])))


def _length(text: str) -> int:
    """A length, which may be none at all."""
    return 0 if text in ("0", "0m") else parse_minutes(text)


def _standing_break(text: str) -> StandingBreak:
    span, _, name = text.partition("=")
    start, end = parse_clock_range(span)
    return StandingBreak(start, end, clean_line(name) or "Break")


def _standing_buffer(text: str) -> StandingBreak:
    rest = _standing_break(text)
    return rest._replace(title=rest.title if "=" in text else "Buffer", is_buffer=True)
