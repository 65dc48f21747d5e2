"""Commands about meetings: set up, mended, noted, moved, published; and open actions from the same rows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coachtui.domain.text import counted
from coachtui.tui import commands
from coachtui.tui import meeting_intentions as about
from coachtui.tui.purposes import CANCELLED, CHANGE, DUE, MEETING, MOVE, NOTE, PUBLISH, THERE
from coachtui.tui.screens.holding import Holding, about_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.services.meeting_views import ActionView, MeetingView
    from coachtui.tui.engine import Job
    from coachtui.tui.texts import Texts

STEP = 5
"""Minutes by which one key moves a meeting."""

SOON = timedelta(minutes=5)
"""How long before its time `enter` begins a meeting."""


class Convening(Holding):
    """The part of the dashboard that is about meetings."""

    texts: Texts
    """What was written in the editor and is not taken."""

    def do_add_meeting(self) -> None:
        """Ask for a meeting in one line."""
        self.ask(MEETING, lambda text: self.intend("meeting", about.added(text), text), text=None)

    def do_note(self) -> None:
        """Ask for notes about the meeting that runs."""
        view = self.snapshot.meetings if self.snapshot else None
        if view and view.current and view.current.is_running:
            self._note(view.current)
        else:
            pane, begin = commands.key("meetings"), commands.key("hold")
            self.message.refuse(f"no meeting runs: press {pane}, then {begin} begins the highlighted one")

    def do_note_here(self) -> None:
        """Ask for notes about the highlighted meeting."""
        if one := self.chosen_meeting("write about"):
            self._note(one)

    def _note(self, one: MeetingView) -> None:
        purpose = about_one(NOTE, one.id, f"Note about {one.meeting.title}")

        def then(text: str) -> Job:
            """Keep it, and ask for the next."""
            job = self.intend("note", about.noted(one.id, text), text)
            self.ask(purpose, then, "", note="enter alone: no more")
            return job

        self.ask(purpose, then, text=None, note="enter alone: no more")

    def do_change(self) -> None:
        """Ask for lines that change the meeting, until one is empty."""
        if one := self.chosen_meeting("change"):
            self._scoped(one, lambda following: self._change(one, following))

    def _change(self, one: MeetingView, following: bool) -> None:
        purpose = about_one(CHANGE, one.id, f"Change {one.meeting.title}")

        def then(text: str) -> Job:
            """Carry it out, and ask for the next."""
            job = self.intend("change", about.changed(one.id, text, following=following), text)
            self.ask(purpose, then, "", note=note)
            return job

        note = f"{commands.key('complete')} offers lines, enter alone: no more"
        self.ask(purpose, then, text=None, note=note)

    def do_change_text(self) -> None:
        """The whole meeting as a text, in the user's editor."""
        if one := self.chosen_meeting("change"):
            self._scoped(one, lambda following: self._rewrite(one, following))

    def _rewrite(self, one: MeetingView, following: bool) -> None:
        from coachtui.domain.meeting_text import format_meeting
        from coachtui.tui.editor import edited_text

        assert self.snapshot is not None
        present = format_meeting(one.meeting, self.snapshot.zone, one.repeat)
        name = f"meeting-{one.id}"
        text, problem = edited_text(self.app, self.texts.of(name) or present)
        if problem:
            self.message.refuse(problem)
        elif text.strip() and text.strip() != present.strip():
            job = self.intend("change", about.rewritten(one.id, text, following=following))
            self.texts.hand_in(name, text, job)
        else:
            self.texts.forget(name)
            self.message.say("nothing changed")

    def do_reschedule(self) -> None:
        """Ask for another time or day; of an action for another deadline."""
        if action := self.meetings.action:
            self.renegotiate(action)
        elif one := self.chosen_meeting("move"):
            self._scoped(one, lambda following: self._move(one, following))

    def _move(self, one: MeetingView, following: bool) -> None:
        def then(text: str) -> Job:
            """Move it."""
            return self.intend("move meeting", about.moved(one.id, text, following=following), text)

        self.ask(about_one(MOVE, one.id, f"Move {one.meeting.title} to"), then, text=None)

    def do_later_meeting(self) -> None:
        """Five minutes later."""
        self._shift(STEP)

    def do_earlier_meeting(self) -> None:
        """Five minutes earlier."""
        self._shift(-STEP)

    def _shift(self, minutes: int) -> None:
        if one := self.chosen_meeting("move"):

            def then(following: bool) -> None:
                """Move it."""
                self.intend("move meeting", about.shifted(one.id, minutes, following=following))

            self._scoped(one, then)

    def do_cancel(self) -> None:
        """Take the meeting off its day; drop an action."""
        if action := self.meetings.action:
            self.settle("drop", action)
        elif one := self.chosen_meeting("cancel"):

            def then(following: bool) -> None:
                """Cancel it; those who have an address can be told."""
                gone: list[MeetingView] = []
                self.intend("cancel meeting", about.cancelled(one.id, gone, following=following))
                if any(someone.email for someone in one.meeting.attendees):
                    purpose = about_one(CANCELLED, one.id, CANCELLED.title)
                    self.ask(
                        purpose,
                        lambda text: self.intend("publish", about.told(gone, text), text),
                        f"{_file_name(one)}-cancelled.eml",
                        note="esc: tell nobody",
                    )

            self._scoped(one, then)

    def do_attend(self) -> None:
        """Ask who is there; who was asked to come is in the line already."""
        if one := self.chosen_meeting("say who is there of"):
            others = one.meeting.others
            names = ", ".join(a.name for a in one.meeting.attendees if a.name in others and a.comes)
            purpose = about_one(THERE, one.id, "Who is there (take out who is not)")
            self.ask(purpose, lambda text: self.intend("there", about.attended(one.id, text), text), names)

    def do_action_here(self) -> None:
        """The highlighted action is done."""
        if action := self.meetings.action:
            self.settle("done", action)
        else:
            self.message.refuse("no action is highlighted: j and k go to one, A lists them all")

    def settle(self, name: str, action: ActionView) -> Job:
        """An action is done, or dropped."""
        return self.intend(name, about.settled(name, (action.id or 0,)))

    def renegotiate(self, action: ActionView) -> None:
        """Ask for another deadline of an action."""

        def then(text: str) -> Job:
            """Agree on it."""
            return self.intend("renegotiate", about.settled("renegotiate", (action.id or 0,), text), text)

        self.ask(about_one(DUE, action.id or 0, f"{action.owner}: {action.task} by"), then, text=None)

    def do_actions(self) -> None:
        """Open actions of all meetings."""
        from coachtui.tui.screens.actions import ActionsScreen

        action = self.meetings.action if self.active is self.meetings else None
        self.app.push_screen(ActionsScreen(self, action.id if action else None))

    def do_readiness(self) -> None:
        """What the meeting lacks, and what to do."""
        if one := self.chosen_meeting("check"):
            self._show(one)

    def _show(self, one: MeetingView) -> None:
        from coachtui.tui.screens.meeting import MeetingScreen

        self.app.push_screen(MeetingScreen(self, one.id))

    def open_here(self) -> None:
        """What is sensible now: begin it, review it, or say all about it; the list of an action."""
        assert self.snapshot is not None
        if self.meetings.action:
            self.do_actions()
            return
        one = self.meetings.meeting
        if one is None:
            return
        if one.wants_review:
            self.review(one)
        elif one.is_planned and one.meeting.span.start <= self.snapshot.now + SOON:
            self.begin_meeting(one)
        else:
            self._show(one)

    def review(self, one: MeetingView) -> None:
        """Begin the review of a meeting, or go on with it."""
        raise NotImplementedError

    def do_copy(self) -> None:
        """In this pane the invitation, or the minutes of a meeting that is over."""
        if self.active is not self.meetings:
            super().do_copy()
            return
        from coachtui.exchange import markdown, minutes
        from coachtui.exchange.own_name import own_name

        assert self.snapshot is not None
        if action := self.meetings.action:
            text, what = markdown.action(action), "action"
        elif one := self.meetings.meeting:
            is_over = one.state.value in ("over", "reviewed")
            text = (minutes.minutes if is_over else minutes.invitation)(one, self.snapshot.zone, own_name())
            what = "minutes" if is_over else "invitation"
        else:
            self.message.refuse("nothing is highlighted to copy")
            return
        self.app.copy_to_clipboard(text)
        self.message.say(f"copied as Markdown: the {what}, {counted(len(text.splitlines()), 'line')}")

    def do_publish(self) -> None:
        """Ask for the name of a new file."""
        if one := self.chosen_meeting("publish"):
            purpose = about_one(PUBLISH, one.id, PUBLISH.title)
            self.ask(
                purpose,
                lambda text: self.intend("publish", about.published(one.id, text), text),
                f"{_file_name(one)}.ics",
            )

    def do_series_one(self) -> None:
        """Only this meeting."""
        self.go_on(False)

    def do_series_following(self) -> None:
        """This meeting and those that follow it."""
        self.go_on(True)

    def _scoped(self, one: MeetingView, then: Callable[[bool], None]) -> None:
        """Ask whether it is about the following meetings of its series too, where there are any."""
        if one.repeat is None:
            then(False)
            return
        self.waiting_for_word = then
        self.wait_for_second("series")


def _file_name(one: MeetingView) -> str:
    """A meeting's title as the beginning of a file's name."""
    words = "".join(c if c.isalnum() else " " for c in one.meeting.title.lower()).split()
    return "-".join(words)[:40] or "meeting"
