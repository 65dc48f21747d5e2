"""What views show of meetings, reviews and actions: frozen values, complete, instants in UTC."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.day import full_minute
from coachtui.domain.meeting import END_GAME, YOU
from coachtui.domain.span import Span
from coachtui.domain.sprint import left_words
from coachtui.domain.wall import Wall

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from coachtui.domain.action import ActionState, Renegotiation
    from coachtui.domain.conclusion import Problem
    from coachtui.domain.meeting import Meeting, Progress
    from coachtui.domain.note import NoteKind
    from coachtui.domain.readiness import Finding
    from coachtui.domain.review import Accomplished, Review
    from coachtui.domain.series import Repeat


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    RUNNING = "running"
    OVER = "over"
    """It has ended, or its time has passed; its review is not closed."""
    REVIEWED = "reviewed"


class NoteView(NamedTuple):
    """One note of a meeting."""

    id: int
    at: datetime
    kind: NoteKind
    text: str


class ActionView(NamedTuple):
    """An action, kept or still in a draft."""

    id: int | None
    """None while its review is not closed."""
    owner: str
    """`YOU` when it is yours; empty in a draft that names nobody yet."""
    task: str
    due: date | None
    """None in a draft without one."""
    done_when: str
    state: ActionState
    history: tuple[Renegotiation, ...] = ()
    """The deadlines that were replaced."""
    meeting: int | None = None
    meeting_title: str = ""
    meeting_on: date | None = None
    is_late: bool = False
    """Open after its deadline."""
    closed_at: datetime | None = None

    @property
    def is_yours(self) -> bool:
        """Whether it is yours, and not one to follow up."""
        return self.owner == YOU


class OpenItemView(NamedTuple):
    """A parked point."""

    owner: str
    text: str


class NextView(NamedTuple):
    """The next meeting, as a review says it or as it was made."""

    meeting: int | None
    """None while the review is not closed."""
    starts_at: datetime
    ends_at: datetime
    facilitator: str
    attendees: tuple[str, ...]
    """Who comes besides you."""


class ReviewView(NamedTuple):
    """A review, as a draft or closed."""

    review: Review
    """The state machine: entries, answer, verdicts, the step to go on with, the unfinished actions."""
    is_open: bool
    closed_at: datetime | None
    corrected_at: datetime | None
    """When it was closed again after a correction; None when it never was."""
    problems: tuple[Problem, ...]
    """Why it cannot be closed yet."""
    highlights: tuple[str, ...]
    decisions: tuple[str, ...]
    accomplished: Accomplished | None
    reason: str
    actions: tuple[ActionView, ...]
    open_items: tuple[OpenItemView, ...]
    following: NextView | None
    suggestion: str
    """The line of the next meeting if nobody says otherwise."""


class MeetingView(NamedTuple):
    """A meeting before, during and after."""

    id: int
    label: str
    """Its label on its day: "M1"."""
    on: date
    """Its working day."""
    meeting: Meeting
    """Title, span, purpose, goal, agenda, attendees, ground rules, limit."""
    state: MeetingState
    repeat: Repeat | None
    """How its series comes again; None where it does not."""
    series: int | None
    started_at: datetime | None
    ended_at: datetime | None
    left: int
    """Minutes until it should end, a started one counted whole; negative once it overruns."""
    progress: Progress | None
    """The agenda item that should be on; None unless it runs and has an agenda."""
    borrowed: int
    """Minutes of the others' time that an overrun has taken."""
    findings: tuple[Finding, ...]
    """What makes it not ready."""
    notes: tuple[NoteView, ...]
    review: ReviewView | None
    uid: str
    sequence: int
    due_end: datetime
    """When it was to end, however long it lasts."""
    late: int = 0
    """Minutes by which it ended later than it was due, or is over its time while it runs."""
    is_unended: bool = False
    """Whether it began on an earlier day and nobody has said when it ended: until then, when it was due."""

    @property
    def is_planned(self) -> bool:
        """Whether it has not begun, and its time is not over."""
        return self.state is MeetingState.PLANNED

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended."""
        return self.state is MeetingState.RUNNING

    @property
    def held(self) -> Span:
        """When it really was, in full minutes; as planned as far as it has not begun or not ended."""
        start, end = self.meeting.span
        if self.started_at:
            start = self.started_at.replace(second=0, microsecond=0)
            end = full_minute(self.ended_at or end)
        return Span(start, max(start, end))

    @property
    def left_words(self) -> str:
        """How long it still takes: "25m left", "3m over"."""
        return left_words(self.left * 60)

    @property
    def wants_review(self) -> bool:
        """Whether it is time for the end-game: the last minutes have begun, or it is over.

        By the clock they begin also where nobody has said that the meeting began.
        """
        is_on = self.state is MeetingState.RUNNING or (
            self.state is MeetingState.PLANNED and self.left < self.meeting.minutes
        )
        return self.state is MeetingState.OVER or (is_on and self.left <= END_GAME)

    @property
    def is_ready(self) -> bool:
        """Whether all six rules of readiness hold."""
        return not self.findings


class SeriesNumbers(NamedTuple):
    """How the meetings of one series, or of one title, did in the last quarter."""

    title: str
    held: int
    reviewed: int
    met: int
    """Of the reviewed ones: how many accomplished their purpose."""
    partly: int
    kept: int
    """Actions done in time, or renegotiated before they were late."""
    promised: int
    """Actions that were to be done by now, or are done."""
    borrowed: int
    series: int | None = None
    """None where its meetings only share their title."""
    last: int | None = None
    """The id of its latest meeting that has minutes."""


class MeetingsView(NamedTuple):
    """What the third pane and `coachtui meetings` show."""

    now: datetime
    zone: ZoneInfo
    on: date
    today: date
    meetings: tuple[MeetingView, ...]
    """Of the day, in time order."""
    current: MeetingView | None
    """The meeting that runs, or else the next one of today."""
    waiting: tuple[MeetingView, ...]
    """Meetings that are over and have no closed review, latest first."""
    actions: tuple[ActionView, ...]
    """All open actions, the next deadline first."""
    numbers: tuple[SeriesNumbers, ...]
    coming: tuple[MeetingView, ...] = ()
    """The next meetings of the days after today."""
    last: tuple[MeetingView, ...] = ()
    """The latest meetings with minutes of the series that are shown."""
    clock24: bool = True
    """Whether the user's clock counts to 24; else to 12."""

    @property
    def wall(self) -> Wall:
        """How an instant is worded for the user."""
        return Wall(self.zone, self.clock24)

    @property
    def shown(self) -> tuple[MeetingView, ...]:
        """All meetings that it names, each once."""
        current = (self.current,) if self.current else ()
        return tuple(
            {one.id: one for one in (*current, *self.meetings, *self.waiting, *self.coming)}.values()
        )

    def numbers_of(self, meeting: MeetingView) -> SeriesNumbers | None:
        """How the series of a meeting did, or else those of its title; None where none was held."""
        title = meeting.meeting.title.casefold()
        same = [one for one in self.numbers if one.series is not None and one.series == meeting.series]
        named = (one for one in self.numbers if one.title.casefold() == title)
        return next(iter(same), None) or next(named, None)

    def last_of(self, meeting: MeetingView) -> MeetingView | None:
        """The latest meeting with minutes of a meeting's series; None where there is none."""
        numbers = self.numbers_of(meeting)
        return next((one for one in self.last if numbers and one.id == numbers.last), None)
