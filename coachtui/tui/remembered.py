"""What is remembered of the lines that are typed: the draft of each, and what was entered before.

No text that was typed is dropped: what is not entered is a draft, or is recalled like a line that was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.tui.notebook import TYPED

if TYPE_CHECKING:
    from coachtui.tui.notebook import Notebook
    from coachtui.tui.purposes import Purpose


class Remembered:
    """The drafts and the earlier lines, for one panel at a time."""

    def __init__(self, notes: Notebook) -> None:
        self.notes = notes
        self._at = 0
        self._newest = ""
        """What was typed before an earlier line was recalled."""

    @property
    def is_recalling(self) -> bool:
        """Whether an earlier line is shown, not the one that is typed."""
        return self._at < len(self.notes.past)

    def draft(self, purpose: Purpose) -> str:
        """What was typed for this and not entered."""
        return self.notes.lines.get(purpose.id, "") if purpose.keeps_draft else ""

    def begin(self, purpose: Purpose, text: str | None) -> str:
        """A line is opened, with its draft or with a text, before which its draft makes room. Returns it."""
        draft = self.draft(purpose)
        if text is None:
            text = draft
        elif draft.strip() and draft != text:
            self.put_by(draft)
        self._at = len(self.notes.past)
        return text

    def type(self, purpose: Purpose, text: str, offered: str) -> None:
        """Another text is typed; without a draft of its own it is kept where it is not the offered one."""
        if self.is_recalling or purpose.is_live:
            return
        if purpose.keeps_draft:
            self.notes.lines.pop(purpose.id, None)  # the latest is the last
            self.notes.lines[purpose.id] = text
        else:
            self.notes.lines[TYPED] = "" if text == offered else text
        self.notes.changed()

    def enter(self, purpose: Purpose, text: str) -> None:
        """A line is entered: it is no draft any more, and can be recalled."""
        if self.is_recalling:
            self.put_by(self._newest)
        if text and purpose.keeps_draft:
            self.notes.past.append(text)
        self.forget(purpose)

    def leave(self, purpose: Purpose, text: str, offered: str) -> bool:
        """A line is left: it is a draft; whether it has none and can only be recalled."""
        if self.is_recalling and text == self.notes.past[self._at]:
            text = self._newest
        elif self.is_recalling:
            self.put_by(self._newest)
        self.notes.lines.pop(TYPED, None)
        is_put_by = not (purpose.keeps_draft or purpose.is_live) and text.strip() not in ("", offered.strip())
        if purpose.keeps_draft:
            self.notes.lines[purpose.id] = text
        elif is_put_by:
            self.put_by(text)
        self.notes.changed()
        return is_put_by

    def forget(self, purpose: Purpose) -> None:
        """What is typed for this is in good hands."""
        self.notes.lines.pop(purpose.id if purpose.keeps_draft else TYPED, None)
        self.notes.changed()

    def recall(self, step: int, text: str) -> str | None:
        """The line before the one that is shown, or the one after it; None where there is none."""
        at = self._at + step
        if not 0 <= at <= len(self.notes.past):
            return None
        if not self.is_recalling:
            self._newest = text
        self._at = at
        return self.notes.past[at] if self.is_recalling else self._newest

    def put_by(self, text: str) -> None:
        """Keep a line where it is recalled before all others."""
        is_newest = not self.is_recalling
        if text.strip() and self.notes.past[-1:] != [text]:
            self.notes.past.append(text)
        if is_newest:
            self._at = len(self.notes.past)
        self.notes.changed()
