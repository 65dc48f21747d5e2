"""Everything that a command prints goes through here: whole, encodable, and once."""

from __future__ import annotations

import os
import sys

from coachtui.domain.errors import CoachError
from coachtui.domain.text import one_line
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TextIO

    from coachtui.exchange.look import Look
    from coachtui.services.item_views import Outcome


def prepare() -> None:
    """Give the process two outputs that take any text, also where the caller closed them."""
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - for the process
        elif stream.errors in ("strict", "surrogateescape") and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """Write a text and a newline to standard output, now.

    Raises:
        BrokenPipeError: nobody reads it any more.
        CoachError: it cannot be written.
    """
    _write(lambda: sys.stdout.write(f"{text}\n"))


def say_bytes(data: bytes) -> None:
    """Write a document as it is to standard output, now.

    Raises:
        BrokenPipeError: nobody reads it any more.
        CoachError: it cannot be written.
    """
    _write(lambda: sys.stdout.buffer.write(data))


def _write(write: Callable[[], object]) -> None:
    try:
        write()
        sys.stdout.flush()
    except OSError as error:
        _give_up(sys.stdout)
        if isinstance(error, BrokenPipeError):
            raise
        raise CoachError(f"the answer cannot be written: {(error.strerror or str(error)).lower()}") from error


def say_lines(lines: Iterable[str]) -> None:
    """Write several lines at once."""
    say("\n".join(lines))


def say_json(document: object) -> None:
    """Write a document as JSON: indented for eyes, on one line for programs."""
    from coachtui.exchange.json_view import dumps

    say(dumps(document, pretty=sys.stdout.isatty(), ascii_only=not is_utf8()))


def say_outcome(outcome: Outcome) -> None:
    """Write what an intention did, and a line for everything that moved because of it."""
    say_signs(
        "\n".join([one_line(outcome.message), *(f"  moved {one_line(line)}" for line in outcome.moved)])
    )


def say_signs(text: str) -> None:
    """Write a text of ours with signs that standard output can show."""
    if not is_utf8():
        from coachtui.exchange.glyphs import ASCII

        text = ASCII.say(text)
    say(text)


def complain(text: str) -> None:
    """Write one line to standard error."""
    try:
        sys.stderr.write(f"coachtui: {one_line(text)}\n")
        sys.stderr.flush()
    except OSError:
        _give_up(sys.stderr)


def is_utf8() -> bool:
    """Whether standard output takes every character."""
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf8")


def look() -> Look:
    """What standard output can show, and how its reader reads times; on a terminal, width and colours."""
    from coachtui.exchange.glyphs import for_output
    from coachtui.exchange.look import Look, plain
    from coachtui.services.habits import habits

    usual = habits()
    plainly = Look(for_output(sys.stdout.encoding, os.environ), clock24=usual.clock24, week=usual.week)
    if not sys.stdout.isatty():
        return plainly
    from shutil import get_terminal_size

    from coachtui.cli.style import has_colours, paint

    width = get_terminal_size().columns
    return plainly._replace(width=width, paint=paint if has_colours() else plain)


def _give_up(stream: TextIO) -> None:
    """Send what is still to be written nowhere, so that leaving does not fail on it again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return  # the stream is no file of the system
