"""Put right what is no longer where it can be. What is still where it was promised stays there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = ""

EXAMPLES = """
coachtui reslot
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""


def run(args: Namespace, context: Context) -> int:
    """Carry it out."""
    from coachtui.services.queue import reslot

    return carry_out(args, context, reslot)
