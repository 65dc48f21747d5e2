"""What `add` and `status` cost, whole process, as ratios of one run: an empty file, ten years, bare Python.

The commands take turns, so that a busy machine is equally unkind to all of them. Bytecode is
compiled first, as an installation does.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

import coachtui
from tests.benchmarks import history

pytestmark = pytest.mark.benchmark

ROUNDS = 31
"""How often each command runs; the median counts."""

BARE = """import sqlite3
connection = sqlite3.connect({path!r})
connection.execute("create table if not exists item (id integer primary key, title text)")
connection.execute("insert into item (title) values ('quick')")
connection.commit()
"""


@pytest.fixture(scope="module")
def milliseconds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """The median wall time of each command."""
    folder = tmp_path_factory.mktemp("speed")
    compileall.compile_dir(Path(coachtui.__file__).parent, quiet=1)
    began = time.perf_counter()
    history.build(folder / "years.db")
    print(f"\nten years of history: written in {time.perf_counter() - began:.1f} s")
    command = str(Path(sys.executable).with_name("coachtui"))
    runs = {"bare": [sys.executable, "-c", BARE.format(path=str(folder / "bare.db"))]}
    for name in ("empty", "years"):
        runs[f"add, {name}"] = [command, "--db", str(folder / f"{name}.db"), "add", "Bob: quick 1m"]
        runs[f"status, {name}"] = [command, "--db", str(folder / f"{name}.db"), "status"]
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(ROUNDS + 1):
        clock = {"COACHTUI_NOW": f"2026-11-{24 + number // 8}T{9 + number % 8:02}:00", "TZ": "UTC"}
        for name, words in runs.items():
            start = time.perf_counter()
            subprocess.run(words, check=True, capture_output=True, env={**os.environ, **clock})
            if number:
                times[name].append((time.perf_counter() - start) * 1000)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, value in medians.items():
        print(f"{name:14} {value:6.1f} ms  {value / medians['bare']:5.2f} x bare")
    return medians


@pytest.mark.parametrize("command", ["add", "status"])
def test_a_command_costs_little_more_than_python_with_sqlite(
    milliseconds: dict[str, float], command: str
) -> None:
    assert milliseconds[f"{command}, empty"] <= 2.5 * milliseconds["bare"]


@pytest.mark.parametrize("command", ["add", "status"])
def test_ten_years_of_history_cost_nothing(milliseconds: dict[str, float], command: str) -> None:
    empty, years = milliseconds[f"{command}, empty"], milliseconds[f"{command}, years"]
    assert abs(years - empty) <= 0.15 * empty
