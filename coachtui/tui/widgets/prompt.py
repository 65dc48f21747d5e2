"""The line that is typed: one panel over the panes' lower rows, for captures and all other lines.

What is typed is kept as a draft until it is entered; Esc is always safe.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from coachtui.domain.interruption import FIRST_FIT
from coachtui.tui import commands
from coachtui.tui.drawing.parts import wrapped
from coachtui.tui.notebook import Notebook
from coachtui.tui.purposes import CAPTURE, GIVE, Purpose
from coachtui.tui.remembered import Remembered
from coachtui.tui.text import clean, content
from coachtui.tui.widgets.line import CLEARS, ENTER, Line
from coachtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from coachtui.domain.interruption import Choice
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.item_views import Preview
    from coachtui.tui.commands import Entry
    from coachtui.tui.drawing.parts import Parts


PATIENCE = 1.0
"""Seconds that the keys behind Enter wait at most for the screen."""

MOST_ROWS = 4
"""Rows that a reason may take below the line."""

MOST_LINES = 100
"""Lines of one paste that are taken in one after the other."""


class Prompt(Vertical):
    """The panel: the line, and below it what was understood."""

    BINDINGS = commands.bindings("line")

    @dataclass
    class Changed(Message):
        """The text is another."""

        purpose: Purpose
        text: str

    @dataclass
    class Submitted(Message):
        """The text was entered."""

        purpose: Purpose
        text: str
        choice: Choice
        """The buffer that was chosen for it."""
        has_more: bool = False
        """Whether further lines of a paste follow."""

    @dataclass
    class Closed(Message):
        """The panel is gone again, for either reason."""

        purpose: Purpose
        is_entered: bool = False
        """Whether the line was entered, not left."""
        text: str = ""
        """What is typed in a line that is left."""
        is_put_by: bool = False
        """Whether a line that is left has no draft, so that it is only recalled."""

    def __init__(self, glyphs: Glyphs, notes: Notebook | None = None) -> None:
        super().__init__(id="prompt")
        self.display = False
        self._glyphs = glyphs
        self._input = Line()
        self._below = Lines(id="understood")
        self._remembered = Remembered(notes or Notebook())
        self._waiting: list[str] = []
        """Lines of a paste behind the one that is typed."""
        self._completions: list[str] = []
        self._completed = ""
        self._offered = ""
        self._note = ""
        self._refusal: tuple[str, tuple[Parts, ...]] = ("", ())
        """What is typed while another line was refused, and what is said about that one."""
        self.purpose = CAPTURE
        self.names: Sequence[str] = ()
        """People, for completion."""
        self.recent: Sequence[str] = ()
        """Lines of earlier, for completion."""
        self.choice = FIRST_FIT
        """The buffer that is wanted for what is typed."""

    def compose(self) -> ComposeResult:
        """The sign, the line, and what was understood."""
        with Horizontal():
            sign = Lines(id="sign")
            sign.show((((f"{self._glyphs.prompt} ", "key"),),))
            yield sign
            yield self._input
        yield self._below

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen."""
        return bool(self.display)

    @property
    def text(self) -> str:
        """What is typed."""
        return self._input.value

    @property
    def typed(self) -> str:
        """What is typed beyond the text that it opened with."""
        return self.text.removeprefix(self._offered)

    @property
    def room(self) -> int:
        """Cells of the line below the text."""
        return max(self.screen.size.width - 4, 10)

    @property
    def offered(self) -> tuple[Entry, ...]:
        """What a footer says while this line is typed."""
        entries = commands.footer("line", is_typing=True)
        is_taken = self.purpose.is_taken_as_it_is
        return tuple(
            one._replace(title="take it too") if is_taken and one.id == "close" else one
            for one in entries
            if self.purpose is CAPTURE or one.id != "other-buffer"
        )

    def open(
        self, purpose: Purpose, text: str | None = None, *, note: str = "", by_itself: float | None = None
    ) -> None:
        """Open for a purpose, with its draft or this text.

        Args:
            purpose: what the line is for.
            text: what it holds; None for the draft.
            note: what the border says on the right, unless a draft stands there.
            by_itself: when the last key came of a text that nobody typed into this line.
        """
        if self.is_open and self.purpose is not purpose:
            self._remembered.leave(self.purpose, self.text, self._offered)
        self.purpose = purpose
        self.choice = FIRST_FIT
        self._input.flowing = by_itself
        self._refusal = ("", ())
        self._completions = []
        self.border_title = content(purpose.title, "bold")
        self._note = note
        self._input.placeholder = purpose.placeholder
        self._below.show(())
        value = self._remembered.begin(purpose, text)
        is_old = text is None and bool(value)
        self._say_beside(f"not entered last time: {CLEARS}" if is_old else note)
        self._offered = value
        self.display = True
        if value == self._input.value:
            self.post_message(self.Changed(purpose, value))
        self._input.value = value
        self._input.cursor_position = len(value)
        self.screen.set_focus(self._input)  # at once: the next key is on its way already

    def _say_beside(self, note: str) -> None:
        self.border_subtitle = content(self._glyphs.say(note))

    def borrow(self, other: Prompt) -> None:
        """Share the drafts, the lines and the people of another panel."""
        self._remembered = Remembered(other._remembered.notes)
        self.names, self.recent = other.names, other.recent

    def close(self) -> None:
        """Close; what is typed is still there next time, and so are pasted lines behind it."""
        for line in reversed(self._waiting):
            self.put_by(line)
        self._waiting = []
        is_put_by = False
        if self.purpose.is_taken_as_it_is:
            self._remembered.forget(self.purpose)
        else:
            is_put_by = self._remembered.leave(self.purpose, self.text, self._offered)
        self._shut(is_entered=False, is_put_by=is_put_by)

    def keep(self, purpose: Purpose, text: str, reason: str, note: str = "") -> bool:
        """Give a refused text back and say why; where another is typed, that stays and this can be recalled.

        Returns:
            Whether the panel is open for this purpose now; False where it stays open for what it was.
        """
        is_free = not self.is_open or (
            purpose.keeps_draft and purpose.id == self.purpose.id and not self.text
        )
        has_draft = not self.is_open and bool(self._remembered.draft(purpose))
        is_back = is_free and not has_draft
        if not is_back:
            self.put_by(text)
        if is_free:
            self.open(purpose, text if is_back else None, note=note)
        said = self.refusal(reason)
        if not is_back:
            recall = self._glyphs.say(f"{commands.key('older')} brings the refused line back")
            said = (*said, ((recall, "dim"),))
        self._refusal = self.text, said
        self.explain()
        return is_free

    def refusal(self, reason: str) -> tuple[Parts, ...]:
        """Why not, in as many lines as it takes."""
        lines = wrapped(self._glyphs.say(clean(reason)), self.room - 2, MOST_ROWS)
        signs = ((f"{self._glyphs.wrong} ", "wrong"), *[("  ", "")] * (len(lines) - 1))
        return tuple((sign, (line, "")) for sign, line in zip(signs, lines, strict=True))

    def put_by(self, text: str) -> None:
        """Keep a line where it is recalled before all others."""
        self._remembered.put_by(text)

    def lead(self, text: str, at: float) -> None:
        """Put a text before what is typed; it came by itself, the last key at this time."""
        self._input.value = text + self._input.value
        self._input.cursor_position = len(self._input.value)
        self._input.flowing = at

    def explain(self, *lines: Parts) -> None:
        """Say what was understood; why another line was refused stays until this one is changed."""
        at, refusal = self._refusal
        self._below.show((*(refusal if at == self.text else ()), *lines))

    def choose_next(self) -> None:
        """Another buffer for a captured line: the next that holds it, after the last the first fit again."""
        if self.purpose is not CAPTURE:
            self.explain((("only a captured interruption has a buffer to choose", "dim"),))
        elif self.text.strip():
            self.choice = self.choice._replace(steps=self.choice.steps + 1)
            self.post_message(self.Changed(self.purpose, self.text))
        else:
            self.explain((("type what it is first: then its buffer can be chosen", "dim"),))

    def understand(self, line: str, preview: Preview, *lines: Parts) -> None:
        """Say what a captured line means, unless text or choice is another by now."""
        if self.is_open and self.text == line and self.choice == preview.choice:
            self.choice = preview.chosen
            self.explain(*lines)

    def complete(self) -> None:
        """Complete the name or the line; again for the next one."""
        if not self._completions:
            self._completions = self._matching(self.text)
        if self._completions:
            self._input.value = self._completed = self._completions.pop(0)
            self._input.cursor_position = len(self._input.value)

    def recall(self, step: int) -> None:
        """The line before, or the one after."""
        text = self._remembered.recall(step, self.text)
        if text is not None:
            self._input.value = text
            self._input.cursor_position = len(text)

    async def takes(self, event: events.InputEvent | events.Paste) -> bool:
        """Take a key or a paste in the order of typing; whether it was one for the line.

        What comes right behind Enter or Esc is no part of the line, and finds the screen as it is by then.
        """
        if self.screen.focused is not self._input:
            return False
        if isinstance(event, events.Paste):
            await self._take_paste(event.text)
            return True
        return isinstance(event, events.Key) and await self._take_key(event)

    async def _take_key(self, event: events.Key) -> bool:
        bound = self.screen.active_bindings.get(event.key)
        if bound is not None and bound.binding.priority:
            return False
        is_taken = await self._input.take(event)
        if not is_taken and bound is not None and bound.binding.action == ENTER:
            self.enter()
            is_taken = True
        elif not is_taken and bound is not None and bound.node is self and bound.enabled:
            is_taken = await self.app.run_action(bound.binding.action, self)
        if not self.is_open:
            await self._caught_up()
            await self._go_on()
        return is_taken

    async def _take_paste(self, text: str) -> None:
        """Put a paste where the cursor is; where lines are asked for one by one, each of its lines is one."""
        at = self._input.cursor_position
        lines = f"{self.text[:at]}{text}{self.text[at:]}".splitlines()
        lines = [line for one in lines if (line := clean(one).strip())]
        if not self.purpose.is_repeated or len(lines) < 2:
            self._input.take_paste(text)
        elif len(lines) > MOST_LINES:
            said = f"{len(lines)} lines at once are too many: nothing is pasted, {MOST_LINES} can be"
            self.explain(*self.refusal(said))
        else:
            self._input.value = ""
            self._waiting = lines
            await self._go_on()

    async def _go_on(self) -> None:
        """Enter the lines that wait, until one of them is refused and stays in the field."""
        while self._waiting and self.is_open and not self.text:
            self._input.value = self._waiting.pop(0)
            self.enter()
            await self._caught_up()
        if self._waiting and self.is_open:
            count = len(self._waiting)
            self._say_beside(f"then {count} more pasted line{'s' if count > 1 else ''}")

    async def _caught_up(self) -> None:
        """Wait until the screen has done what is to be done about a line that is entered or left."""
        done = asyncio.Event()
        if self.screen.call_later(done.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), PATIENCE)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """Pass it on; completions are for the text as it was."""
        event.stop()
        text = self.text
        if text != self._completed:
            self._completions = []
        if not text:
            self._say_beside(self._note)
        if self.is_open:
            self.post_message(self.Changed(self.purpose, text))
            self._remembered.type(self.purpose, text, self._offered)

    def enter(self) -> None:
        """Enter: the text leaves the line."""
        purpose, text = self.purpose, self.text.strip()
        self._remembered.enter(purpose, text)
        self._shut(is_entered=True)
        self._input.value = ""
        self.screen.post_message(self.Submitted(purpose, text, self.choice, has_more=bool(self._waiting)))

    def _shut(self, *, is_entered: bool, is_put_by: bool = False) -> None:
        if not self.is_open:
            return
        self.display = False
        if self.purpose.is_live:
            self.screen.post_message(self.Changed(self.purpose, self.text))
        self.screen.post_message(self.Closed(self.purpose, is_entered, self.text.strip(), is_put_by))

    def _matching(self, text: str) -> list[str]:
        """What the text could become."""
        begun = text.casefold()
        names = [name for name in self.names if name.casefold().startswith(begun)]
        if self.purpose is GIVE:
            return names
        if self.purpose.offers:
            return [line for line in self.recent if line.casefold().startswith(begun)]
        lines = [line for line in self.recent if begun and line.casefold().startswith(begun)]
        return [f"{name}: " for name in names if ":" not in text] + lines
