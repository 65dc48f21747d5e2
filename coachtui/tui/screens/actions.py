"""Open actions of all meetings: whose, until when, and what done means; settled by one key each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from coachtui.domain.text import counted
from coachtui.services.actions import owned
from coachtui.tui import commands
from coachtui.tui import meeting_intentions as about
from coachtui.tui.drawing import actions as drawing
from coachtui.tui.drawing.meeting_keys import action_key
from coachtui.tui.purposes import DUE, OWNER
from coachtui.tui.screens.sheet import SHEET, Sheet
from coachtui.tui.text import content
from coachtui.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from coachtui.services.meeting_views import ActionView
    from coachtui.tui.engine import Job
    from coachtui.tui.screens.working import Working


class ActionsScreen(Sheet):
    """The list of open actions."""

    CONTEXTS = ("actions", *SHEET)
    BINDINGS: ClassVar = commands.bindings(*CONTEXTS)

    def __init__(self, dashboard: Working, first: int | None = None) -> None:
        super().__init__(dashboard)
        self._first = action_key(first) if first else ""
        self._owner = ""
        self._is_by_deadline = False

    def draw(self) -> None:
        """The rows, and what the frame says of them."""
        view = self.snapshot.meetings if self.snapshot else None
        width = self.rows.size.width
        if view is None or not width:
            return
        shown = self.listed
        self.rows.show(drawing.rows(shown, view.today, width, self.glyphs, by_deadline=self._is_by_deadline))
        if self._first and self.rows.highlight(self._first):
            self._first = ""
        late = sum(one.is_late for one in shown)
        count = f"{len(shown)}" + (f", {late} late" if late else "")
        whose = f" of {self._owner}" if self._owner else ""
        self.frame.border_title = content(f"Open actions{whose}  {count}", "bold")
        order = "by deadline" if self._is_by_deadline else "yours first"
        self.frame.border_subtitle = content(order, "$dim")

    @property
    def listed(self) -> tuple[ActionView, ...]:
        """The actions in the order of the list."""
        view = self.snapshot.meetings if self.snapshot else None
        found = owned(view.actions, self._owner) if view else ()
        return found if self._is_by_deadline else tuple(sorted(found, key=lambda one: not one.is_yours))

    @property
    def action(self) -> ActionView | None:
        """The highlighted action; says so when there is none."""
        found = next((one for one in self.listed if action_key(one.id) == self.rows.key), None)
        if found is None:
            self.say("no action is highlighted")
        return found

    def do_action_done(self) -> None:
        """It is done."""
        self._settle("done")

    def do_action_drop(self) -> None:
        """It is no longer to be done."""
        self._settle("drop")

    def _settle(self, name: str) -> None:
        if one := self.action:
            self.intend(name, about.settled(name, (one.id or 0,)))

    def do_action_renegotiate(self) -> None:
        """Ask for another deadline."""
        one = self.action
        if one is None:
            return

        def then(text: str) -> Job:
            """Agree on it."""
            work = about.settled("renegotiate", (one.id or 0,), text)
            return self.intend("renegotiate", work, text)

        purpose = DUE._replace(id=f"due-{one.id}", title=f"{one.owner}: {one.task} by")
        self.ask(purpose, then, text=None)

    def do_action_owner(self) -> None:
        """Ask whose; every letter narrows the list."""
        self.ask(OWNER, lambda _: None, self._owner)

    def do_action_order(self) -> None:
        """Yours first, or all by deadline."""
        self._is_by_deadline = not self._is_by_deadline
        self.draw()

    def do_action_copy(self) -> None:
        """The list as Markdown."""
        from coachtui.exchange import markdown

        if shown := self.listed:
            self.app.copy_to_clipboard("\n".join(markdown.action(one) for one in shown))
            self.message.say(f"copied as Markdown: {counted(len(shown), 'action')}")
        else:
            self.say("there is no action to copy")

    @on(Prompt.Changed)
    def _typed(self, event: Prompt.Changed) -> None:
        """Narrow the list, or say what a deadline means."""
        if event.purpose is OWNER:
            self._owner = event.text.strip()
            self.draw()
        elif event.text.strip():
            self.dashboard.engine.ask(event.text, about.deadline_preview, self.post_message)

    def see_line(self, line: str, preview: Any) -> None:
        """Show what a deadline means, if the text is still that one."""
        from coachtui.tui.drawing.meeting_understanding import draw_line

        if self.prompt.is_open and self.prompt.text == line:
            self.prompt.explain(draw_line(preview, self.prompt.room, self.glyphs))
