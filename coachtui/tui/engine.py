"""The one thread that owns the file: every service call of the dashboard runs here, in order.

The screen hands in work and never waits; answers come back as messages, with a new snapshot. The
thread also looks once a second whether something changed: another program's commit, the minute, or
the terminal itself. Where nothing did, it says nothing, and nothing wakes the screen.
"""

from __future__ import annotations

import contextlib
import queue
import sys
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.message import Message

from coachtui.domain.away import slept
from coachtui.domain.errors import CoachError
from coachtui.services import settings
from coachtui.services.snapshot import take
from coachtui.store.errors import BusyError, GoneError
from coachtui.tui import crash
from coachtui.tui.commands import in_keys
from coachtui.tui.jotting import Jotting

if TYPE_CHECKING:
    from datetime import datetime

    from coachtui.domain.span import Span
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome
    from coachtui.services.views import Snapshot

Work = Callable[["Desk"], "Outcome"]
"""One intention: one call of a service."""

DELETED = "the file was deleted or moved away: nothing is written; put it back and {key} opens it"
"""What to say when nothing is at the path of the file any more; `{key}` opens again."""

REPLACED = "another file is in the place of ours: nothing is written; {key} opens it"
"""What to say when the file was replaced; `{key}` opens again."""

UPGRADED = "a newer coachtui upgraded the file: nothing is written; start coachtui again"
"""What to say when the file is one for a newer program by now."""

PERIOD = 1.0
"""Seconds between two looks at the file and the clock."""


@dataclass
class Job:
    """A piece of work on its way to an answer."""

    work: Work
    text: str = ""
    """What the user typed for it; given back when it is refused."""
    is_done: bool = False
    outcome: Outcome | None = None
    """What it did; None while it waits, and when it was refused."""

    @property
    def is_refused(self) -> bool:
        """Whether it was answered with a reason instead."""
        return self.is_done and self.outcome is None


class Engine:
    """Owns the desk. Only `submit`, `ask`, `listen` and `close` are called from other threads."""

    @dataclass
    class Answered(Message):
        """An intention was carried out."""

        job: Job
        outcome: Outcome
        snapshot: Snapshot | None
        """What is there now; None while the file cannot be read: `Changed` follows when it can."""
        is_step: bool = True
        """Whether undo takes it back; a file that was written elsewhere is no step of ours."""

    @dataclass
    class Refused(Message):
        """An intention was refused, with one line that says what to do."""

        job: Job
        reason: str
        """With `{key}` for the key that opens the file again."""

    @dataclass
    class Changed(Message):
        """There is something new to show: another program wrote, or a minute has passed."""

        snapshot: Snapshot
        is_from_outside: bool

        def can_replace(self, message: Message) -> bool:
            """Only the newest matters, but for what it says about its origin."""
            return isinstance(message, Engine.Changed) and message.is_from_outside == self.is_from_outside

    @dataclass
    class Away(Message):
        """The clock ran and nobody was there: what that stretch was is to be asked."""

        span: Span

    @dataclass
    class Unended(Message):
        """A meeting should long have ended: when it did is to be asked."""

        span: Span
        """Since it was due."""
        meeting: int
        title: str

    @dataclass
    class Understood(Message):
        """What a text would mean: for a captured line its `Preview`."""

        line: str
        preview: Any

    @dataclass
    class Stopped(Message):
        """The open file is not the one at its path any more: nothing is written until it is opened again."""

        reason: str
        """What to do; the key that opens again is to be put in for `{key}`."""

    class Reopened(Message):
        """What is at the path of the file is open, and was told."""

    class TerminalLost(Message):
        """Nobody is there any more."""

    def __init__(self, open_desk: Callable[[], Desk], *, period: float = PERIOD) -> None:
        self.file = ""
        """The path of the file, once it is open."""
        self.path = ""
        """The file, once it is open; one in the home folder begins with "~"."""
        self.kept: dict[str, str] = {}
        """What was chosen in the dashboard and kept in the file, once it is open."""
        self._open_desk = open_desk
        self._period = period
        self._inbox: queue.SimpleQueue[Callable[[Desk], None] | None] = queue.SimpleQueue()
        self._tell: Callable[[Message], Any] = lambda _: None
        self._asked = 0
        self._jotting = Jotting(period)
        """What is typed: the screen jots it down, this thread keeps it."""
        self._version: tuple[int, ...] = ()
        self._minute: datetime | None = None
        self._seen: tuple[datetime, float] | None = None
        """The last look at the clock, and the seconds that the machine was awake until then."""
        self._take: Callable[[Desk], Snapshot] = take
        """The first snapshot is without the meetings, whose services take longer to import than to ask."""
        self._is_stopped = False
        self._had_terminal = _has_terminal()
        self._first: Future[Snapshot] = Future()
        self._thread = Thread(target=self._run, name="coachtui-file", daemon=True)

    def start(self) -> Snapshot:
        """Open the file and take the first snapshot.

        Raises:
            CoachError: the file cannot be used, and why.
        """
        self._thread.start()
        return self._first.result()

    def listen(self, tell: Callable[[Message], Any]) -> None:
        """Send the messages here; `tell` is called from this thread."""
        self._tell = tell

    def submit(self, work: Work, text: str = "") -> Job:
        """Carry out an intention; `Answered` or `Refused` follows."""
        job = Job(work, text)
        self._inbox.put(lambda desk: self._carry_out(job, desk))
        return job

    def ask(
        self,
        line: str,
        preview: Callable[[Desk, str], object],
        tell: Callable[[Message], Any] | None = None,
    ) -> None:
        """Ask what a text means; only the newest question is answered, to `tell` where there is one."""
        self._asked += 1
        mine = self._asked

        def answer(desk: Desk) -> None:
            """Answer, unless another question has come since; no job waits for a file that is held."""
            if mine != self._asked:
                return
            try:
                with desk.store.in_haste():
                    (tell or self._tell)(self.Understood(line, preview(desk, line)))
            except BusyError:
                self._inbox.put(answer)
            except CoachError:
                return

        self._inbox.put(answer)

    def complete(self) -> None:
        """From now on snapshots are whole; `Changed` follows. To be called once the first one is painted."""

        def answer(desk: Desk) -> None:
            """The first whole one."""
            from coachtui.services.panes import whole

            self._take, self._minute = whole, None
            self._look(desk)
            self._suspect(desk)

        self._inbox.put(answer)

    def look(self) -> None:
        """Look at once whether something changed: after sleep, or when the terminal is looked at again."""
        self._inbox.put(self._look)

    def keep(self, name: str, value: str) -> None:
        """Keep a choice for the next time; where that cannot be, it holds until the end."""

        def write(desk: Desk) -> None:
            """One call of the settings."""
            with contextlib.suppress(CoachError):
                settings.keep(desk, name, value)

        self._inbox.put(write)

    def jot(self, text: str) -> None:
        """Keep what is typed and not entered when there is time for it, or a second has passed without any.

        Only the newest text is kept.
        """
        self._jotting.jot(text)

    def reopen(self) -> None:
        """Open what is at the path now; `Changed` or `Stopped` follows."""
        self._inbox.put(self._reopen)

    def close(self) -> bool:
        """Finish what was handed in, and let go of the file; whether all of it is kept."""
        self._inbox.put(None)
        self._thread.join(timeout=2)
        return not self._thread.is_alive() and self._jotting.is_kept

    def _run(self) -> None:
        """The life of the thread."""
        try:
            desk = self._open_desk()
        except BaseException as error:
            self._first.set_exception(error)
            return
        path, home = Path(desk.store.path), Path.home()
        self.file = str(path)
        self.path = f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
        try:
            try:
                self.kept = settings.kept(desk)
                self._first.set_result(self._shot(desk))
            except BaseException as error:
                self._first.set_exception(error)
                return
            while True:
                try:
                    job = self._inbox.get(timeout=self._period)
                except queue.Empty:
                    job = self._idle
                try:
                    if job is None:
                        self._keep_jotted(desk)
                        return
                    job(desk)
                    if self._jotting.is_due:
                        self._keep_in_haste(
                            desk
                        )  # whoever types without a pause leaves no second without work
                except Exception as error:  # a fault of ours must not leave the screen without its file
                    self._stop(f"this failed ({type(error).__name__}); {crash.noted(error)}")
                    if job is None:
                        return
        finally:
            desk.store.close()

    def _idle(self, desk: Desk) -> None:
        """Nothing was asked for a while."""
        self._keep_in_haste(desk)
        self._look(desk)

    def _keep_in_haste(self, desk: Desk) -> None:
        """Keep what was jotted down, unless another program has the file."""
        with contextlib.suppress(CoachError), desk.store.in_haste():
            self._keep_jotted(desk)

    def _keep_jotted(self, desk: Desk) -> None:
        """Keep what was jotted down, unless nothing is written any more."""
        if not self._is_stopped:
            self._jotting.keep(desk, self.kept)

    def _shot(self, desk: Desk) -> Snapshot:
        """A snapshot, and from when it is; a commit in between is seen as a change again."""
        self._version = desk.store.version()
        snapshot = self._take(desk)
        self._minute = snapshot.now.replace(second=0)
        return snapshot

    def _carry_out(self, job: Job, desk: Desk) -> None:
        """Carry out one intention and say what became of it."""
        try:
            steps = desk.store.steps
            job.outcome = job.work(desk)
            is_step = desk.store.steps != steps
            answer: Message = self.Answered(job, job.outcome, self._shot_or_later(desk), is_step)
        except GoneError:
            answer = self.Refused(job, _why_gone(desk))
        except CoachError as error:
            reason = str(error).replace(desk.store.path, Path(desk.store.path).name)
            answer = self.Refused(job, in_keys(reason))
        except Exception as error:  # a fault of ours must not cost the user the day's screen
            what = "this is saved, but cannot be shown" if job.outcome else "this failed and is not saved"
            answer = self.Refused(job, f"{what} ({type(error).__name__}); {crash.noted(error)}")
        job.is_done = True
        self._tell(answer)

    def _shot_or_later(self, desk: Desk) -> Snapshot | None:
        """A snapshot, or None where another program has the file by now: the next look shows it."""
        try:
            return self._shot(desk)
        except CoachError:
            self._minute = None
            return None

    def _look(self, desk: Desk) -> None:
        """Say so when another program wrote, the minute is another, or the terminal is gone."""
        if self._had_terminal and not _has_terminal():
            self._tell(self.TerminalLost())
        self._watch(desk)
        try:
            with desk.store.in_haste():
                is_from_outside = desk.store.version() != self._version
                if is_from_outside or desk.now().replace(second=0) != self._minute:
                    self._tell(self.Changed(self._shot(desk), is_from_outside))
        except GoneError:
            self._stop(_why_gone(desk))
        except CoachError:
            return  # busy, or out of reach for a moment: the next look sees it

    def _stop(self, reason: str) -> None:
        """Say once that this cannot go on as it is."""
        if not self._is_stopped:
            self._is_stopped = True
            self._tell(self.Stopped(reason))

    def _watch(self, desk: Desk) -> None:
        """Say so when the clock jumped: the machine slept, and what ran did so alone."""
        seen, self._seen = self._seen, (desk.now(), monotonic())
        if seen is not None:
            (then, was), (now, awake) = seen, self._seen
            if gap := slept(then, now, awake - was):
                self._suspect(desk, gap)

    def _suspect(self, desk: Desk, slept: Span | None = None) -> None:
        """Say so when what runs should long have been over and nothing was done since.

        Where the machine `slept`, that is what is asked about, unless a meeting should have ended.
        """
        from coachtui.services.away import suspected

        with contextlib.suppress(CoachError):
            gap = suspected(desk)
            if gap and gap.meeting is not None:
                self._tell(self.Unended(gap.span, gap.meeting, gap.name))
                return
            slept = slept or (gap and gap.span)
        if slept:
            self._tell(self.Away(slept))

    def _reopen(self, desk: Desk) -> None:
        """Exchange the store of the desk for what is at the path now; never make a file."""
        try:
            if not Path(desk.store.path).exists():
                raise CoachError(f"there is no file {self.path}: put it back, or leave with q")
            fresh = self._open_desk()
            desk.store.close()
            desk.store, self._is_stopped = fresh.store, False
            self._tell(self.Changed(self._shot(desk), is_from_outside=True))
            self._tell(self.Reopened())
        except CoachError as error:
            self._tell(self.Stopped(str(error)))


def _why_gone(desk: Desk) -> str:
    """What became of the file that is open, and what to do; `{key}` opens again."""
    if desk.store.is_deleted():
        return DELETED
    return UPGRADED if desk.store.is_same_file() else REPLACED


def _has_terminal() -> bool:
    """Whether standard input is a terminal that answers; one whose window was closed is none any more."""
    return sys.__stdin__ is not None and not sys.__stdin__.closed and sys.__stdin__.isatty()
