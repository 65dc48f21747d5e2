"""Arguments that several commands share."""

from __future__ import annotations

import re

from coachtui.domain.errors import UsageError
from coachtui.domain.text import quoted
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from datetime import datetime

    from coachtui.cli.context import Context

_ID = re.compile(r"#?0*([1-9][0-9]{0,17})", re.ASCII)


def add_ids(parser: ArgumentParser) -> None:
    """The interruptions that a command is about."""
    parser.add_argument("ids", metavar="ID", nargs="+", type=item_id, help="as `coachtui queue` shows them")


def add_tasks(parser: ArgumentParser, count: str = "+") -> None:
    """The tasks of the backlog that a command is about."""
    parser.add_argument(
        "ids", metavar="TASK", nargs=count, type=task_id, help="as `coachtui backlog` shows them"
    )


def add_date(parser: ArgumentParser) -> None:
    """The day that a command is about."""
    parser.add_argument("--date", metavar="DAY", default="", help="another day: tomorrow, fri, 2026-11-25")


def item_id(text: str) -> int:
    """The id that a word is.

    Raises:
        UsageError: it is none.
    """
    return _id(text, "`coachtui queue` shows the id of each interruption")


def past(text: str, context: Context, meaning: str) -> datetime:
    """A time that is over: the last such time of the clock, or a day with one.

    `meaning` says what it is of, for when it is not.

    Raises:
        UsageError: it is still to come.
        UnclearError: it is no time.
    """
    from datetime import timedelta

    from coachtui.domain.day import resolve
    from coachtui.domain.errors import UnclearError
    from coachtui.domain.human import parse_clock, parse_moment

    now, zone, today = context.now, context.zone, context.date("")
    try:
        clock = parse_clock(text)
    except UnclearError:
        found = parse_moment(text, now, zone, today).instant
    else:
        found = resolve(today + timedelta(days=1), clock, zone)
        if found > now:
            found = resolve(today, clock, zone)
    if found > now:
        raise UsageError(f"{quoted(text)} is still to come: {meaning}")
    return found


def positive(text: str) -> int:
    """The whole number above 0 that a word is.

    Raises:
        UsageError: it is none.
    """
    if not re.fullmatch(r"0*[1-9][0-9]{0,5}", text, re.ASCII):
        raise UsageError(f"{quoted(text)} is no number of days: write 14, for example")
    return int(text)


def task_id(text: str) -> int:
    """The id of a task that a word is.

    Raises:
        UsageError: it is none.
    """
    return _id(text, "`coachtui backlog` shows the id of each task")


def ids_and_words(words: list[str]) -> tuple[list[int], str]:
    """The ids that come first, and the text of all words after them.

    Raises:
        UsageError: the first word is no id.
    """
    count = next((at for at, word in enumerate(words) if not _ID.fullmatch(word)), len(words))
    return [item_id(word) for word in words[: max(1, count)]], " ".join(words[max(1, count) :])


def _id(text: str, where: str) -> int:
    found = _ID.fullmatch(text)
    if not found:
        raise UsageError(f"{quoted(text)} is no id: {where}")
    return int(found[1])
