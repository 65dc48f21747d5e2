"""One command line from its words to an exit status: every way out is at most one line, never a traceback."""

from __future__ import annotations

import os

from coachtui.cli.context import Context
from coachtui.cli.front import run
from coachtui.cli.output import complain, prepare
from coachtui.domain.errors import CoachError, UnclearError, UsageError
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
"""The exit status after Ctrl+C, as of shells."""


def answer(words: Sequence[str]) -> int:
    """Run one command line: 0 done, 1 refused, 2 wrong usage."""
    prepare()
    if "_ARGCOMPLETE" in os.environ:
        from coachtui.cli.completion import complete

        complete()
    context = Context()
    try:
        return run(words, context)
    except SystemExit as done:  # argparse has shown a help
        return done.code if isinstance(done.code, int) else 0
    except UsageError as error:
        return _refuse(_with_choices(error), context, 2)
    except CoachError as error:
        return _refuse(str(error), context)
    except KeyboardInterrupt:
        return _refuse("interrupted", context, INTERRUPTED) if context.unkept else INTERRUPTED
    except BrokenPipeError:
        return 0  # whoever read the answer had enough of it
    except Exception as error:
        return _refuse(_fault(error), context)


def _refuse(line: str, context: Context, status: int = 1) -> int:
    first, *others = context.unkept.split("\n")
    complain(f"{line}; not kept: {first}" if first else line)
    for one in others:
        complain(f"not kept: {one}")
    return status


def _with_choices(error: UsageError) -> str:
    line = str(error)
    choices = error.choices if isinstance(error, UnclearError) else ()
    missing = [choice for choice in choices if choice not in line]
    return f"{line}: {' or '.join(missing)}" if missing else line


def _fault(error: Exception) -> str:
    """A fault of ours in one line; where it happened goes into a file, without the user's words."""
    from coachtui.tui import crash

    try:
        where = f"details: {crash.write(error)}"
    except OSError:
        where = "details could not be written"
    return f"stopped because of a fault ({type(error).__name__}); your file is safe; {where}"
