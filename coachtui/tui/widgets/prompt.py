"""The line that is typed: one panel over the panes' lower rows, for captures and all other lines.

What is typed is kept as a draft until it is entered; Esc is always safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from coachtui.domain.interruption import FIRST_FIT
from coachtui.tui import commands
from coachtui.tui.notebook import Notebook
from coachtui.tui.purposes import CAPTURE, GIVE, Purpose
from coachtui.tui.text import content
from coachtui.tui.widgets.line import CLEARS, Line
from coachtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from coachtui.domain.interruption import Choice
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.item_views import Preview
    from coachtui.tui.commands import Entry
    from coachtui.tui.drawing.parts import Parts


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

    @dataclass
    class Closed(Message):
        """The panel is gone again, for either reason."""

        purpose: Purpose
        is_entered: bool = False
        """Whether the line was entered, not left."""

    def __init__(self, glyphs: Glyphs, notes: Notebook | None = None) -> None:
        super().__init__(id="prompt")
        self.display = False
        self._glyphs = glyphs
        self._input = Line()
        self._below = Lines(id="understood")
        self._notes = notes or Notebook()
        self._at = 0
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
    def _drafts(self) -> dict[str, str]:
        return self._notes.lines

    @property
    def _past(self) -> list[str]:
        return self._notes.past

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
        return tuple(one for one in entries if self.purpose is CAPTURE or one.id != "other-buffer")

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
        if self.is_open and self.purpose is not purpose and self.purpose.keeps_draft:
            self._drafts[self.purpose.id] = self.text
        self.purpose = purpose
        self.choice = FIRST_FIT
        self._input.flowing = by_itself
        self._refusal = ("", ())
        self._at = len(self._past)
        self._completions = []
        self.border_title = content(purpose.title, "bold")
        self._note = note
        self._input.placeholder = purpose.placeholder
        self._below.show(())
        value = self._drafts.get(purpose.id, "") if text is None else text
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
        self._notes = other._notes
        self.names, self.recent = other.names, other.recent

    def close(self) -> None:
        """Close; what is typed is still there next time."""
        self._shut(is_entered=False)

    def keep(self, purpose: Purpose, text: str, reason: str, note: str = "") -> bool:
        """Give a refused text back and say why; where another is typed, that stays and this can be recalled.

        Returns:
            Whether the panel is open for this purpose now; False where it stays open for what it was.
        """
        is_free = not self.is_open or (
            purpose.keeps_draft and purpose.id == self.purpose.id and not self.text
        )
        has_draft = not self.is_open and purpose.keeps_draft and bool(self._drafts.get(purpose.id))
        is_back = is_free and not has_draft
        if not is_back:
            self._put_by(text)
        if is_free:
            self.open(purpose, text if is_back else None, note=note)
        said: Parts = ((f"{self._glyphs.wrong} ", "wrong"), (reason, ""))
        if is_back:
            self._refusal = self.text, (said,)
        else:
            recall = self._glyphs.say(f"{commands.key('older')} brings the refused line back")
            self._refusal = self.text, (said, ((recall, "dim"),))
        self.explain()
        return is_free

    def _put_by(self, text: str) -> None:
        """Keep a line where it is recalled before all others."""
        is_newest = self._at == len(self._past)
        if self._past[-1:] != [text]:
            self._past.append(text)
        if is_newest:
            self._at = len(self._past)
        self._notes.changed()

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
        at = self._at + step
        if 0 <= at <= len(self._past):
            if self._at == len(self._past):
                self._drafts[self.purpose.id] = self.text
            self._at = at
            newest = self._drafts.get(self.purpose.id, "")
            self._input.value = self._past[at] if at < len(self._past) else newest
            self._input.cursor_position = len(self._input.value)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """Pass it on; completions are for the text as it was."""
        event.stop()
        if event.value != self._completed:
            self._completions = []
        if not event.value:
            self._say_beside(self._note)
        if self.is_open:
            self.post_message(self.Changed(self.purpose, event.value))
            if self.purpose.keeps_draft and self._at == len(self._past):
                self._drafts[self.purpose.id] = event.value
                self._notes.changed()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter: the text leaves the line."""
        event.stop()
        text = self.text.strip()
        purpose = self.purpose
        if text and purpose.keeps_draft:
            self._past.append(text)
        self._drafts.pop(purpose.id, None)
        self._input.value = ""
        self._shut(is_entered=True)
        self._drafts.pop(purpose.id, None)
        self._notes.changed()
        self.post_message(self.Submitted(purpose, text, self.choice))

    def _shut(self, *, is_entered: bool) -> None:
        if not self.is_open:
            return
        if self.purpose.keeps_draft:
            self._drafts[self.purpose.id] = self.text
            self._notes.changed()
        self.display = False
        self.post_message(self.Closed(self.purpose, is_entered))

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
