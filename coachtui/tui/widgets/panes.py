"""The three panes: the day, what waits, and the meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from coachtui.tui.commands import Entry, bindings
from coachtui.tui.drawing import details, meetings, queue, timeline
from coachtui.tui.drawing.meeting_keys import action_key, key
from coachtui.tui.drawing.parts import Page, length
from coachtui.tui.widgets.lines import Lines
from coachtui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.item_views import ItemView
    from coachtui.services.meeting_views import ActionView, MeetingsView, MeetingView


SPELT = 38
"""Cells from which the numbers of the day are said in words."""


class TodayPane(Pane):
    """The day: sprints, buffers, meetings, and where now is."""

    BINDINGS = bindings("today")
    NUMBER = 1
    NAME = "Today"

    def page(self, width: int, height: int) -> Page:
        """The rows at this size."""
        return timeline.draw(self.snapshot, width, height, self._glyphs)

    def numbers(self, width: int) -> str:
        """Sprints and meetings done."""
        if self.snapshot is None or not self.snapshot.is_planned:
            return ""
        one = self.snapshot.summary
        booked = f"  {one.booked}/{one.buffered}m booked" if width > 56 else ""
        return (
            f"sprints {one.sprints_done}/{one.sprints}  meetings {one.meetings_done}/{one.meetings}{booked}"
            if width >= SPELT
            else f"S {one.sprints_done}/{one.sprints}  M {one.meetings_done}/{one.meetings}"
        )

    def note(self) -> str:
        """The scale, where the day is in proportion."""
        size = self.size
        step = timeline.scale(self.snapshot, size.width, size.height) if self.snapshot else 0
        return super().note() or (f"{step} min/row" if step else "")

    def to_now(self) -> None:
        """Highlight what is on now."""
        if self.snapshot:
            self.rows.highlight(timeline.current_key(self.snapshot))


class QueuePane(Pane):
    """The interruptions that wait."""

    BINDINGS = bindings("queue")
    NUMBER = 2
    NAME = "Queue"

    only: var[str] = var("")
    """Only rows that hold this text are shown."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self.details = Lines(id="details")
        self.marked: frozenset[str] = frozenset()
        """Keys of the rows that the next command takes together."""

    def compose(self) -> ComposeResult:
        """The list, and below it the details where there is room."""
        yield self.rows
        yield self.details

    def watch_only(self) -> None:
        """Another filter shows other rows."""
        self.draw()

    def on_rows_highlighted(self) -> None:
        """The details are those of the highlighted row; what all panes do is done by itself."""
        self._explain()

    def draw(self) -> None:
        """Marks of rows that are gone are gone."""
        super().draw()
        self.marked &= set(self.rows.keys)
        self._explain()

    def page(self, width: int, height: int) -> Page:
        """The rows at this size."""
        return queue.draw(self.snapshot, width, self._glyphs, self.marked, self.only)

    def numbers(self, width: int) -> str:
        """How many wait, and how long they take."""
        if self.snapshot is None:
            return ""
        one = self.snapshot.summary
        marked = f"{len(self.marked)} marked {self._glyphs.dot} " if self.marked else ""
        shown = f"/{self.only} " if self.only else ""
        minutes = f" {self._glyphs.dot} {length(one.waiting_minutes)}" if one.waiting else ""
        return f"{shown}{marked}{one.waiting}{minutes}"

    def mark(self) -> None:
        """Mark the highlighted row, or take its mark away, and go to the next."""
        if self.rows.key:
            self.marked ^= {self.rows.key}
            self.draw()
            self.rows.move(1)

    def unmark(self) -> None:
        """Take all marks away."""
        if self.marked:
            self.marked = frozenset()
            self.draw()

    @property
    def item(self) -> ItemView | None:
        """The highlighted item."""
        return self.item_of(self.rows.key)

    def item_of(self, key: str) -> ItemView | None:
        """The item of a row."""
        if not key or self.snapshot is None:
            return None
        wanted = queue.item_id(key)
        return next(
            (item for group in self.snapshot.queue for item in group.items if item.id == wanted), None
        )

    @property
    def chosen(self) -> tuple[int, ...]:
        """The items that a command takes: the marked ones, or the highlighted one."""
        keys = [key for key in self.rows.keys if key in self.marked] or [self.rows.key]
        return tuple(dict.fromkeys(queue.item_id(key) for key in keys if key))

    def _explain(self) -> None:
        """Show the details where the pane has room for them."""
        width, height = self.size
        if self.snapshot is None or width < 44 or height < 30:
            self.details.show(())
            return
        self.details.show(details.draw(self.snapshot, self.item, width, self._glyphs))


class MeetingsPane(Pane):
    """The meetings of the day, what waits, and who promised what."""

    BINDINGS = bindings("meetings")
    NUMBER = 3
    NAME = "Meetings"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self.minutes = Lines(id="minutes")
        self._seen: MeetingsView | None = None
        """What is drawn, as it was at the beginning of its minute."""

    def compose(self) -> ComposeResult:
        """The list, and below it the last minutes where there is room."""
        yield self.rows
        yield self.minutes

    def page(self, width: int, height: int) -> Page:
        """The rows at this size."""
        return meetings.draw(self.snapshot, width, height, self._glyphs, self.rows.key)

    def numbers(self, width: int) -> str:
        """What waits, what is promised, and which meeting is next."""
        return meetings.numbers(self.snapshot, width, self._glyphs) if self.snapshot else ""

    def offered(self, kind: str) -> tuple[Entry, ...]:
        """The pane's own keys; without a meeting or action only the one that adds."""
        offered = super().offered(kind)
        return offered if self.rows.key else tuple(one for one in offered if one.id == "add-meeting")

    def watch_snapshot(self) -> None:
        """Draw where something is different; the first time, what to look at first is highlighted."""
        view = self.snapshot.meetings if self.snapshot else None
        seen = view._replace(now=view.now.replace(second=0)) if view else None
        if seen is not None and seen == self._seen:
            return
        fresh = self._seen is None
        self._seen = seen
        super().watch_snapshot()
        if fresh and self.snapshot:
            self.rows.highlight(meetings.first(self.snapshot))

    def on_rows_highlighted(self) -> None:
        """The highlighted meeting says all about itself."""
        self.draw()

    def draw(self) -> None:
        """Below the list, the last minutes of the highlighted meeting's series."""
        super().draw()
        width, height = self.size
        view, one = self.snapshot.meetings if self.snapshot else None, self.meeting
        if view is None or one is None or height < 30 or width < 40:
            self.minutes.show(())
        else:
            from coachtui.tui.drawing.meeting_details import last_minutes

            self.minutes.show(last_minutes(one, view, width, self._glyphs)[: height // 2])

    @property
    def meeting(self) -> MeetingView | None:
        """The highlighted meeting; where none is, the one that runs or comes next."""
        view = self.snapshot.meetings if self.snapshot else None
        if view is None:
            return None
        return next((one for one in view.shown if key(one.id) == self.rows.key), None)

    @property
    def action(self) -> ActionView | None:
        """The highlighted action."""
        view = self.snapshot.meetings if self.snapshot else None
        if view is None:
            return None
        return next((one for one in view.actions if action_key(one.id) == self.rows.key), None)
