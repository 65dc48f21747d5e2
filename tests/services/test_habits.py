"""How the user reads times and weeks: what the settings file says, else what the locale says."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachtui.exchange.own_name import Sender, own_name, own_self
from coachtui.services.habits import Habits, habits, name_said, of_locale


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "en_US.UTF-8"}, Habits(clock24=False, week_start=6)),
        ({"LANG": "de_DE.UTF-8"}, Habits(clock24=True, week_start=0)),
        ({"LANG": "en_GB"}, Habits(clock24=True, week_start=0)),
        ({"LANG": "fr_CA.UTF-8"}, Habits(clock24=True, week_start=6)),
        ({"LANG": "ar_EG.utf8"}, Habits(clock24=False, week_start=5)),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "de_DE.UTF-8"}, Habits()),
        ({"LC_ALL": "ja_JP.UTF-8", "LC_TIME": "en_US.UTF-8"}, Habits(clock24=True, week_start=6)),
        ({"LANG": "C.UTF-8"}, Habits()),
        ({"LANG": "POSIX"}, Habits()),
        ({"LANG": "ca_ES@valencia"}, Habits()),
        ({}, Habits()),
    ],
)
def test_the_territory_of_the_locale_decides(environment: dict[str, str], expected: Habits) -> None:
    assert of_locale(environment) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('clock = "24"', Habits(clock24=True, week_start=6)),
        ('week_start = "monday"', Habits(clock24=False, week_start=0)),
        ('clock = "24"\nweek_start = "saturday"', Habits(clock24=True, week_start=5)),
        ("clock = 24", Habits(clock24=False, week_start=6)),
        ('clock = "13"\nweek_start = ["monday"]', Habits(clock24=False, week_start=6)),
        ("clock =", Habits(clock24=False, week_start=6)),
        ('theme = "nord"', Habits(clock24=False, week_start=6)),
    ],
)
def test_the_settings_file_wins_and_what_is_wrong_in_it_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: Habits
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    monkeypatch.setenv("COACHTUI_CONFIG", str(file))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert habits() == expected


def test_the_users_own_name_is_set_in_the_file_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.toml"
    monkeypatch.setenv("COACHTUI_CONFIG", str(file))
    monkeypatch.delenv("COACHTUI_NAME", raising=False)
    assert name_said() == ""
    file.write_text('name = "Sam\\u001b[31m Doe"')
    assert name_said() == own_name() == "Sam Doe"
    monkeypatch.setenv("COACHTUI_NAME", "Kim")
    assert name_said() == own_name() == "Kim"
    monkeypatch.delenv("COACHTUI_NAME")
    file.write_text("name = 3")
    assert name_said() == ""


def test_a_week_has_the_users_order() -> None:
    assert Habits(week_start=6).week == (6, 0, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("Sam Doe <sam@example.org>", Sender("Sam Doe", "sam@example.org")),
        ("Sam Doe", Sender("Sam Doe")),
        ("Sam <a\r\nBcc: x@y.z>", Sender("Sam")),
        ("Sam <not an address>", Sender("Sam")),
    ],
)
def test_a_mail_address_stands_behind_the_own_name(
    monkeypatch: pytest.MonkeyPatch, said: str, known: Sender
) -> None:
    monkeypatch.setenv("COACHTUI_NAME", said)
    assert own_self() == known
    assert (name_said(), own_name()) == (known.name, known.name)
    monkeypatch.setenv("COACHTUI_NAME", "Kim <kim@example.org>")
    assert own_self(said) == known
