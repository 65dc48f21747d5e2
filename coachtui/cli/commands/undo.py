"""Take back the last thing that was done, also from another terminal. Once more takes back the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = ""

EXAMPLES = """
coachtui undo
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""


def run(args: Namespace, context: Context) -> int:
    """Carry it out."""
    from coachtui.services.history import undo

    return carry_out(args, context, undo)
