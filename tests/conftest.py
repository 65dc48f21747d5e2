"""Which tests are looked at without coverage, so that the whole suite ends in a few minutes."""

from __future__ import annotations

import pytest

ROUNDS = frozenset(
    {
        "test_covers",
        "test_demo_day",
        "test_lifecycle",
        "test_meeting_pictures",
        "test_meetings_machine",
        "test_month",
        "test_pictures",
        "test_queue_machine",
        "test_random_walk",
        "test_review_crash",
        "test_review_hostile",
        "test_review_machine",
        "test_review_offers",
        "test_review_pictures",
        "test_screenshots",
        "test_series_machine",
        "test_services_machine",
        "test_settings",
        "test_sprints_machine",
        "test_undo_machine",
        "test_unsaved",
        "test_widths",
    }
)
"""Files whose tests go over what others reach one by one; measuring takes them half as long again."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """No coverage of what goes round many times."""
    if item.path.stem in ROUNDS:
        item.add_marker(pytest.mark.no_cover)
