"""Writes the tables of the README from the commands themselves: `python -m tests.readme`."""

from __future__ import annotations

from pathlib import Path

from coachtui.cli.registry import COMMANDS
from coachtui.tui.commands import table

README = Path(__file__).parent.parent / "README.md"


def command_table() -> str:
    """The command line's commands as a Markdown table."""
    rows = [f"| `coachtui {one.name}` | {one.help} |" for one in COMMANDS]
    return "\n".join(["| command | does |", "|---|---|", *rows])


def written(text: str) -> str:
    """The README with its tables as they should be."""
    for name, content in (("keys", table()), ("commands", command_table())):
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, after = text.partition(start)[0], text.partition(end)[2]
        text = f"{before}{start}{content.strip()}\n\n{end}{after}"
    return text


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), "utf-8")
