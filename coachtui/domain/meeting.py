"""A meeting: a fixed span with a purpose and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coachtui.domain.span import Span


class Meeting(NamedTuple):
    """What a meeting is for and who is there; its span is a block of the day."""

    title: str
    span: Span
    purpose: str = ""
    attendees: tuple[str, ...] = ()
    """Names, without you."""
    id: int | None = None
