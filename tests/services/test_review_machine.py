"""A review is written, corrected and taken back in any order: none is ever closed that commits nobody."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coachtui.domain.errors import CoachError
from coachtui.domain.review import Accomplished, Ruling, Step
from coachtui.services import history, meetings, review_typing, reviews
from coachtui.services import settings as keeping
from coachtui.services.review_looking import look, meaning
from coachtui.services.review_typing import Place
from coachtui.store.doctor import examine
from coachtui.store.undo import peek
from tests.services.helpers import TODAY, Clock, open_office, rows
from tests.services.review_rules import assert_committing, lines, next_lines, texts

NUMBERS = st.integers(1, 6)
STEPS = st.sampled_from(Step)
EARLIER = "Ana: freeze spend by fri => mail sent"


class Reviews(RuleBasedStateMachine):
    """One meeting that is over, and one of its series that left an action."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock("09:00", TODAY.replace(day=17))
        self.office = open_office(Path(self.folder.name) / "coach.db", self.clock)

    def teardown(self) -> None:
        assert all(finding.ok for finding in examine(self.office.store) if "backup" not in finding.text)
        self.office.store.close()
        self.folder.cleanup()

    @initialize()
    def two_meetings(self) -> None:
        meetings.add(self.office, "11:00-11:30 Budget sync: look ahead @Ana @Raj")
        self.clock.set("11:30", TODAY.replace(day=17))
        reviews.read(self.office, 1, f"\nyes\n\n{EARLIER}")
        reviews.close(self.office, 1)
        self.clock.set("09:00")
        self.meeting = meetings.add(self.office, "11:00-11:30 Budget sync: agree @Ana @Raj").meeting.id
        self.clock.set("11:32")

    @rule(step=STEPS, line=lines)
    def say(self, step: Step, line: str) -> None:
        with suppress(CoachError):
            reviews.say(self.office, self.meeting, step, line)

    @rule(step=STEPS, written=st.lists(lines, max_size=3), typed=st.text(max_size=9))
    def enter(self, step: Step, written: list[str], typed: str) -> None:
        before = rows(self.office)
        try:
            review_typing.enter(self.office, self.meeting, step, written, Place(step, text=typed))
        except CoachError:
            assert rows(self.office) == before

    @rule(step=STEPS, typed=st.text(max_size=9))
    def pause(self, step: Step, typed: str) -> None:
        keeping.keep(self.office, *review_typing.written(self.meeting, Place(step, text=typed)))

    @rule(number=NUMBERS, line=lines)
    def rewrite(self, number: int, line: str) -> None:
        with suppress(CoachError):
            review_typing.rewrite(self.office, self.meeting, number, line, Place(Step.ACTIONS))

    @rule(number=NUMBERS)
    def take_out(self, number: int) -> None:
        with suppress(CoachError):
            reviews.take_out(self.office, self.meeting, number)

    @rule(answer=st.sampled_from(Accomplished), reason=st.text(max_size=9))
    def answer(self, answer: Accomplished, reason: str) -> None:
        with suppress(CoachError):
            review_typing.answer(self.office, self.meeting, answer, reason, Place(Step.PURPOSE))

    @rule(ruling=st.sampled_from(Ruling))
    def decide(self, ruling: Ruling) -> None:
        with suppress(CoachError):
            reviews.say(self.office, self.meeting, Step.ACTIONS, f"#1 {ruling.value}")

    @rule(line=next_lines)
    def meet_again(self, line: str) -> None:
        with suppress(CoachError):
            reviews.say(self.office, self.meeting, Step.NEXT, line)

    @rule(text=texts)
    def read(self, text: str) -> None:
        with suppress(CoachError):
            reviews.read(self.office, self.meeting, text)

    @rule(step=STEPS, line=lines)
    def looking_writes_nothing(self, step: Step, line: str) -> None:
        before = rows(self.office)
        look(self.office, self.meeting)
        meaning(self.office, self.meeting, step, line)
        assert rows(self.office) == before

    @rule()
    def reopen(self) -> None:
        with suppress(CoachError):
            reviews.reopen(self.office, self.meeting)

    @rule()
    def close(self) -> None:
        before = rows(self.office)
        draft = look(self.office, self.meeting).review
        assert draft is not None
        try:
            review_typing.close(self.office, self.meeting)
        except CoachError:
            assert rows(self.office) == before
        else:
            assert draft.problems == ()
            history.undo(self.office)
            after = {name: one for name, one in rows(self.office).items() if name != "setting"}
            assert after == {name: one for name, one in before.items() if name != "setting"}
            history.redo(self.office)

    @rule()
    def undo(self) -> None:
        with self.office.store.read() as db:
            label, _ = peek(db)
        if not label.startswith("add meeting"):
            history.undo(self.office)

    @rule()
    def redo(self) -> None:
        with suppress(CoachError):
            history.redo(self.office)

    @invariant()
    def whoever_is_named_is_committed(self) -> None:
        assert_committing(self.office.store)


TestReviews = Reviews.TestCase
TestReviews.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
