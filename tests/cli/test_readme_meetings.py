"""The commands about meetings in the README, line by line, in a real shell."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.cli.helpers import clean_environment
from tests.readme import README

if TYPE_CHECKING:
    from pathlib import Path


def test_each_line_does_what_it_says(tmp_path: Path) -> None:
    found = re.search(r"<!-- meetings -->\n```sh\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert found
    environment = clean_environment(tmp_path, COACHTUI_NOW="2026-11-24T10:55", PYTHON=sys.executable)
    for line in found[1].splitlines():
        script = f'coachtui() {{ "$PYTHON" -m coachtui "$@"; }}\n{line}'
        done = subprocess.run(
            ["bash", "-c", script], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        is_not_ready = line == "coachtui meeting ready 1"
        assert done.returncode == int(is_not_ready), (line, done.stdout, done.stderr)
        if is_not_ready:
            assert "nobody takes notes" in done.stdout
        if line == "coachtui meeting show":
            assert "= freeze contractor spend until January" in done.stdout
            assert "Raj (not there)" in done.stdout
    assert (tmp_path / "budget-sync.ics").exists()
