from __future__ import annotations

import pytest

from coachtui.domain.load import Load, load_of
from coachtui.domain.planning import TaskAsk, plan_day
from tests.domain.test_planning import DEFAULT, HOURS, meeting


def test_a_day_is_stated_in_minutes() -> None:
    planned = plan_day(HOURS, DEFAULT, [TaskAsk("A", 90), TaskAsk("B", 900)], [meeting("11:00-11:30")])
    load = load_of(planned.blocks, planned.unplaced)
    assert load == Load(planned=360, meetings=30, buffered=120, unplaced=630, usual=None)
    assert load.planned + load.meetings + load.buffered == 510
    assert load.planned + load.unplaced == 990
    assert load.excess == 0


@pytest.mark.parametrize(
    ("held", "usual", "excess"),
    [([], None, 0), ([0, 0], None, 0), ([60], 60, 30), ([200, 0, 60, 80], 80, 10), ([60, 81], 70, 20)],
)
def test_a_day_is_compared_with_what_the_last_days_held(
    held: list[int], usual: int | None, excess: int
) -> None:
    planned = plan_day(HOURS, DEFAULT, [TaskAsk("A", 90)])
    load = load_of(planned.blocks, held=held)
    assert (load.usual, load.excess) == (usual, excess)
