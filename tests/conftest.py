"""Which tests are run without measuring coverage, so that the whole suite ends in a few minutes."""

from __future__ import annotations

import pytest

ROUNDS = frozenset({"test_month", "test_screenshots"})
"""Files whose tests go over many times what others reach one by one, as property tests and machines do."""

PRESSED = "test_every_command"
"""The measured file of the dashboard: it presses every command. The others would take half as long again."""


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """End the measurement that pytest-cov begins in a worker before its own, and never pauses."""
    plugin = session.config.pluginmanager.getplugin("_cov")
    if hasattr(session.config, "workerinput") and plugin is not None:
        plugin.cov_controller.cov.stop()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Measure what each part's own tests reach, and of the dashboard what its commands reach."""
    name = item.path.stem
    is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    if is_property or name in ROUNDS or (item.path.parent.name == "tui" and name != PRESSED):
        item.add_marker(pytest.mark.no_cover)
