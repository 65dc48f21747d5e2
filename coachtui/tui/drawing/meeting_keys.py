"""What the rows of the third pane stand for."""

from __future__ import annotations


def key(meeting: int | None) -> str:
    """The key of a meeting's row."""
    return f"meeting-{meeting}"


def action_key(action: int | None) -> str:
    """The key of an action's row."""
    return f"action-{action}"
