"""The end-game review by keys: one growing list per step, one line per entry, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from coachtui.domain.review import Accomplished, Ruling, Step
from coachtui.domain.text import NOTE_LIMIT, clean_line
from coachtui.services.review_typing import Place
from coachtui.tui import commands
from coachtui.tui import review_intentions as ask
from coachtui.tui.purposes import Purpose
from coachtui.tui.review_state import ANSWER, NEW, At, Stop, stop_of
from coachtui.tui.screens.review_keys import LISTS
from coachtui.tui.screens.review_moving import Moving
from coachtui.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.domain.conclusion import Problem
    from coachtui.tui.engine import Job

KEEP = Purpose("keep", "Keep it open until", "fri, 4 dec, in 2 weeks")

ANSWERS = {"yes": Accomplished.YES, "partly": Accomplished.PARTLY, "no": Accomplished.NO}


class ReviewScreen(Moving):
    """The review of one meeting."""

    BINDINGS: ClassVar = commands.bindings("review")

    _asked_last: Problem | None = None
    """What was asked for last."""

    def action_command(self, name: str) -> None:
        """Carry out a command: of the review, or of the line that asks for a day."""
        if commands.BY_ID[name].where == "line":
            super().action_command(name)
        elif self.view is None:
            return
        elif (plain := name.removeprefix("review-")) in ANSWERS:
            self._judge(ANSWERS[plain])
        elif plain in [*Ruling]:
            self._rule(Ruling(plain))
        else:
            super().action_command(name)

    def do_review_enter(self) -> None:
        """Add the line, keep the one that was written anew, or go to the next step."""
        stop, text, was_asked = self.stop, self.text, self.asked
        if stop.at is At.ENTRY:
            self._keep_entry(stop.id, text)
            self.move(1)
        elif stop.at is At.REFUSED:
            del self.refused[stop.id]
            if text:
                self._enter_again(self.step, text)
            self.go(self.step)
        elif stop == ANSWER:
            if self.review.accomplished is None:
                self.dashboard.message.refuse(f"was the purpose accomplished? {self.answers}")
            else:
                self.go(self.step, NEW)
            return
        elif stop == NEW and self.step in LISTS and text:
            self.enter(text)
        elif stop == NEW and self.step is Step.PURPOSE:
            following = Step.PURPOSE if was_asked else Step.ACTIONS
            self._reason(text, following)
            if not was_asked:
                self.go(following)
        elif stop == NEW and self.step is Step.NEXT:
            self._meet_again(text)
        elif (
            stop == NEW
            and self.step is Step.ACTIONS
            and not was_asked
            and (open_ := self.review.review.unjudged)
        ):
            self.go(self.step, Stop(At.UNFINISHED, open_[0].id))
        elif not was_asked:
            self.go(Step(self.step + 1))
        if was_asked:
            self.after(self.ask_next)

    def after(self, then: Callable[[], None]) -> None:
        """Do it now, or once what was entered is answered."""
        if self.jobs:
            self.then = then
        else:
            then()

    def enter(self, *lines: str) -> None:
        """New lines of the step; the typed line is empty again."""
        if self.stop == NEW:
            with self.prevent(type(self.line).Changed):
                self.line.value = self.loaded = ""
        self.intend("write", ask.entered(self.meeting, self.step, lines, self._elsewhere), lines)

    def _enter_again(self, step: Step, line: str) -> None:
        """A line that could not be saved, in the place of whatever is there by now."""
        answer, where = self.review.accomplished, self._elsewhere
        if step is Step.PURPOSE and answer is not None:
            self.intend("reason", ask.answered(self.meeting, answer, line, where), (line,), step)
        else:
            self.intend("write", ask.entered(self.meeting, step, (line,), where), (line,), step)

    @property
    def _elsewhere(self) -> Place:
        """What stays typed when the line that is typed is entered."""
        return Place(self.step, others=dict(self.others))

    def _keep_entry(self, number: int, text: str) -> None:
        """Keep a line that was written anew; one that was emptied is taken out."""
        if not text:
            self.intend("take out", ask.taken_out(self.meeting, number))
        elif self.is_touched:
            assert self.shown is not None, "a line that is typed was shown first"
            work = ask.rewritten(self.meeting, number, text, self._elsewhere, self.shown)
            self.intend("rewrite", work, (text,))
        self.loaded = self.line.value

    def _reason(self, text: str, following: Step) -> None:
        answer = self.review.accomplished
        if answer is not None and text != self.review.reason:
            where = self._elsewhere._replace(step=following)  # one write: a kill comes before or after both
            work = ask.answered(self.meeting, answer, text, where, self.shown)
            self.intend("reason", work, (text,))
        self.loaded = self.line.value

    def _meet_again(self, text: str) -> None:
        """The last step: what it says, and what is to do then."""
        job = None
        if text != self.review.review.next_line:
            line = text or "none"
            work = ask.entered(self.meeting, Step.NEXT, (line,), self._elsewhere, self.shown)
            job = self.intend("next meeting", work, (line,))
        self.loaded = self.line.value
        if not self.asked:
            self.after(lambda: None if job and job.is_refused else self._say_what_is_left())

    def _say_what_is_left(self) -> None:
        key = commands.key("review-close")
        missing = len(self.review.problems)
        said = f"{missing} missing: {key} asks for {'it' if missing == 1 else 'them'}" if missing else ""
        self.dashboard.message.say(said or f"nothing is missing: {key} closes the review")

    def leave_line(self) -> None:
        """Nothing that is typed is lost where the line is left: a written line is kept, a new one waits."""
        if self.stop.at is At.ENTRY and self.is_touched and self.text:
            self._keep_entry(self.stop.id, self.text)
        elif self.stop.at is At.REFUSED and self.text:
            self.refused[self.stop.id] = (self.step, self.text)
        elif self.stop == NEW and self.is_touched:
            self.others[self.step], self.over[self.step] = self.line.value, self.shown

    def _flush(self) -> None:
        """Enter everything that is typed anywhere."""
        suggested = self.step is Step.NEXT and self.text != self.review.review.next_line
        if self.stop == NEW and suggested:
            self.others[Step.NEXT], self.over[Step.NEXT] = self.text or "none", self.shown
        else:
            self.leave_line()
        waiting, self.others = self.others, {}
        for step, text in waiting.items():
            answer, where, over = self.review.accomplished, Place(self.step), self.over.pop(step, None)
            if step is not Step.PURPOSE:
                if line := clean_line(text, NOTE_LIMIT):
                    self.intend("write", ask.entered(self.meeting, step, (line,), where, over), (line,), step)
            elif answer is not None:
                work = ask.answered(self.meeting, answer, text, where, over)
                self.intend("reason", work, (text,), step)
            else:
                self.others[step] = text
        again, self.refused = self.refused, []
        for step, line in again:
            self._enter_again(step, line)
        if self.stop == NEW or self.stop.at is At.REFUSED:
            self.go(self.step)

    def do_review_close(self) -> None:
        """Close the review; what is missing is asked for."""
        self._flush()
        self.close_job = self.intend("close", ask.closed(self.meeting, [job for job, _, _ in self.jobs]))

    def ask_first(self) -> None:
        """Ask what becomes of a line that is not saved, or else for the first thing that is missing."""
        self._asked_last = None
        if self.refused:
            self.go(self.refused[0][0], Stop(At.REFUSED, 0))
            key = commands.key("review-take-out")
            self.dashboard.message.refuse(f"this line is not saved: enter takes it, {key} takes it out")
            return
        self.ask_next()

    def ask_next(self) -> None:
        """Ask for the next thing that is missing: each once, in one sentence, where it belongs."""
        problems = self.review.problems
        if self._asked_last in problems:
            problems = problems[problems.index(self._asked_last) + 1 :]
        if not problems:
            self.asked, self._asked_last = (), None
            self._say_what_is_left()
            self.draw()
            return
        self.asked, self._asked_last = self.review.problems, problems[0]
        more = f"  ({len(problems) - 1} more)" if len(problems) > 1 else ""
        self.go(problems[0].step, stop_of(problems[0], self.review))
        self.dashboard.message.refuse(f"{problems[0].sentence}{more}")

    def is_over(self) -> None:
        """The review is closed: show its minutes; or another terminal has closed it."""
        if not self.is_current:
            return
        self.stop_keeping()
        number, is_ours = self.meeting, self.close_job is not None
        self.dismiss(None)
        if is_ours:
            self.dashboard.show_minutes(number)
        else:
            key = commands.key("minutes")
            self.dashboard.message.say(f"the review was closed in another terminal: {key} shows its minutes")

    def do_review_take_out(self) -> None:
        """Take the line out."""
        if self.stop.at is At.ENTRY:
            number = self.stop.id
            self.move(1)
            self.intend("take out", ask.taken_out(self.meeting, number))
        elif self.stop.at is At.REFUSED:
            del self.refused[self.stop.id]
            self.go(self.step)
        else:
            self.dashboard.message.refuse("go to a written line first, with the arrow up")

    def do_review_undo(self) -> None:
        """Take the line back that was written last; what was done before this review stays."""
        self.keep()
        key = commands.key("undo")
        self.intend("undo", ask.taken_back(self.meeting, key))

    def do_review_redo(self) -> None:
        """Write again what was taken back."""
        self.keep()
        self.intend("redo", ask.written_again(self.meeting))

    def do_review_leave(self) -> None:
        """Back to the panes; what is typed is there again next time."""
        self.keep()
        if self.refused:
            self.dashboard.unsaved[self.meeting] = self.refused
        self.leave()

    def do_review_help(self) -> None:
        """All keys, those of the review first."""
        self.do_help()

    def do_review_editor(self) -> None:
        """The whole review as a text in the user's editor."""
        self._flush()
        self.after(self._edit)

    def _edit(self) -> None:
        from coachtui.domain.review_text import format_review
        from coachtui.tui.editor import edited_text

        name, present = f"review-{self.meeting}", format_review(self.review.review)
        text, problem = edited_text(self.app, self.dashboard.texts.of(name) or present)
        if problem:
            self.dashboard.message.refuse(problem)
        elif text.strip() == present.strip():
            self.dashboard.texts.forget(name)
            self.dashboard.message.say("nothing changed")
        else:
            job = self.intend("read", ask.read(self.meeting, text))
            self.dashboard.texts.hand_in(name, text, job)
            self.then = lambda: None if job.is_refused else self.go(self.step)

    def _judge(self, answer: Accomplished) -> None:
        """Whether the purpose was accomplished; the reason is the next line."""
        if self.stop != ANSWER:
            return
        review = self.review
        assert self.view is not None, "the review is known"
        where = self._elsewhere
        self.view = self.view._replace(
            review=review._replace(accomplished=answer, review=review.review._replace(accomplished=answer))
        )
        self.intend("answer", ask.answered(self.meeting, answer, review.reason, where))
        self.go(Step.PURPOSE, NEW)

    def _rule(self, ruling: Ruling) -> None:
        """What becomes of an action of an earlier meeting."""
        if self.stop.at is not At.UNFINISHED:
            return
        number = self.stop.id
        kept = {one.action for one in self.review.review.verdicts if one.ruling is Ruling.KEEP}
        due = next(one.due for one in self.review.review.held.unfinished if one.id == number)
        if ruling is Ruling.KEEP and (number in kept or due < self.review.review.held.on):
            self.ask(KEEP, lambda until: self._keep_until(number, until))
            self.offer()
            return
        self.intend(ruling.value, ask.ruled(self.meeting, number, ruling.value))
        self._go_on(number)

    def _keep_until(self, number: int, until: str) -> Job:
        job = self.intend("keep", ask.ruled(self.meeting, number, "keep", until), text=until)
        self._go_on(number)
        return job

    def _go_on(self, number: int) -> None:
        """The next one about which nothing is decided; where there is none, stay."""
        following = [one.id for one in self.review.review.unjudged if one.id != number]
        if self.asked:
            self.after(self.ask_next)
        elif following:
            self.go(self.step, Stop(At.UNFINISHED, following[0]))

    @on(Prompt.Closed)
    def _day_given(self) -> None:
        """Back to the actions."""
        self.set_focus(None)
