"""How much buffer the next working day needs, so that it holds on 8 days of 10: learnt from your own days.

Until ten days are logged a default is proposed. --apply gives the rhythm of your working days the buffers
that are proposed, as one step of undo; --backtest tells how often each rule would have held on your past,
every day judged only by the days before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out, show
from coachtui.cli.arguments import add_date
from coachtui.cli.weekdays import parse_weekdays
from coachtui.domain.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[--date DAY | --backtest | --apply [--days DAYS] | --apply-standing]"

EXAMPLES = """
coachtui forecast
coachtui forecast --backtest
coachtui forecast --apply
coachtui forecast --apply --days mon-thu
coachtui forecast --json | jq .needed_minutes
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_date(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--backtest", action="store_true", help="how often each rule would have held")
    what.add_argument("--apply", action="store_true", help="give the rhythm the buffers that are proposed")
    what.add_argument(
        "--apply-standing", action="store_true", help="give it the standing buffer that is proposed"
    )
    parser.add_argument("--days", metavar="DAYS", default="", help="with --apply: only mon-thu, or fri")


def run(args: Namespace, context: Context) -> int:
    """Print the forecast, or do what it proposes.

    Raises:
        UsageError: options that do not go together.
    """
    from coachtui.exchange import forecast_view
    from coachtui.services import forecast

    if args.days and not args.apply:
        raise UsageError("--days says where --apply goes: write both")
    if args.date and (args.apply or args.apply_standing or args.backtest):
        raise UsageError("--date is about the forecast of a day: leave it out here")
    if args.apply:
        weekdays = parse_weekdays(args.days) if args.days else ()
        return carry_out(args, context, lambda desk: forecast.apply(desk, weekdays))
    if args.apply_standing:
        return carry_out(args, context, forecast.apply_standing)
    on = context.date(args.date) if args.date else None
    with context.desk() as desk:
        today = desk.date_of(desk.now())
        if args.backtest:
            scores = forecast.backtest(desk)
            return show(
                args,
                lambda: forecast_view.table_document(scores),
                lambda look: forecast_view.table(scores, look),
            )
        view = forecast.forecast(desk, on)
    return show(
        args,
        lambda: forecast_view.document(view),
        lambda look: forecast_view.lines(view, today, look),
    )
