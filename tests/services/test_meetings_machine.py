"""Meetings land, move, end and are cancelled in any order, on planned days and on others."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from coachtui.domain.block import BlockKind
from coachtui.domain.errors import CoachError
from coachtui.services import history, holding, meetings
from coachtui.services.capture import capture
from coachtui.services.meeting_overview import overview
from coachtui.services.planning import plan
from coachtui.services.snapshot import take
from tests.services.helpers import TODAY, Clock, blocks, open_office, rows

DAYS = [TODAY, TODAY + timedelta(days=1)]
TASKS = "Draft board deck 90m !\nHiring notes 45m\nClient proposal 100m\n12:00-13:00 break Lunch"

starts = st.integers(9 * 12, 17 * 12).map(lambda at: f"{at // 12:02}:{at * 5 % 60:02}")
lengths = st.sampled_from([5, 15, 30, 45, 90])


def until(start: str, minutes: int) -> str:
    """The clock time so many minutes later."""
    at = int(start[:2]) * 60 + int(start[3:]) + minutes
    return f"{at // 60:02}:{at % 60:02}"


class Meetings(RuleBasedStateMachine):
    """Two days of one person."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock("09:00")
        self.office = open_office(Path(self.folder.name) / "coach.db", self.clock)

    def teardown(self) -> None:
        self.office.store.close()
        self.folder.cleanup()

    @property
    def ids(self) -> list[int]:
        return [one.id for on in DAYS for one in overview(self.office, on).meetings]

    @rule(on=st.sampled_from(DAYS), start=starts, minutes=lengths)
    def add(self, on: object, start: str, minutes: int) -> None:
        with suppress(CoachError):
            meetings.add(self.office, f"{on} {start}-{until(start, minutes)} Sync: agree the plan @Ana")

    @rule(data=st.data(), on=st.sampled_from(["", *DAYS]), start=starts)
    @precondition(lambda self: self.ids)
    def move(self, data: st.DataObject, on: object, start: str) -> None:
        number = data.draw(st.sampled_from(self.ids))
        before = meetings.show(self.office, number)
        try:
            after = meetings.move(self.office, number, f"{on} {start}").meeting
        except CoachError:
            assert meetings.show(self.office, number) == before
        else:
            assert after.meeting.span.minutes == before.meeting.span.minutes
            assert after.meeting.purpose == before.meeting.purpose

    @rule(data=st.data())
    @precondition(lambda self: self.ids)
    def cancel(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.ids))
        with suppress(CoachError):
            meetings.cancel(self.office, number)
            assert number not in self.ids

    @rule()
    def start(self) -> None:
        with suppress(CoachError):
            holding.start(self.office)

    @rule()
    def end(self) -> None:
        shown = take(self.office)
        with suppress(CoachError):
            holding.end(self.office)
            if any(block.over for block in shown.blocks):
                after = take(self.office)
                assert blocks(after) == blocks(shown)
                lost = [one.minutes for one in shown.slips] + [one.minutes for one in shown.unplaced]
                assert sum(one.minutes for one in after.unplaced) == sum(lost)

    @rule(on=st.sampled_from(DAYS))
    def plan(self, on: object) -> None:
        with suppress(CoachError):
            plan(self.office, TASKS, on)  # type: ignore[arg-type]

    @rule(minutes=st.sampled_from([5, 20, 40]))
    def capture(self, minutes: int) -> None:
        capture(self.office, f"Bob: question {minutes}m")

    @rule(minutes=st.integers(1, 40))
    def wait(self, minutes: int) -> None:
        self.clock.tick(minutes)

    @rule(start=starts)
    def a_step_is_undone_to_the_row(self, start: str) -> None:
        before = rows(self.office)
        with suppress(CoachError):
            meetings.add(self.office, f"{start}-{until(start, 30)} Party @Kim")
            history.undo(self.office)
        assert rows(self.office) == before

    @invariant()
    def every_minute_has_one_name(self) -> None:
        for on in DAYS:
            shown = take(self.office, on)
            for one, other in pairwise(shown.blocks):
                assert one.ends_at <= other.starts_at
                assert BlockKind.MEETING in (one.kind, other.kind) or one.ends_at == other.starts_at

    @invariant()
    def nothing_is_slotted_into_a_meeting(self) -> None:
        shown = [block for on in DAYS for block in take(self.office, on).blocks]
        held = [block for block in shown if block.kind is BlockKind.MEETING]
        for item in take(self.office).items:
            for piece in item.pieces:
                assert not any(
                    one.starts_at < piece.ends_at and piece.starts_at < one.ends_at for one in held
                )


TestMeetings = Meetings.TestCase
TestMeetings.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
