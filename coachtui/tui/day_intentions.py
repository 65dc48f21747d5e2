"""What commands about sprints, blocks and cards ask of the services: one call each.

As in `intentions`, a service is imported when it is first asked, on the engine's thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachtui.domain.away import Was
    from coachtui.domain.block_text import BlockLine
    from coachtui.domain.span import Span
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome
    from coachtui.tui.engine import Work

STEP = 5
"""Minutes by which one key makes something longer or shorter, or moves it."""


def on_sprint(name: str, *, note: str = "", minutes: int = 0, block: int | None = None) -> Work:
    """Start, pause, resume, extend or park the sprint, note where it was; finish what the clock runs for."""

    def work(desk: Desk) -> Outcome:
        """One call of the sprints."""
        from coachtui.services import finishing, sprints

        match name:
            case "start":
                return sprints.start(desk, block)
            case "note":
                return sprints.note(desk, note, block)
            case "extend":
                return sprints.extend(desk, minutes)
            case "park":
                return sprints.park(desk, note)
        return {"pause": sprints.pause, "resume": sprints.resume, "finish": finishing.finish}[name](desk)

    return work


def on_block(name: str, number: int, *, minutes: int = 0, title: str = "") -> Work:
    """Move, swap, resize, rename or remove a block of the day."""

    def work(desk: Desk) -> Outcome:
        """One call of the blocks."""
        from coachtui.services import blocks

        match name:
            case "move":
                return blocks.move(desk, number, minutes)
            case "swap":
                return blocks.swap(desk, number, later=minutes > 0)
            case "resize":
                return blocks.resize(desk, number, minutes)
            case "rename":
                return blocks.rename(desk, number, title)
        return blocks.remove(desk, number)

    return work


def added(line: BlockLine) -> Work:
    """Add a block to the day."""

    def work(desk: Desk) -> Outcome:
        """One call of the blocks."""
        from coachtui.services import blocks

        return blocks.add(desk, line.kind, line.title, line.start, line.minutes)

    return work


def begun(number: int) -> Work:
    """Deal with an interruption now."""

    def work(desk: Desk) -> Outcome:
        """One call of the queue."""
        from coachtui.services import queue

        return queue.begin(desk, number)

    return work


def edited(number: int, line: str) -> Work:
    """Understand an interruption again."""

    def work(desk: Desk) -> Outcome:
        """One call of the queue."""
        from coachtui.services import queue

        return queue.edit(desk, number, line)

    return work


def declined(ids: Sequence[int], reason: str) -> Work:
    """Say no to whoever asked."""

    def work(desk: Desk) -> Outcome:
        """One call of the queue."""
        from coachtui.services import queue

        return queue.decline(desk, ids, reason)

    return work


def snoozed(ids: Sequence[int], until: str) -> Work:
    """Move interruptions to a time that was typed."""

    def work(desk: Desk) -> Outcome:
        """One call of the queue."""
        from coachtui.services import queue

        return queue.defer(desk, ids, until)

    return work


def told(ids: Sequence[int]) -> Work:
    """Another time is told to whoever asked."""

    def work(desk: Desk) -> Outcome:
        """One call of the ledger."""
        from coachtui.services import ledger

        return ledger.tell(desk, ids)

    return work


def assigned(was: Was, span: Span) -> Work:
    """Say what a stretch was in which the clock ran and nobody was there."""

    def work(desk: Desk) -> Outcome:
        """One call of what was away."""
        from coachtui.services import away

        return away.assign(desk, was, span.start, span.end)

    return work
