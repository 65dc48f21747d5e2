"""Which tests are run without measuring coverage, so that the whole suite ends in a few minutes."""

from __future__ import annotations

import pytest

ROUNDS = frozenset(
    {
        "test_meetings_machine",
        "test_month",
        "test_queue_machine",
        "test_review_machine",
        "test_screenshots",
        "test_series_machine",
        "test_services_machine",
        "test_sprints_machine",
        "test_undo_machine",
    }
)
"""Files whose tests go over many times what others reach one by one."""

PRESSED = "test_every_command"
"""The measured file of the dashboard: it presses every command. The others would take half as long again."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Measure what each part's own tests reach, and of the dashboard what its commands reach."""
    name = item.path.stem
    if name in ROUNDS or (item.path.parent.name == "tui" and name != PRESSED):
        item.add_marker(pytest.mark.no_cover)
