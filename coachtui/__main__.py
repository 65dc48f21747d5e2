# PYTHON_ARGCOMPLETE_OK
"""The command `coachtui`, and `python -m coachtui`: every way out is an exit status and at most one line."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from coachtui.cli.context import Context
from coachtui.cli.front import run
from coachtui.cli.output import complain, prepare
from coachtui.domain.errors import CoachError, UnclearError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
"""The exit status after Ctrl+C, as of shells."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and say with which status to leave: 0 done, 1 refused, 2 wrong usage."""
    if argv is not None:
        return _answered(argv)
    # A command ends before it has garbage; looking for some would take a tenth of a captured line.
    gc.disable()
    try:
        return _answered(sys.argv[1:])
    finally:
        gc.freeze()


def _answered(words: Sequence[str]) -> int:
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
    complain(f"{line}; not kept: {context.unkept}" if context.unkept else line)
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


if __name__ == "__main__":
    sys.exit(main())
