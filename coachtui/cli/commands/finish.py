"""What the clock runs for is done: an interruption, else the sprint that has begun.

Minutes that a sprint leaves go to the next buffer; the next sprint is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import change_day

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = ""

EXAMPLES = """
coachtui finish
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""


def run(args: Namespace, context: Context) -> int:
    """Finish it."""
    from coachtui.services.finishing import finish

    return change_day(args, context, finish)
