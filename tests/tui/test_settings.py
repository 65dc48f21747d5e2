"""The user's own settings: what counts, what is a warning, and what can be seen of both."""

from __future__ import annotations

import re
from itertools import combinations, permutations
from pathlib import Path

import pytest

from coachtui.services.desk import Desk
from coachtui.services.habits import Habits, place
from coachtui.tui import commands, keymaps
from coachtui.tui.settings import CHOICES, KNOWN, Settings, load, understood
from tests.readme import README
from tests.tui.conftest import Opened

GOOD = """\
theme = "nord"
ascii = true
clock = "12"
week_start = "sunday"
signals = "screen"
keymap = "vim"

[keys]
done = "Y ctrl+x"
"later" = "} ]"
"""


def test_what_is_said_counts() -> None:
    settings = understood(GOOD)
    assert settings.warnings == ()
    assert settings[:6] == ("nord", True, "12", "sunday", "screen", "vim")
    assert settings.keys["done"] == ("Y", "ctrl+x")
    assert settings.keys["later"] == ("}", "]")
    assert settings.keys["redo"] == ("ctrl+r", "U")


@pytest.mark.parametrize("text", ["", "# only a comment\n", "[keys]\n"])
def test_what_is_not_said_is_as_it_comes(text: str) -> None:
    assert understood(text) == Settings()


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ('\nthme = "nord"', 'config.toml line 2: there is no setting "thme"; did you mean theme?'),
        ('theme = "norda"', 'config.toml line 1: there is no theme "norda"'),
        ('name = ""', "config.toml line 1: write your name as text"),
        ("theme = 3", "config.toml line 1: there is no theme"),
        ("# x\n\nclock = 24", 'config.toml line 3: clock is one of "24", "12"'),
        ("ascii = 1", "config.toml line 1: ascii is one of true, false"),
        ('week_start = ["monday"]', "config.toml line 1: week_start is one of"),
        ('signals = "loud"', 'config.toml line 1: signals is one of "all", "screen", "off"'),
        ('keymap = "emacs"', 'config.toml line 1: keymap is one of "default", "vim", "superhuman"'),
        ('ascii = true\n[keyz]\ndone = "e"', 'line 2: there is no setting "keyz"; did you mean keys?'),
        ("keys = 3", "line 1: write [keys]"),
        ("[keys]\ndone = 3", "line 2: write the keys of done as text"),
        ('[keys]\n\ndones = "e"', 'line 3: there is no command "dones"; did you mean done?'),
        ('[keys]\ndone = ""', "line 2: done needs a key"),
        ('[keys]\ndone = "ctrl+enter"', 'line 2: "ctrl+enter" does not arrive in every terminal'),
        ('[keys]\ndone = "alt+d"', 'line 2: "alt+d" does not arrive in every terminal'),
        ('[keys]\ndone = "hyper"', 'line 2: "hyper" is no key'),
        ('[keys]\ndone = "i"', 'line 2: "i" is the key of capture already'),
        ('[keys]\ndone = "O"\ndrop = "O"', 'line 3: "O" is the key of done already'),
        ('ascii = true\nascii = "', "config.toml line 2: nothing in it counts"),
    ],
)
def test_what_is_wrong_is_a_warning_with_its_line(text: str, warning: str) -> None:
    (said,) = understood(text).warnings
    assert warning in said


def test_what_is_wrong_costs_nothing_else() -> None:
    settings = understood('theme = "nord"\nclock = "13"\n[keys]\ndone = "i"\nundo = "ctrl+x"\n')
    assert settings.theme == "nord"
    assert settings.keys == {"undo": ("ctrl+x",)}
    assert len(settings.warnings) == 2


def test_two_commands_can_exchange_their_keys() -> None:
    settings = understood('[keys]\nundo = "U"\nredo = "u"\n')
    assert settings.warnings == ()
    assert settings.keys == {"undo": ("U",), "redo": ("u",)}


@pytest.mark.parametrize("contexts", commands.TOGETHER, ids=lambda contexts: "+".join(sorted(contexts)))
def test_no_command_takes_the_key_of_another_on_its_screen(contexts: frozenset[str]) -> None:
    for here, there in permutations(sorted(contexts), 2):
        used = {key for one in commands.within(here) for key in one.keys}
        mine = commands.within(here)[0]
        key, theirs = next(
            (key, one) for one in commands.within(there) for key in one.keys if key not in used
            and not keymaps.DEAD.fullmatch(key)
        )  # fmt: skip
        _, refused = keymaps.made("default", {mine.id: key})
        assert refused[mine.id].endswith(" already")
        assert keymaps.overlap(mine, theirs)


@pytest.mark.parametrize("name", keymaps.PRESETS)
def test_a_preset_names_commands_and_gives_no_key_two_meanings(name: str) -> None:
    keys, refused = keymaps.made(name, {})
    assert refused == {}
    assert set(keymaps.PRESETS[name]) <= set(commands.BY_ID)
    for one, other in combinations(commands.COMMANDS, 2):
        if keymaps.overlap(one, other) and {one.id, other.id} & set(keys):
            mine, others = (keys.get(command.id, command.keys) for command in (one, other))
            assert not set(mine) & set(others), (one.id, other.id)
    assert not any(keymaps.DEAD.fullmatch(key) for many in keys.values() for key in many)


def test_the_file_is_where_the_platform_keeps_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COACHTUI_CONFIG", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    from platformdirs import user_config_path

    assert place() == str(user_config_path("coachtui", appauthor=False) / "config.toml")
    assert load() == Settings()


def test_the_file_is_read_as_it_is_and_a_bad_one_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.toml"
    monkeypatch.setenv("COACHTUI_CONFIG", str(file))
    file.write_text('theme = "light"\n')
    assert load().theme == "light"
    file.write_bytes(b'theme = "\xff"\n')
    assert "cannot be read" in load().warnings[0]
    file.unlink()
    file.mkdir()
    assert "cannot be read" in load().warnings[0]


async def test_own_keys_work_and_are_shown(opened: Opened, planned: Desk) -> None:
    settings = understood('[keys]\ndone = "Y"\nsnooze-tomorrow = "m"\nhelp = "H"\ncapture = "I"\n')
    assert settings.warnings == ()
    async with opened(settings=settings) as session:
        assert "I interrupt" in session.text
        assert "Y done" in session.text
        before = len(session.queue())
        await session.press("2", "d")
        assert len(session.queue()) == before
        await session.press("Y")
        assert len(session.queue()) == before - 1
        await session.press("s", "m")
        assert "tomorrow" in session.said or "Wed" in session.said
        await session.press("H")
        assert " Y  " in str(session.text)


async def test_the_palette_shows_own_keys(opened: Opened, planned: Desk) -> None:
    async with opened(size=(120, 40), settings=understood('[keys]\nundo = "ctrl+x"\n')) as session:
        await session.press("ctrl+p")
        await session.write("take back")
        for _ in range(50):
            await session.pilot.pause()
            if "undo  (ctrl+x)" in session.text:
                break
        assert "undo  (ctrl+x)" in session.text


async def test_the_chosen_theme_and_level_are_there_next_time(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        session.app.theme = "nord"
        await session.press("Q")
        assert "only the title" in session.said
    async with opened() as session:
        assert session.app.theme == "nord"
        await session.press("Q")
        assert "none" in session.said
        await session.press("u")
        assert "undone: capture" in session.said
    async with opened(settings=understood('theme = "light"\nsignals = "all"')) as session:
        assert session.app.theme == "coachtui-light"
        await session.press("Q")
        assert "only the title" in session.said
    async with opened() as session:
        assert session.app.theme == "nord"


@pytest.mark.parametrize("usual", [Habits(clock24=False)])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (160, 48), (220, 60)])
async def test_a_clock_of_twelve_hours_is_everywhere(
    opened: Opened, planned: Desk, size: tuple[int, int]
) -> None:
    async with opened(size=size) as session:
        await session.press("2", "]")
        assert "11:30am today" in session.said
        screens = [session.text]
        for keys in (("enter",), ("i",), ("escape", "T"), ("escape", "P"), ("escape", "1", "enter")):
            await session.press(*keys)
            screens.append(session.text)
        for text in screens:
            text = re.sub(r"\d\d:\d\d-\d\d:\d\d|>\d\d:\d\d", "", text)  # what is typed so
            assert re.findall(r"\b(?:1[3-9]|2[0-3]|0\d):\d\d", text) == []
            assert "am" in text or "PLAN" in text


def example() -> str:
    """The settings file that the README shows."""
    return README.read_text("utf-8").partition("```toml\n")[2].partition("```")[0]


def test_the_readmes_example_is_understood_and_complete() -> None:
    settings = understood(example())
    assert settings.warnings == ()
    assert set(re.findall(r"^(\w+) = ", example().partition("[keys]")[0], re.MULTILINE)) == {*KNOWN} - {
        "keys"
    }
    assert settings.keys["done"] == ("d", "ctrl+x")


@pytest.mark.parametrize("key", CHOICES)
def test_the_readmes_example_names_every_choice(key: str) -> None:
    said = re.search(rf"^{key} = .*?(?=^\w+ = |^\[|\Z)", example(), re.MULTILINE | re.DOTALL)
    assert said is not None
    for choice in CHOICES[key]:
        assert (str(choice).lower() if isinstance(choice, bool) else f'"{choice}"') in said[0]


def test_the_readme_tells_what_every_preset_changes() -> None:
    text = README.read_text("utf-8").partition("<!-- presets -->")[2].partition("<!-- /presets -->")[0]
    for preset, changed in keymaps.PRESETS.items():
        assert all(f"| `{preset}` |" in text for name in changed if not name.startswith("card-"))


@pytest.mark.parametrize("name", ["lane-keep", "forecast-standing", "recap-now"])
def test_a_key_that_reads_on_is_not_taken_by_a_command_of_the_same_screen(name: str) -> None:
    assert keymaps.made("default", {name: "j"}) == ({}, {name: '"j" is the key of down already'})
