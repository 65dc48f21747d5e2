"""Lines about meetings while they are typed: what each means is shown at every key, before Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on

from coachtui.tui import meeting_intentions as about
from coachtui.tui.screens.days import Days
from coachtui.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachtui.tui.drawing.parts import Parts


class MeetingLines(Days):
    """The part of the dashboard that understands lines about meetings."""

    @on(Prompt.Changed)
    def _about_meeting_typed(self, event: Prompt.Changed) -> None:
        """Show what a line about a meeting means."""
        kind, _, number = event.purpose.id.partition("-")
        text = event.text
        if kind == "meeting":
            if text.strip():
                self.engine.ask(text, about.new_preview)
            else:
                from coachtui.tui.drawing.meeting_understanding import GRAMMAR

                self.prompt.explain(GRAMMAR)
        elif kind == "change":
            self.engine.ask(text, about.line_preview(int(number)))
        elif kind == "move" and text.strip():
            self.engine.ask(text, about.move_preview(int(number)))
        elif kind == "note" and text.strip():
            self.engine.ask(text, about.note_preview)
        elif kind == "there":
            self.engine.ask(text, about.people_preview(int(number)))
        elif kind == "due" and text.strip():
            self.engine.ask(text, about.deadline_preview)

    def explained(self, preview: Any) -> Sequence[Parts]:
        """What a line means, as lines."""
        from coachtui.services.meeting_previews import LinePreview, MeetingPreview
        from coachtui.tui.drawing import meeting_understanding as understanding

        room = self.prompt.room
        if isinstance(preview, LinePreview):
            return (understanding.draw_line(preview, room, self.glyphs),)
        if isinstance(preview, MeetingPreview):
            assert self.snapshot is not None
            if self.prompt.purpose.id.startswith("change"):
                self.prompt.recent = preview.offers
                return understanding.draw_change(preview, room, self.glyphs)
            return (understanding.draw(preview, self.snapshot, room, self.glyphs),)
        return super().explained(preview)
