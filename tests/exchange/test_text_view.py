from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coachtui.domain.rhythm import DEFAULT_WEEK
from coachtui.exchange import text_view
from coachtui.exchange.cells import cells
from coachtui.exchange.glyphs import ASCII
from coachtui.exchange.look import Look, Row, columns
from coachtui.store.doctor import Finding
from coachtui.store.search import Hit
from tests.exchange.snapshots import BERLIN, DAY, at, block, item

TODAY = """\
Tue 24 Nov 2026 · now 10:21 · Europe/Berlin
  09:00–09:45 █ S1  Write brief              45m  done
▶ 09:45–10:30 █ S2  Draft board deck 1/2     45m  running · 9m left
  10:30–11:00 ┊ B1  buffer                   30m  ■■■■□ 20/30m
  10:30       ! #1  Bob: invoice question    10m
  10:40       · #2  long talk                10m  of ~25m
  11:00–11:30 ║ M1  Budget sync              30m  agree Q4 budget · with Ana, Raj
  11:30–12:00 ┊ B2  buffer                   30m  ■■■□□ 15/30m
  11:30       · #2  long talk                15m  of ~25m
  12:00–13:00   R1  Lunch                     1h
does not fit: Code review 45m
sprints 1/2 · meetings 0/1 · free in buffers 25m of 1h · 3 waiting · 1 done"""

QUEUE = """\
3 waiting, 40m · 1 done today, 4m
┊B1 10:30 today  ■■■■□ 20/30m
  ! #1   Bob: invoice question    10m  10:30 today, 1st in line · first buffer
  · #2   long talk               ~25m  10:30 today, 1st in line · first buffer
┊B2 11:30 today  ■■■□□ 15/30m
  · #2   long talk   ~25m  10:30 today, 1st in line · first buffer
in no buffer
  ~ #3   a day off     5m  PAST DEADLINE, missed · no time yet · first buffer"""


def test_a_day_is_a_list_that_can_be_read_aloud() -> None:
    assert "\n".join(text_view.today(DAY, Look())) == TODAY


def test_the_queue_is_grouped_by_buffer() -> None:
    assert "\n".join(text_view.queue(DAY, Look())) == QUEUE


@pytest.mark.parametrize("view", [text_view.today, text_view.queue])
def test_every_sign_has_one_in_ascii(view: object) -> None:
    assert callable(view)
    for line in view(DAY, Look(ASCII)):
        assert line.isascii()


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_no_row_is_wider_than_the_terminal(width: int) -> None:
    lines = [*text_view.today(DAY, Look(width=width))[1:-2], *text_view.queue(DAY, Look(width=width))]
    rows = [line for line in lines if line.startswith(("  ", "▶"))]
    assert rows
    assert max(map(cells, rows)) <= width


def test_styles_are_laid_over_the_same_text() -> None:
    painted: list[tuple[str, str]] = []

    def paint(text: str, style: str) -> str:
        painted.append((text, style))
        return text

    assert text_view.today(DAY, Look(paint=paint)) == TODAY.splitlines()
    styles = {text.strip()[:1]: style for text, style in painted}
    assert (styles["T"], styles["▶"], styles["d"], styles["s"]) == ("bold", "bold", "yellow", "")
    assert [style for text, style in painted if "S1" in text or "M1" in text] == ["dim", ""]


def test_a_day_without_a_plan_says_what_it_shows() -> None:
    unplanned = DAY._replace(is_planned=False)
    assert "what the rhythm projects" in text_view.today(unplanned, Look())[1]
    empty = DAY._replace(is_planned=False, is_working_day=False, blocks=())
    assert "not a working day" in text_view.today(empty, Look())[1]


def test_what_has_no_title_is_called_by_its_kind() -> None:
    assert text_view.name_of_block(block("B1", "", "10:00", "10:15")) == "buffer"


def test_a_buffer_that_is_gone_leaves_its_time() -> None:
    group = DAY.queue[0]._replace(label="", capacity=0)
    assert "┊? 10:30 today  □□□□□ 20/0m" in text_view.queue(DAY._replace(queue=(group,)), Look())


def test_the_buffers_of_other_days_name_the_day() -> None:
    group = DAY.queue[0]._replace(day=date(2026, 11, 27), starts_at=datetime(2026, 11, 27, 9, 30, tzinfo=UTC))
    assert text_view.queue(DAY._replace(queue=(group,)), Look())[1].startswith("┊B1 Fri 27 Nov 10:30")


def test_a_rhythm_is_one_line_each_day() -> None:
    lines = text_view.rhythms(DEFAULT_WEEK, Look())
    assert lines[0] == (
        "Mon  09:00–17:30  sprints 45m, buffer 15m every 2, at the end 30m (15m reserve), after meetings 10m"
    )
    assert lines[5:] == ["Sat  off", "Sun  off"]


def test_a_search_says_what_where_and_when() -> None:
    found = [
        Hit("interruption", 3, "invoice", "Bob", at("09:40"), "done", "see PO 4471"),
        Hit("person", 1, "Bob", "", None, "", ""),
    ]
    assert text_view.hits(found, DAY.now, BERLIN, Look()) == [
        "interruption 3  Bob: invoice         done · 09:40 today · see PO 4471",
        "person 1        Bob",
    ]


def test_what_the_doctor_finds_wrong_has_a_word_and_a_sign() -> None:
    lines = text_view.findings([Finding(True, "sound"), Finding(False, "open to others")], Look())
    assert lines == ["✓ sound", "✗ wrong: open to others"]


def test_control_characters_of_any_row_are_gone() -> None:
    evil = item(4, "\x1b[2Jx\x9b1m\u202ey", 5, who="\x07Eve", promise="\x1b]0;t\x07now", why="a\nb")
    group = DAY.queue[2]._replace(items=(evil,))
    (_, _, line) = text_view.queue(DAY._replace(queue=(group,)), Look())
    assert line == "  · #4   Eve: xy     5m  now · a b"


def test_names_keep_their_columns_whatever_their_letters() -> None:
    rows = [
        Row("1 ", "家族会議", "5m", "x"),
        Row("2 ", "e\u0301te\u0301", "10m", "x"),
        Row("10 ", "plain", "1h", "x"),
    ]
    lines = columns(rows, Look())
    assert len({cells(line) for line in lines}) == 1


def test_no_rows_are_no_lines() -> None:
    assert columns([], Look(width=80)) == []


def test_what_waits_for_the_plan_of_a_day_is_carried_over_and_does_not_fail_to_fit() -> None:
    shown = "\n".join(text_view.today(DAY._replace(is_planned=False), Look()))
    assert "carried over: Code review 45m: `coachtui plan FILE` plans it" in shown
    assert "does not fit" not in shown
