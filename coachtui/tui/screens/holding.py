"""A meeting begins and ends; one that nobody ended is asked about once, on return and on opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from coachtui.domain.away import UNSEEN
from coachtui.tui import commands
from coachtui.tui import meeting_intentions as about
from coachtui.tui.drawing.parts import line
from coachtui.tui.engine import Engine
from coachtui.tui.purposes import ENDED
from coachtui.tui.screens.meeting_lines import MeetingLines
from coachtui.tui.screens.returning import Gap

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.services.day_views import RunningView
    from coachtui.services.meeting_views import MeetingView
    from coachtui.services.views import Snapshot
    from coachtui.tui.engine import Job
    from coachtui.tui.purposes import Purpose

LATE = UNSEEN.seconds // 60
"""Minutes over its time from which on it is asked when a meeting ended."""

HELD = "meeting"
"""The kind of a gap in which a meeting should long have ended."""


class Holding(MeetingLines):
    """The part of the dashboard in which meetings begin and end."""

    waiting_for_word: Callable[[bool], object] | None = None
    """What waits for the word whether it is about the following meetings of a series too."""
    _asked_end: int | None = None
    """The meeting of which it was asked when it ended: it is not asked again."""

    def do_hold(self) -> None:
        """The highlighted meeting begins, or ends."""
        if one := self.chosen_meeting("begin or end"):
            if one.is_unended or one.late >= LATE:
                self.ask_end(one)
            elif one.is_running:
                self.intend("end meeting", about.ended(one.id))
            elif one.ended_at:
                self.message.refuse(f"{one.meeting.title} is over: {commands.key('open')} begins its review")
            else:
                self.begin_meeting(one)

    def begin_meeting(self, one: MeetingView) -> None:
        """Begin a meeting; one that is planned for another time only after a second key."""
        from coachtui.domain.meeting import begun_at

        assert self.snapshot is not None
        planned, now = one.meeting.span, self.snapshot.now
        if begun_at(planned, now) == planned:
            self.intend("start meeting", about.begun(one.id))
            return
        self.waiting_for_word = lambda _: self.intend("start meeting", about.begun(one.id))
        moment = self.snapshot.wall.moment(planned.start, now)
        self.message.warn(f"{one.meeting.title} is planned for {moment}: begin it now?", "", alone=False)
        self.wait_for_second("another time")

    def do_hold_now(self) -> None:
        """It takes place now."""
        self.go_on(False)

    def ask_end(self, one: MeetingView) -> None:
        """Ask when a meeting ended that was long over its time; the line holds its end or its due end."""
        assert self.snapshot is not None
        due = self.snapshot.wall.clock(one.due_end)

        def then(text: str) -> Job:
            """It ended then."""
            return self.intend("end meeting", about.ended(one.id, text), text)

        purpose = about_one(ENDED, one.id, f"{one.meeting.title} ended at")
        said = self.snapshot.wall.clock(one.ended_at) if one.ended_at else due
        self.ask(purpose, then, said, note=f"it was due until {due}")

    @on(Engine.Unended)
    def _was_not_ended(self, event: Engine.Unended) -> None:
        """Ask when it ended; nothing is covered, and no key but one is taken."""
        if self._asked_end != event.meeting:
            self._asked_end = event.meeting
            self.gap = Gap(event.span, HELD, event.meeting)
            self._show_end(event.title)

    def _show_end(self, title: str) -> None:
        """The question, on a line of its own; in the tour's place it is only said."""
        assert self.gap is not None
        assert self.snapshot is not None
        due = self.snapshot.wall.moment(self.gap.span.start, self.snapshot.now)
        said = f"was due until {due}: {commands.key('away')} says when it ended; "
        if self.tour is None:
            before = ((" ? ", "chip"), (f" {self.glyphs.say(said)}", "strong"))
            self.hint.show([line(before, (title, ""), (), self.app.size.width, self.glyphs)])
        else:
            self.message.say(f"{said}{title}")
        self.footer.offer(self.offered())

    def forget_gap(self, snapshot: Snapshot) -> None:
        """Also a meeting may have ended meanwhile."""
        if self.gap is None or self.gap.kind != HELD:
            super().forget_gap(snapshot)
        elif snapshot.meetings and not self._unended(snapshot):
            self.gap = None
            self.quiet()

    def show_gap(self, running: RunningView) -> None:
        """What another clock ran for is asked once it is known when the meeting ended."""
        if self.gap is None or self.gap.kind != HELD:
            super().show_gap(running)

    def do_away(self) -> None:
        """Ask for the time of a meeting; of anything else what it was."""
        one = self._unended(self.snapshot) if self.snapshot else None
        if one is None:
            super().do_away()
            return
        self.quiet()
        self.ask_end(one)

    def _unended(self, snapshot: Snapshot) -> MeetingView | None:
        """The meeting that is asked about, while nobody has ended it."""
        if self.gap is None or self.gap.kind != HELD or snapshot.meetings is None:
            return None
        those = snapshot.meetings.shown
        return next((m for m in those if m.id == self.gap.id and (m.is_running or m.is_unended)), None)

    def go_on(self, following: bool) -> None:
        """Do what waited for a word, as the word says."""
        then, self.waiting_for_word = self.waiting_for_word, None
        if then is not None:
            then(following)

    def chosen_meeting(self, verb: str) -> MeetingView | None:
        """The highlighted meeting; says so when there is none."""
        one = self.meetings.meeting if self.active is self.meetings else None
        if one is None:
            view = self.snapshot.meetings if self.snapshot else None
            way = f"press {commands.key('meetings')}, then {commands.key('add-meeting')} to add one"
            if view is not None and view.shown:
                way = self.way_to("meetings")
            self.message.refuse(f"no meeting is highlighted to {verb}: {way}")
        return one


def about_one(purpose: Purpose, number: int, title: str) -> Purpose:
    """The purpose for one meeting or action, with a draft of its own."""
    return purpose._replace(id=f"{purpose.id}-{number}", title=title)
