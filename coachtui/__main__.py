# PYTHON_ARGCOMPLETE_OK
"""The command `coachtui`, and `python -m coachtui`."""

from __future__ import annotations

import gc
import sys

from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and say with which status to leave: 0 done, 1 refused, 2 wrong usage."""
    if argv is not None:
        return _answer(argv)
    # A command ends before it has garbage; looking for some would take a tenth of a captured line.
    gc.disable()
    try:
        return _answer(sys.argv[1:])
    finally:
        gc.freeze()


def _answer(words: Sequence[str]) -> int:
    from coachtui.cli.process import answer

    return answer(words)


if __name__ == "__main__":
    sys.exit(main())
