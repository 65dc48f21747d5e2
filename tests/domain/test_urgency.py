from __future__ import annotations

import pytest

from coachtui.domain.interruption import Urgency, climbed


@pytest.mark.parametrize(
    ("urgency", "steps", "becomes"),
    [
        (Urgency.LATER, 1, Urgency.NORMAL),
        (Urgency.URGENT, 1, Urgency.URGENT),
        (Urgency.NOW, 1, Urgency.NOW),
        (Urgency.NOW, -1, Urgency.URGENT),
        (Urgency.LATER, -1, Urgency.LATER),
    ],
)
def test_a_step_never_lowers_what_is_to_be_more_urgent(
    urgency: Urgency, steps: int, becomes: Urgency
) -> None:
    assert climbed(urgency, steps) is becomes
