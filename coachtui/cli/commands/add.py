"""Take in what arrived. One line becomes an interruption with a place in a buffer and a promise.

The line may say who, how long and how urgent; nothing but the text is required. Without TEXT one line
is read as it is typed, so that the shell touches neither ! nor # nor quotes; of a pipe or a file each
line is one interruption, with a promise of its own.

With --at and --took what is over is logged: the minutes are taken off the sprint whose clock ran then, and
the next buffers repay them.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from coachtui.cli.output import say_json, say_outcome
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.interruption import SIGNS, Urgency
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from datetime import datetime

    from coachtui.cli.context import Context
    from coachtui.services.item_views import Outcome

USAGE = "[TEXT ...] [-u | --now [--resume NOTE] | --later] [--at TIME] [--took LENGTH]"

EXAMPLES = """
coachtui add                             then type: Bob: invoice question 10m !
coachtui add -u Bob: invoice question 10m
coachtui add 'Ana: sign the NDA 2m >14:00 -- ask for the blue folder'
coachtui add --now 'Kim: server down' --resume 'section 3, next: the table'
coachtui add --took 6m 'Sam: logo file'  it is dealt with already
coachtui add --at 10:05 --took 15m 'Bob: printer'
coachtui add < asks.txt                  each line is one
tmux: bind-key -n M-i display-popup -E -w 72 -h 5 "coachtui add"

Name: who asked       10m, 1h30m   how long     ! urgent   !! now   ~ can wait
@name give it away    >14:00 >fri  not before   <16:00 due          -- a note
"""

PLAIN: dict[str, object] = {"text": (), "urgency": None, "resume": "", "at": "", "took": None}
"""What the arguments are without options."""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "text", metavar="TEXT", nargs="*", help="what arrived; read from a line when left out"
    )
    urgency = parser.add_mutually_exclusive_group()
    for flags, value, text in (
        (("-u", "--urgent"), Urgency.URGENT, "like ! in the text: before normal items"),
        (("--now",), Urgency.NOW, "like !!: break the sprint"),
        (("--later",), Urgency.LATER, "like ~: it can wait"),
    ):
        urgency.add_argument(*flags, dest="urgency", action="store_const", const=value, help=text)
    parser.add_argument("--resume", metavar="NOTE", help="where the sprint was that !! or --now breaks")
    parser.add_argument("--at", metavar="TIME", help="when it arrived, if that was earlier: 9:40")
    parser.add_argument("--took", metavar="LENGTH", help="it is dealt with, and took so long: 5m")
    parser.set_defaults(**PLAIN)


def run(args: Namespace, context: Context) -> int:
    """Capture each line and say what was promised; a line that is refused is echoed with those behind it."""
    text = readable(" ".join(args.text))
    lines = iter([text]) if text else _read_lines()
    context.unkept = line = next(lines, "")
    from coachtui.services.capture import capture

    at = _arrival(args.at, context) if args.at else None
    took = _minutes(args.took) if args.took else None
    try:
        with context.desk() as desk:
            while True:
                wanted = signed(line, SIGNS[args.urgency]) if args.urgency else line
                outcome = capture(desk, wanted, at=at, took=took, resume=args.resume)
                with suppress(BrokenPipeError):  # whoever reads the answers had enough: the lines still count
                    _answer(outcome, args, context)
                if not (line := next(lines, "")):
                    break
                context.unkept = line
    except CoachError:
        context.unkept = "\n".join([context.unkept, *lines]).strip()
        raise
    return 0


def _answer(outcome: Outcome, args: Namespace, context: Context) -> None:
    """Say what was promised; nothing of the line can be lost any more."""
    context.unkept = ""
    if args.json:
        from coachtui.exchange.json_view import captured

        say_json(captured(outcome, context.zone))
    else:
        say_outcome(outcome)


def readable(text: str) -> str:
    """The text with a sign for every byte that is no UTF-8, as Python's arguments hide them."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def signed(line: str, sign: str) -> str:
    """The line with a sign of urgency where the grammar reads it: before the note, glued to a bare number."""
    head, dashes, note = line.partition(" -- ")
    head = head.rstrip()
    gap = "" if head.rpartition(" ")[2].isdigit() else " "
    return f"{head}{gap}{sign}{dashes}{note}"


def _read_lines() -> Iterator[str]:
    """The lines of standard input that say something; one with a prompt where someone types it."""
    if sys.stdin is None:
        raise UsageError("nothing to add: say what arrived, for example: coachtui add Bob: invoice question")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    if sys.stdin.isatty():
        if sys.stdout.isatty():
            yield _prompted()
            return
        sys.stderr.write("> ")
        sys.stderr.flush()
        yield sys.stdin.readline().rstrip("\r\n")
    else:
        yield from (line.rstrip("\r\n") for line in sys.stdin if line.strip())


def _prompted() -> str:
    """A line with the editing keys of a shell, where Python was built with them."""
    from contextlib import suppress

    with suppress(ImportError):
        import readline  # noqa: F401 - input() uses it
    try:
        return input("> ")
    except EOFError:
        return ""


def _arrival(text: str, context: Context) -> datetime:
    from coachtui.cli.arguments import past

    return past(text, context, "--at is when it arrived")


def _minutes(text: str) -> int:
    from coachtui.domain.human import parse_minutes

    return parse_minutes(text)
