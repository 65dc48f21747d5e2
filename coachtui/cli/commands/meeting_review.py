"""The end-game review of a meeting, five steps: a meeting is over only when it commits people.

  1 highlights and decisions (=)     2 purpose accomplished? yes, partly, no, and why
  3 actions: Raj: headcount table by fri => linked in wiki
  4 open items, each with an owner   5 when to meet again, who facilitates, who comes

On a terminal each step is asked for, and an empty line leads to the next; every line is kept at once, and
Ctrl+D leaves the draft for later. With --from the draft becomes what a text says: the same lines, with an
empty line between the steps or a heading such as "Actions:" before each. It is closed when nothing is
missing; else it says what, and the draft stays.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coachtui.cli.answering import show
from coachtui.cli.files import read_text
from coachtui.cli.meeting_answering import add_meeting, chosen
from coachtui.cli.output import say, say_json, say_outcome
from coachtui.domain.errors import CoachError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context
    from coachtui.services.meeting_views import ReviewView

USAGE = "[MEETING] [--from FILE] [--draft | --text | --reopen]"

EXAMPLES = """
coachtui meeting review
coachtui meeting review 3 --text > review.txt   its notes and lines so far, to go on with in an editor
coachtui meeting review 3 --from review.txt
coachtui meeting review 3 --reopen         correct minutes that are closed; they will say so
coachtui meeting review 3 --draft --json   what is written so far, and what is missing
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser)
    parser.add_argument(
        "--from", metavar="FILE", dest="file", help="the lines as a text; - is standard input"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--draft", action="store_true", help="do not close it: show what is written and missing")
    how.add_argument("--text", action="store_true", help="do not close it: print the text that --from reads")
    how.add_argument("--reopen", action="store_true", help="correct a review that is closed")


def run(args: Namespace, context: Context) -> int:
    """Write the review and close it, or show the draft.

    Raises:
        CoachError: something is missing; what is written is kept.
    """
    from coachtui.services import reviews

    text = read_text(args.file) if args.file else None
    asks = text is None and not (args.draft or args.text or args.json) and _is_typed()
    with context.desk() as desk:
        number = chosen(args, desk)
        draft = reviews.reopen(desk, number) if args.reopen else reviews.begin(desk, number)
        if text is not None:
            draft = reviews.read(desk, number, text)
        elif asks:
            from coachtui.cli.review_prompts import ask_review

            if not ask_review(desk, number, draft):
                say(f"the draft is kept: `coachtui meeting review {number}` goes on with it")
                return 0
        elif args.text:
            from coachtui.domain.review_text import format_review

            say(format_review(draft.review))
            return 0
        elif args.draft or args.reopen:
            return _show(args, context, draft)
        if draft.problems and not asks:
            _show(args, context, draft)
            count = f", and {len(draft.problems) - 1} more" if len(draft.problems) > 1 else ""
            raise CoachError(f"not closed, the draft is kept: {draft.problems[0].sentence}{count}")
        said = reviews.close(desk, number)
    if args.json:
        from coachtui.exchange.meeting_json import answer

        say_json(answer(said, context.zone))
    else:
        say_outcome(said.outcome)
    return 0


def _is_typed() -> bool:
    """Whether someone is there to be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def _show(args: Namespace, context: Context, draft: ReviewView) -> int:
    from coachtui.exchange import meeting_json, meeting_lines

    return show(
        args,
        lambda: meeting_json.review(draft, context.zone),
        lambda look: meeting_lines.review(draft, context.zone, context.now, look),
    )
