"""Lines that someone types at a prompt."""

from __future__ import annotations

from contextlib import suppress


def ask(prompt: str) -> str | None:
    """A line with the editing keys of a shell, where Python was built with them; None at the end of input."""
    with suppress(ImportError):
        import readline  # noqa: F401 - input() uses it
    try:
        return input(prompt)
    except EOFError:
        return None
