"""What reaches a terminal, a pipe, a full disk, or nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.helpers import DAY, LATER, MORNING, clean_environment, process

if TYPE_CHECKING:
    from tests.cli.helpers import Coach

SHELL = ["bash", "-c"]


@pytest.fixture
def environment(tmp_path: Path, planned: Coach) -> dict[str, str]:
    planned("add", "Bob: déjà vu 10m !")
    return clean_environment(tmp_path, COACHTUI_NOW=LATER, PYTHON=sys.executable)


def shell(line: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    script = f'coachtui() {{ "$PYTHON" -m coachtui "$@"; }}; {line}'
    return subprocess.run(
        [*SHELL, script], env=environment, capture_output=True, encoding="utf-8", check=False
    )


def on_terminal(environment: dict[str, str], *words: str) -> str:
    """What a command writes to a terminal of 60 columns."""
    pty = pytest.importorskip("pty")
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    command = subprocess.Popen(
        [sys.executable, "-m", "coachtui", *words],
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    out = b""
    with suppress(OSError):  # the end of a terminal is an error
        while data := os.read(ours, 65536):
            out += data
    os.close(ours)
    assert command.wait() == 0
    return out.decode().replace("\r\n", "\n")


def test_a_reader_who_leaves_early_is_no_error(environment: dict[str, str]) -> None:
    done = shell('coachtui today | head -n 1; echo "${PIPESTATUS[0]}"', environment)
    assert done.stdout.endswith("\n0\n")
    assert done.stderr == ""


def test_a_reader_who_is_gone_before_the_answer_is_no_error(environment: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = process("queue", environment=environment, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_closed_outputs_lose_nothing(environment: dict[str, str], redirection: str) -> None:
    done = shell(f"coachtui add 'Kim: quote 5m' {redirection}; echo $?; coachtui queue", environment)
    assert "0\n" in done.stdout
    assert "Kim: quote" in done.stdout
    assert done.stderr == ""


def test_without_standard_input_there_is_nothing_to_read(environment: dict[str, str]) -> None:
    done = shell("coachtui add <&-; echo $?", environment)
    assert done.stdout == "2\n"
    assert done.stderr.startswith("coachtui: nothing to add")


def test_an_answer_that_cannot_be_written_is_said_once(environment: dict[str, str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs a device that is always full")
    for words in ("today", "--help", "add --help", "add Kim: quote"):
        done = shell(f"coachtui {words} > /dev/full; echo $?", environment)
        assert (done.stdout, done.stderr.count("\n")) == ("1\n", 1)
        assert "the answer cannot be written" in done.stderr
        assert "not kept" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_signs_that_cannot_be_shown_are_replaced(environment: dict[str, str], encoding: str) -> None:
    environment["PYTHONIOENCODING"] = encoding
    for words in (["today"], ["queue"], ["status"], ["add", "Zoë: 家 5m"], ["today", "--markdown"]):
        done = process(*words, environment=environment)
        assert (done.returncode, done.stderr) == (0, b"")
        done.stdout.decode(encoding)
    out = process("today", environment=environment).stdout.decode(encoding)
    assert "> 09:45-10:30 # S2  Draft board deck 1/2" in out
    document = process("queue", "--json", environment=environment).stdout
    assert document.isascii()


def test_a_pipe_gets_plain_whole_lines_and_json_on_one(environment: dict[str, str]) -> None:
    out = process("today", environment=environment | {"COLUMNS": "30"}).stdout.decode()
    assert "\x1b" not in out
    assert "11:00–11:30 ║ M1  Budget sync             30m  agree Q4 budget · with Ana, Raj\n" in out
    assert process("today", "--json", environment=environment).stdout.count(b"\n") == 1


def test_a_terminal_gets_colours_its_width_and_indented_json(environment: dict[str, str]) -> None:
    environment["TERM"] = "xterm-256color"
    out = on_terminal(environment, "today")
    assert "\x1b[1m▶ 09:45–10:30 █ S2  Draft board deck 1/2" in out
    rows = [line for line in out.split("\n") if "█" in line or "┊" in line or "║" in line]
    plain = [row.replace("\x1b[0m", "").partition("m")[2] if row.startswith("\x1b") else row for row in rows]
    assert max(map(len, plain)) <= 60
    assert on_terminal(environment, "queue", "--json").startswith('{\n  "items": [\n')


@pytest.mark.parametrize("more", [{"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}])
def test_colours_are_left_out_where_they_are_not_wanted(
    environment: dict[str, str], more: dict[str, str]
) -> None:
    assert "\x1b" not in on_terminal(environment | more, "today")


def test_an_empty_no_color_means_nothing(environment: dict[str, str]) -> None:
    assert "\x1b[1m" in on_terminal(environment | {"TERM": "xterm", "NO_COLOR": ""}, "today")


def test_a_terminal_that_can_draw_no_dashboard_gets_the_day_as_text(environment: dict[str, str]) -> None:
    assert on_terminal(environment | {"TERM": "dumb"}) == on_terminal(environment | {"TERM": "dumb"}, "today")


def test_without_a_terminal_the_day_is_text_or_json(planned: Coach) -> None:
    assert planned().out == planned("today").out
    assert planned("--json").out == planned("today", "--json").out


def test_the_dashboard_opens_on_a_terminal(environment: dict[str, str]) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = subprocess.Popen(
        [sys.executable, "-m", "coachtui"],
        env=environment | {"TERM": "xterm-256color"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    guard = threading.Timer(30, command.kill)
    guard.start()
    out = b""
    with suppress(OSError):
        while data := os.read(ours, 65536):
            if b"Queue" not in out and b"Queue" in (out := out + data):
                os.write(ours, b"q")
    os.close(ours)
    guard.cancel()
    assert command.wait() == 0, out[-2_000:].decode(errors="replace")


def test_an_interrupt_leaves_quietly(environment: dict[str, str]) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-m", "coachtui", "plan", "-"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert waiting.stdin is not None
    # More than a pipe holds: once it is written, the command is reading.
    waiting.stdin.write(DAY.encode() * 2_000)
    waiting.stdin.flush()
    waiting.send_signal(signal.SIGINT)
    assert waiting.communicate()[1] == b""
    assert waiting.returncode == 130


def test_a_fault_of_ours_is_one_line_and_a_file_without_the_users_words(
    coach: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("the secret of Bob")

    monkeypatch.setattr("coachtui.services.capture.capture", broken)
    answer = coach("add", "Bob: a secret")
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert "not kept: Bob: a secret" in answer.err
    (crash,) = (tmp_path / "state" / "coachtui").iterdir()
    assert str(crash) in answer.err
    told = crash.read_text("utf-8")
    assert "ZeroDivisionError" in told
    assert "test_output.py" in told
    assert "secret" not in told


def test_the_plan_of_the_morning_is_there_in_a_process_of_its_own(environment: dict[str, str]) -> None:
    done = process("today", environment=environment | {"COACHTUI_NOW": MORNING})
    assert "now 08:30" in done.stdout.decode()
