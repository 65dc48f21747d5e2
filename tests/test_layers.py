"""The layers of the house, proved by importing: what a layer may not know is not loaded by it."""

from __future__ import annotations

import subprocess
import sys

import pytest

DASHBOARD = {"textual", "rich"}
FILE = {"sqlite3", "sqlite_utils"}


def loaded_by(module: str) -> set[str]:
    """The top-level modules that importing a module loads, in a Python of its own."""
    code = f"import sys, {module}; print(*(name.partition('.')[0] for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("coachtui.domain.slotting.rules", DASHBOARD | FILE | {"pendulum", "dataclasses"}),
        ("coachtui.domain.planning", DASHBOARD | FILE | {"pendulum"}),
        ("coachtui.domain.capture", DASHBOARD | FILE | {"pendulum"}),
        ("coachtui.store.file", DASHBOARD | {"sqlite_utils", "pendulum"}),
        ("coachtui.services.capture", DASHBOARD | {"sqlite_utils", "pendulum"}),
        ("coachtui.services.snapshot", DASHBOARD | {"sqlite_utils", "pendulum"}),
        ("coachtui.services.reviews", DASHBOARD | {"sqlite_utils", "pendulum"}),
        ("coachtui.exchange.json_view", DASHBOARD | {"sqlite_utils"}),
        ("coachtui.exchange.mail", DASHBOARD | {"sqlite_utils", "icalendar", "email"}),
    ],
)
def test_a_layer_loads_nothing_that_it_may_not_know(module: str, forbidden: set[str]) -> None:
    assert loaded_by(module).isdisjoint(forbidden)
