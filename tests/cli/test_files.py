from __future__ import annotations

import json
import sqlite3
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.helpers import Coach


def test_a_backup_is_made_where_it_is_wanted(planned: Coach, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    assert planned("backup", str(target)).out == f"copied to {target}\n"
    assert planned("--db", str(target), "today").out == planned("today").out
    assert planned("backup", str(target)).status == 1


@pytest.mark.parametrize("name", ["x" * 5_000, "\udcff\udcfe.db", "x/" * 2_500])
def test_a_backup_with_a_name_that_no_file_can_have_is_refused(planned: Coach, name: str) -> None:
    answer = planned("backup", name)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert "fault" not in answer.err


def test_a_file_without_a_name_is_called_so(coach: Coach) -> None:
    assert coach("import", "").err == "coachtui: a file without a name cannot be read: is a directory\n"


def test_a_backup_without_a_target_is_todays_copy_brought_up_to_date(planned: Coach) -> None:
    first = planned("backup", "--json").document["path"]
    planned("add", "Bob: invoice question 10m")
    assert planned("backup", "--json").document["path"] == first
    assert planned("--db", first, "queue", "--json").document["items"][0]["who"] == "Bob"


def test_an_export_goes_out_and_comes_back(planned: Coach, tmp_path: Path) -> None:
    planned("add", "Bob: café 10m")
    file = tmp_path / "coach.json"
    assert planned("export", str(file)).status == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(planned("export").out)["tables"] == json.loads(file.read_text("utf-8"))["tables"]
    new = str(tmp_path / "new.db")
    assert planned("--db", new, "import", str(file)).status == 0
    assert planned("--db", new, "queue").out == planned("queue").out
    assert planned("export", str(file)).status == 1


def test_an_import_into_a_used_file_asks_for_replace_and_keeps_a_backup(
    planned: Coach, tmp_path: Path
) -> None:
    document = planned("export").out
    planned("add", "Bob: x")
    refused = planned("import", "-", stdin=document)
    assert refused.status == 1
    assert "not empty" in refused.err
    answer = planned("import", "--replace", "--json", "-", stdin=document)
    assert answer.document["tables"]["interruption"] == 0
    assert planned("queue", "--json").document["items"] == []
    assert list((tmp_path / "backups").iterdir())


@pytest.mark.parametrize("document", ["", "{", "[1, 2]", '{"format": "other"}', "[" * 100_000, "1" * 5_000])
def test_what_is_no_export_is_refused(coach: Coach, document: str) -> None:
    answer = coach("import", "-", stdin=document)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda document: {"format": "other"},
        lambda document: document | {"schema": 99},
        lambda document: document | {"tables": {"slot": [{"id": 1, "interruption_id": 77}]}},
        lambda document: document["tables"]["interruption"][0].update(person_id=77) or document,
    ],
)
def test_a_document_that_is_refused_leaves_no_new_file(
    planned: Coach, tmp_path: Path, spoiled: Callable[[Any], Any]
) -> None:
    planned("add", "Bob: x")
    before = sorted(tmp_path.rglob("*"))
    document = json.dumps(spoiled(json.loads(planned("export").out)))
    answer = planned("--db", str(tmp_path / "new.db"), "import", "-", stdin=document)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_doctor_finds_a_cared_for_file_healthy(coach: Coach) -> None:
    coach("backup")
    answer = coach("doctor", "--json")
    assert (answer.status, answer.document["ok"]) == (0, True)


def test_the_doctor_says_what_is_wrong_and_mends_what_is_safe(coach: Coach, tmp_path: Path) -> None:
    coach("backup")
    (tmp_path / "coach.db").chmod(0o644)
    answer = coach("doctor")
    assert answer.status == 1
    assert "✗ wrong: " in answer.out
    assert answer.err.endswith("checks need care\n")
    assert coach("doctor", "--mend").status == 0
    assert stat.S_IMODE((tmp_path / "coach.db").stat().st_mode) == 0o600


def test_the_doctor_reads_the_settings_too(
    coach: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach("backup")
    (tmp_path / "mine.toml").write_text('clock = "12"\nthme = "nord"\n')
    monkeypatch.setenv("COACHTUI_CONFIG", str(tmp_path / "mine.toml"))
    answer = coach("doctor")
    assert answer.status == 1
    assert 'wrong: config.toml line 2: there is no setting "thme"; did you mean theme?' in answer.out


def test_the_doctor_of_an_unused_installation_finds_nothing_wrong_and_makes_no_file(
    empty_coach: Coach, tmp_path: Path
) -> None:
    answer = empty_coach("doctor")
    assert (answer.status, answer.err) == (0, "")
    assert "coach.db yet: `coachtui`, or the first `coachtui add`, creates it" in answer.out
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_says_that_the_folder_of_the_file_is_missing(empty_coach: Coach, tmp_path: Path) -> None:
    answer = empty_coach("doctor", "--db", str(tmp_path / "no" / "coach.db"))
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("command", ["backup", "export"])
def test_commands_about_a_file_make_none(empty_coach: Coach, tmp_path: Path, command: str) -> None:
    answer = empty_coach(command)
    assert answer.status == 1
    assert "there is no file" in answer.err
    assert list(tmp_path.iterdir()) == []


def foreign(path: Path) -> None:
    sqlite3.connect(path).execute("create table theirs (x)").connection.close()


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("pragma user_version = 99")
    connection.close()


def damaged(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:200] + b"\xaa" * (len(content) - 200))


def text(path: Path) -> None:
    path.write_text("To do: everything. " * 1_000, encoding="utf-8")


@pytest.mark.parametrize("spoil", [foreign, newer, damaged, text])
@pytest.mark.parametrize(
    "words", [["add", "Bob: pay"], ["today"], ["queue"], ["status"], ["plan", "-"], ["undo"], ["search", "x"]]
)
def test_a_file_that_is_not_ours_to_use_is_one_line_and_not_touched(
    coach: Coach, tmp_path: Path, spoil: object, words: list[str]
) -> None:
    path = tmp_path / "coach.db"
    if spoil is foreign:
        path.unlink()
    assert callable(spoil)
    spoil(path)
    before = path.read_bytes()
    answer = coach(*words)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert path.read_bytes() == before
    assert ("not kept: Bob: pay" in answer.err) == (words[0] == "add")


def test_the_doctor_of_a_damaged_file_says_which_backup_comes_back_and_how(
    coach: Coach, tmp_path: Path
) -> None:
    path = tmp_path / "coach.db"
    coach("add", "Bob: pay")
    (tmp_path / "backups").mkdir()
    backup = tmp_path / "backups" / "coach-2026-11-23.db"
    backup.write_bytes(path.read_bytes())
    damaged(path)
    before = path.read_bytes()
    answer = coach("doctor")
    assert answer.status == 1
    assert (
        f"the newest good backup is {backup}: `mv {path} {path}.damaged && cp {backup} {path}`" in answer.out
    )
    assert path.read_bytes() == before
    assert subprocess.run(["sh", "-c", answer.out.split("`")[1]], check=False).returncode == 0
    assert [item["title"] for item in coach("queue", "--json").document["items"]] == ["pay"]


def test_the_doctor_of_a_damaged_file_without_a_backup_says_what_can_still_be_saved(
    coach: Coach, tmp_path: Path
) -> None:
    path = tmp_path / "coach.db"
    coach("add", "Bob: pay")
    connection = sqlite3.connect(path)
    (page,) = connection.execute("select rootpage from sqlite_master where name = 'change'").fetchone()
    (size,) = connection.execute("pragma page_size").fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xaa" * size
    path.write_bytes(content)
    answer = coach("doctor")
    assert answer.status == 1
    assert "coachtui doctor" not in answer.out
    assert "coachtui export" not in answer.out
    (remedy,) = {line.split("`")[1] for line in answer.out.splitlines() if ".recover" in line}
    assert remedy == f"sqlite3 {path} .recover > {path}.sql && sqlite3 {path}.rescued < {path}.sql"


def test_a_rescue_that_saved_nothing_leaves_no_file_and_an_empty_one_is_called_empty(
    coach: Coach, tmp_path: Path
) -> None:
    path = tmp_path / "coach.db"
    (tmp_path / "sqlite3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "sqlite3").chmod(0o755)
    damaged(path)
    remedy, check = (coach("doctor").out.split("`")[number] for number in (1, 3))
    paths = {"PATH": f"{tmp_path}:/bin"}
    assert subprocess.run(["/bin/sh", "-c", remedy], env=paths, check=False).returncode == 1
    rescued = tmp_path / "coach.db.rescued"
    assert not rescued.exists()
    rescued.touch()
    answer = coach(*check.split()[1:])
    assert (answer.status, rescued.stat().st_size) == (1, 0)
    assert f"wrong: {rescued} is empty, no row is in it" in answer.out


def test_the_doctor_finds_a_fresh_file_healthy(coach: Coach) -> None:
    coach("add", "Bob: pay")
    answer = coach("doctor")
    assert (answer.status, answer.err) == (0, "")
    assert "1 interruption, 0 tasks" in answer.out


def test_only_the_default_folder_is_made(
    empty_coach: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert empty_coach("today", "--db", str(tmp_path / "no" / "coach.db")).status == 1
    monkeypatch.setenv("COACHTUI_DB", str(tmp_path / "nope" / "coach.db"))
    assert empty_coach("today").status == 1
    assert list(tmp_path.iterdir()) == []
    monkeypatch.delenv("COACHTUI_DB")
    assert empty_coach("today").status == 0
    (file,) = tmp_path.rglob("*.db")
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_the_option_wins_over_the_environment(coach: Coach, tmp_path: Path) -> None:
    other = str(tmp_path / "other.db")
    coach("--db", other, "add", "here")
    coach("add", f"--db={other}", "and here")
    assert len(coach("queue", "--db", other, "--json").document["items"]) == 2
    assert coach("queue", "--json").document["items"] == []


def test_a_tilde_in_a_path_is_the_home_folder(coach: Coach, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    assert coach("--db=~/mine.db", "today").status == 0
    assert (tmp_path / "home" / "mine.db").exists()
    assert not Path("~").exists()
