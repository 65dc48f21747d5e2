"""Writes the tables of the README from the commands themselves: `python -m tests.readme`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.cli.registry import COMMANDS
from coachtui.tui.commands import BY_ID, CONTEXTS, SIGNS, shown, within
from coachtui.tui.keymaps import PRESETS

if TYPE_CHECKING:
    from collections.abc import Sequence

README = Path(__file__).parent.parent / "README.md"


def command_table() -> str:
    """The command line's commands as a Markdown table."""
    rows = [f"| `coachtui {one.name}` | {one.help} |" for one in COMMANDS]
    return "\n".join(["| command | does |", "|---|---|", *rows])


def key_table() -> str:
    """All commands of the dashboard as Markdown tables, one for each context."""
    lines = []
    for context, heading in CONTEXTS.items():
        lines += [f"**{heading}**", "", "| keys | command | id | what it does |", "|---|---|---|---|"]
        for command in within(context):
            keys = " ".join(f"`{key}`" for key in shown(command))
            lines.append(f"| {keys} | {command.title} | `{command.id}` | {command.help} |")
        lines.append("")
    return "\n".join(lines)


def preset_table() -> str:
    """What the key maps other than the built-in one change, as a Markdown table."""

    def printed(keys: Sequence[str]) -> str:
        return " ".join(f"`{SIGNS.get(key, key)}`" for key in keys)

    rows = [
        f"| `{preset}` | {BY_ID[name].title} (`{name}`) | {printed(keys)} |"
        for preset, changed in PRESETS.items()
        for name, keys in changed.items()
        if not name.startswith("card-") and name in BY_ID
    ]
    return "\n".join(["| keymap | command | keys |", "|---|---|---|", *rows])


def written(text: str) -> str:
    """The README with its tables as they should be."""
    for name, content in (("keys", key_table()), ("presets", preset_table()), ("commands", command_table())):
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, after = text.partition(start)[0], text.partition(end)[2]
        text = f"{before}{start}{content.strip()}\n\n{end}{after}"
    return text


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), "utf-8")
