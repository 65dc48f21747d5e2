"""Instants as the file keeps them: UTC text of whole seconds, "2026-11-23T09:05:00Z"."""

from __future__ import annotations

from datetime import UTC, datetime

from coachtui.store.errors import StoreError


def to_text(instant: datetime) -> str:
    """The text of an aware instant; what is left of a started second is dropped.

    Raises:
        ValueError: the instant is naive, so no one knows when it was.
    """
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no zone")
    return instant.astimezone(UTC).isoformat()[:19] + "Z"


def from_text(text: str) -> datetime:
    """The aware UTC instant of a text that `to_text` wrote.

    Raises:
        StoreError: the file holds something else where an instant should be.
    """
    try:
        instant = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        instant = None
    if instant is None or instant.tzinfo is not UTC:
        raise StoreError(f"the file holds {text!r} where a time should be: run `coachtui doctor`")
    return instant
