"""The user's own settings: one optional TOML file, which nobody but the user writes.

`config.toml` in the platform's folder for a user's configuration, or what COACHTUI_CONFIG names.
What is wrong in it is a warning with its line; all else in it still counts.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from coachtui.domain.text import clean_line, quoted
from coachtui.services.habits import FILE, NAME_LIMIT, WEEK_STARTS, place
from coachtui.tui import keymaps, themes
from coachtui.tui.attention import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

CHOICES: Mapping[str, tuple[Any, ...]] = {
    "ascii": (True, False),
    "clock": ("24", "12"),
    "week_start": tuple(WEEK_STARTS),
    "signals": LEVELS,
    "keymap": tuple(keymaps.PRESETS),
}
"""What can be set to one of a few values."""

KNOWN = ("name", "theme", *CHOICES, "keys")
"""Everything that can be set."""


class Settings(NamedTuple):
    """What the user wants; None and empty mean: not said."""

    theme: str = ""
    """The name of a theme."""
    ascii: bool | None = None
    """Whether only ASCII signs are drawn."""
    clock: str = ""
    """"24" or "12"."""
    week_start: str = ""
    """"monday", "sunday" or "saturday"."""
    signals: str = ""
    """One of `attention.LEVELS`."""
    keymap: str = "default"
    """The name of one of `keymaps.PRESETS`."""
    keys: Mapping[str, tuple[str, ...]] = {}
    """The keys that differ from the built-in ones, by command id."""
    name: str = ""
    """The name by which others know the user; `habits.name_said` reads it for all who ask."""
    warnings: tuple[str, ...] = ()
    """One line for each thing that does not count, with its line in the file."""


def load() -> Settings:
    """What the user's file says; nothing where there is none."""
    path = place()
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123  # pathlib is not needed yet
            text = file.read()
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        return Settings(warnings=(f"{path} cannot be read: {type(error).__name__}",))
    return understood(text)


def understood(text: str) -> Settings:
    """What the text of such a file says."""
    import tomllib

    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = at[1] if at else len(text.splitlines())
        return Settings(warnings=(f"{FILE} line {line}: nothing in it counts: {error}",))
    values: dict[str, Any] = {}
    warnings = []
    for key, value in said.items():
        if problem := _problem(key, value):
            warnings.append((_line_of(text, key), problem))
        elif key != "keys":
            values[key] = value
    wanted = {}
    for name, keys in said["keys"].items() if isinstance(said.get("keys"), dict) else ():
        if isinstance(keys, str):
            wanted[name] = keys
        else:
            problem = f'write the keys of {name} as text, such as "ctrl+r U"'
            warnings.append((_line_of(text, name, "keys"), problem))
    values["keys"], refused = keymaps.made(values.get("keymap", "default"), wanted)
    warnings += [(_line_of(text, name, "keys"), problem) for name, problem in refused.items()]
    return Settings(**values, warnings=tuple(f"{FILE} line {at}: {said}" for at, said in sorted(warnings)))


def _problem(key: str, value: object) -> str:
    """Why a setting does not count."""
    if key not in KNOWN:
        near = get_close_matches(key, KNOWN, n=1)
        return f"there is no setting {quoted(key)}" + (f"; did you mean {near[0]}?" if near else "")
    if key == "keys":
        return "" if isinstance(value, dict) else 'write [keys], and below it lines such as done = "e"'
    if key == "name":
        is_name = isinstance(value, str) and clean_line(value, NAME_LIMIT)
        return "" if is_name else 'write your name as text, such as name = "Sam Doe"'
    if key == "theme":
        known = isinstance(value, str) and themes.exists(value)
        return "" if known else f"there is no theme {quoted(str(value))}; : Theme in the dashboard lists them"
    if not any(value is one or (isinstance(value, str) and value == one) for one in CHOICES[key]):
        choices = ", ".join(str(one).lower() if isinstance(one, bool) else f'"{one}"' for one in CHOICES[key])
        return f"{key} is one of {choices}"
    return ""


def _line_of(text: str, key: str, table: str = "") -> int:
    """The line on which a key is set, or its table begins."""
    here = ""
    found = re.compile(rf"""\s*(?:\[\s*)?["']?{re.escape(key)}["']?\s*[]=.]""")
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
            here = heading[1].strip("\"'")
            if not table and here.split(".")[0] == key:
                return number
        elif here == table and found.match(line):
            return number
    return 1
