"""A question that is answered by one line: what it is for, and what the line then does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from textual import on
from textual.screen import Screen

from coachtui.tui import commands
from coachtui.tui.drawing import understanding
from coachtui.tui.purposes import BLOCK, EDIT, PARK, RESUME
from coachtui.tui.screens.line_keys import LineKeys
from coachtui.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.item_views import ItemView
    from coachtui.tui.engine import Job
    from coachtui.tui.purposes import Purpose


class Asked(NamedTuple):
    """A question that waits for its line."""

    purpose: Purpose
    then: Callable[[str], Job | None]
    """What the line does; an intention that is refused gives the line back."""
    note: str
    follows: Job | None = None
    """What it is about; a question about what was refused is asked no more."""


class Asking(LineKeys, Screen[None]):
    """A screen with a line that can be asked for."""

    is_guarded = True
    """Whether its keys are commands, of which a text that comes all at once is none."""
    snapshot: Any
    glyphs: Glyphs
    prompt: Prompt

    def take_text(self, text: str, at: float) -> None:
        """Keys came all at once, the last at this time: they are a text and no command."""
        raise NotImplementedError

    def tell(self, text: str) -> None:
        """Say something where answers are said."""
        raise NotImplementedError

    _asked: Asked | None = None
    _expected: tuple[tuple[Job, Asked], ...] = ()
    """The intentions that came of lines and are not saved, and what each line was asked for."""

    def ask(
        self,
        purpose: Purpose,
        then: Callable[[str], Job | None],
        text: str | None = "",
        note: str = "",
        *,
        by_itself: float | None = None,
        follows: Job | None = None,
    ) -> None:
        """Ask for a line.

        Args:
            purpose: what the line is for.
            then: what is done with it.
            text: what it holds at first; None for its draft.
            note: what its border says.
            by_itself: when the last key of the text came, where nobody typed it into this line.
            follows: the intention that it is about: where that is refused, it is asked no more.
        """
        self._asked = Asked(purpose, then, note, follows)
        self.prompt.open(purpose, text and " ".join(text.split()), note=note, by_itself=by_itself)

    def expect(self, job: Job, asked: Asked) -> None:
        """Remember what to ask again if this is refused."""
        waiting = (one for one in self._expected if one[0].outcome is None)
        self._expected = (*waiting, (job, asked))

    def ask_again(self, job: Job, reason: str) -> bool:
        """Give a refused line back into its field; False when the job did not come of such a line.

        Where another text is typed by then, that one stays and the refused line can be recalled.
        """
        asked = next((asked for one, asked in self._expected if one is job), None)
        if asked is None:
            return False
        self._expected = tuple(one for one in self._expected if one[0] is not job)
        if self.prompt.keep(asked.purpose, " ".join(job.text.split()), reason, asked.note):
            self._asked = asked
        return True

    def withdraw(self, job: Job) -> None:
        """Ask no more about what was refused; what is typed there is kept."""
        if (asked := self._asked) is not None and asked.follows is job:
            self._asked = None
            if self.prompt.purpose is asked.purpose:
                self.prompt.close()

    @on(Prompt.Submitted)
    def _line_entered(self, event: Prompt.Submitted) -> None:
        """Do what the line is for; an empty one does nothing unless that is an answer.

        Where further lines of a paste follow, it is asked for again.
        """
        asked = self._asked
        if asked is None or asked.purpose is not event.purpose:
            return
        self._asked = None
        if not (event.text or event.purpose.is_skippable):
            return
        job = asked.then(event.text)
        if job is not None and job.text == event.text:
            self.expect(job, asked)
        if event.has_more and self._asked is None:
            self.ask(asked.purpose, asked.then, note=asked.note)

    @on(Prompt.Closed)
    def _line_left(self, event: Prompt.Closed) -> None:
        """Left with Esc: never mind, or what is typed is taken as it is."""
        if event.is_put_by:
            self.tell(f"not entered: {commands.key('older')} brings it back in any line")
        asked = self._asked
        if event.is_entered or asked is None or asked.purpose is not event.purpose:
            return
        self._asked = None
        if asked.purpose.is_taken_as_it_is:
            job = asked.then(event.text)
            if job is not None and job.text == event.text:
                self.expect(job, asked)

    @on(Prompt.Changed)
    def _line_typed(self, event: Prompt.Changed) -> None:
        """Show what the line means."""
        if event.purpose is EDIT:
            self.prompt.explain(
                understanding.draw_edit(event.text, self.snapshot, self.prompt.room, self.glyphs)
            )
        elif event.purpose.title == RESUME.title:
            self.prompt.explain(understanding.WHERE)
        elif event.purpose.title == PARK.title:
            self.prompt.explain(understanding.draw_parking(event.text, self.snapshot, self.glyphs))
        elif event.purpose is BLOCK:
            self.prompt.explain(
                understanding.draw_block(event.text, self.snapshot, self.prompt.room, self.glyphs)
            )

    def line_of(self, item: ItemView) -> str:
        """An item as the line that would capture it."""
        from coachtui.domain.capture_text import as_captured, format_capture

        snapshot = self.snapshot
        return format_capture(as_captured(item), now=snapshot.now, zone=snapshot.zone, today=snapshot.date)
