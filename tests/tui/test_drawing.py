"""A snapshot as lines: every row in its cells, at every size, in both sets of signs."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from rich.cells import cell_len

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.day import working_date
from coachtui.domain.interruption import Promise
from coachtui.domain.rhythm import Rhythm
from coachtui.domain.wall import Wall
from coachtui.exchange.glyphs import ASCII, UNICODE, Glyphs, for_encoding, for_output
from coachtui.services.day_views import UnplacedView
from coachtui.services.item_views import ItemView, Preview
from coachtui.services.views import Snapshot
from coachtui.tui.drawing import card, details, header, meetings, queue, timeline, understanding
from coachtui.tui.drawing.parts import Page, Parts, width
from tests.tui.conftest import PARIS, TODAY, at
from tests.tui.test_text import HOSTILE  # the same texts everywhere

WIDTHS = (5, 20, 26, 33, 35, 41, 46, 58, 64, 74, 98, 160, 220)
BOTH = pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])


def rows(page: Page) -> list[Parts]:
    return [page.paint(index) for index in range(len(page.keys))]


def text(parts: Parts) -> str:
    return "".join(text for text, _ in parts)


def hostile(demo: Snapshot, words: str) -> Snapshot:
    """The demo day with one text in every place that takes text."""

    def items(group: tuple[ItemView, ...]) -> tuple[ItemView, ...]:
        return tuple(item._replace(title=words, who=words, note=words) for item in group)

    return demo._replace(
        blocks=tuple(block._replace(title=words, purpose=words, attendees=(words,)) for block in demo.blocks),
        queue=tuple(group._replace(items=items(group.items)) for group in demo.queue),
        done=items(demo.done),
    )


@BOTH
@pytest.mark.parametrize("cells", WIDTHS)
def test_no_row_leaves_its_pane(demo: Snapshot, cells: int, glyphs: Glyphs) -> None:
    for snapshot in (
        demo,
        demo._replace(clock24=False),
        hostile(demo, HOSTILE[6]),
        hostile(demo, HOSTILE[-1]),
    ):
        drawn = chain(
            rows(timeline.draw(snapshot, cells, 15, glyphs)),
            rows(timeline.draw(snapshot, cells, 60, glyphs)),
            rows(queue.draw(snapshot, cells, glyphs)),
            rows(meetings.draw(snapshot, cells, 40, glyphs)),
            details.draw(snapshot, snapshot.items[0], cells, glyphs) if cells > 40 else (),
        )
        for parts in drawn:
            assert width(parts) <= cells, text(parts)


@pytest.mark.parametrize("now", ["07:00", "08:30", "10:21", "12:30", "16:59", "17:30", "23:00"])
@pytest.mark.parametrize("cells", [40, 60, 80, 100, 160, 220])
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_the_top_lines_fill_the_width(cells: int, lines: int, now: str) -> None:
    from tests.tui.conftest import demo_snapshot

    drawn = header.draw(demo_snapshot(now), cells, lines, UNICODE)
    assert len(drawn) == lines
    assert [width(parts) for parts in drawn if parts] == [cells] * lines


@pytest.mark.parametrize("cells", [60, 80, 100, 160, 220])
@pytest.mark.parametrize("lines", [2, 3])
def test_a_long_title_leaves_a_gap_and_the_time_at_the_top(demo: Snapshot, cells: int, lines: int) -> None:
    blocks = tuple(block._replace(title=f"{'all the numbers ' * 20}") for block in demo.blocks)
    for now in ("10:21", "10:50"):
        first, *_, last = header.draw(demo._replace(blocks=blocks, now=at(now)), cells, lines, UNICODE)
        assert (width(first), width(last)) == (cells, cells)
        assert re.search(r"  Tue (24 Nov )?\d\d:\d\d $", text(first)), text(first)
    assert re.search(r"… 11:00( |$)", text(last)), text(last)


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:12]))
def test_hostile_text_never_leaves_its_row(demo: Snapshot, words: str) -> None:
    drawn = rows(queue.draw(hostile(demo, words), 60, UNICODE))
    assert all(cell_len(text(parts)) <= 60 for parts in drawn)


def test_ascii_is_complete(demo: Snapshot) -> None:
    drawn = chain(
        header.draw(demo, 160, 3, ASCII),
        rows(timeline.draw(demo, 64, 60, ASCII)),
        rows(timeline.draw(demo, 41, 15, ASCII)),
        rows(queue.draw(demo, 48, ASCII)),
        rows(meetings.draw(demo, 42, 40, ASCII)),
        details.draw(demo, demo.items[0], 48, ASCII),
    )
    assert all(text(parts).isascii() for parts in drawn)


def test_every_glyph_is_one_cell_and_no_emoji() -> None:
    assert all(cell_len(sign) == 1 for sign in UNICODE)
    assert all(sign.isascii() for sign in ASCII)


@pytest.mark.parametrize(
    ("encoding", "glyphs"),
    [("utf-8", UNICODE), ("UTF8", UNICODE), ("latin-1", ASCII), ("ascii", ASCII), (None, ASCII)],
)
def test_the_signs_are_those_that_the_output_can_show(encoding: str | None, glyphs: Glyphs) -> None:
    assert for_encoding(encoding) is glyphs


@pytest.mark.parametrize(
    ("environ", "glyphs"),
    [
        ({}, UNICODE),
        ({"LC_ALL": "C"}, ASCII),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, ASCII),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, ASCII),
        ({"LC_CTYPE": "C", "LANG": "en_US.UTF-8"}, ASCII),
        ({"LC_ALL": "C.UTF-8", "LANG": "C"}, UNICODE),
        ({"LC_CTYPE": "de_DE.UTF-8", "LANG": "C"}, UNICODE),
        ({"LANG": "C.UTF-8"}, UNICODE),
        ({"LC_ALL": "", "LANG": "en_US.UTF-8"}, UNICODE),
    ],
    ids=str,
)
def test_in_the_c_locale_the_signs_are_ascii_although_python_writes_utf8(
    environ: dict[str, str], glyphs: Glyphs
) -> None:
    assert for_output("utf-8", environ) is glyphs
    assert for_output("latin-1", environ) is ASCII


def test_the_kinds_are_told_apart_without_colour(demo: Snapshot) -> None:
    lines = [text(parts) for parts in rows(timeline.draw(demo, 41, 20, ASCII))]
    assert any("#S3 Hiring" in line for line in lines)
    assert any(":B3 buffer" in line for line in lines)
    assert any("=M1 Budget" in line for line in lines)


def test_the_past_is_one_row_where_space_is_short(demo: Snapshot) -> None:
    first, *_ = rows(timeline.draw(demo, 41, 15, UNICODE))
    assert text(first).rstrip() == " ✓ 08:30–10:00  1 sprint, 3 items done"


@pytest.mark.parametrize(("height", "step"), [(15, 0), (36, 0), (41, 15), (55, 10)])
def test_the_day_is_in_proportion_where_it_fits(demo: Snapshot, height: int, step: int) -> None:
    assert timeline.scale(demo, 74, height) == step
    page = timeline.draw(demo, 74, height, UNICODE)
    if step:
        assert len(page.keys) >= 540 // step


def night(demo: Snapshot, starts: datetime, lengths: tuple[int, ...], now: datetime) -> Snapshot:
    """A night worker's blocks behind one another."""
    blocks = []
    for number, minutes in enumerate(lengths, 1):
        kind = BlockKind.SPRINT if number % 2 else BlockKind.BUFFER
        block = demo.blocks[0]._replace(
            id=number,
            label=f"{kind.value[0].upper()}{number}",
            kind=kind,
            title="",
            starts_at=starts,
            ends_at=starts + timedelta(minutes=minutes),
            minutes=minutes,
            state=BlockState.PLANNED,
            slots=(),
        )
        blocks.append(block)
        starts = block.ends_at
    return demo._replace(blocks=tuple(blocks), queue=(), now=now, date=working_date(now, PARIS))


AUTUMN = datetime(2026, 10, 24, 23, 0, tzinfo=UTC)
"""01:00 in Paris, two hours before its clocks go back from three to two."""

SPRING = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
"""01:00 in Paris, an hour before its clocks forward from two to three."""


@BOTH
def test_the_autumn_hour_is_listed_twice_and_its_passes_are_told_apart(
    demo: Snapshot, glyphs: Glyphs
) -> None:
    snapshot = night(demo, AUTUMN, (90, 15, 45, 15, 45), AUTUMN + timedelta(minutes=130))
    page = timeline.draw(snapshot, 41, 20, glyphs)
    again = glyphs.again
    assert [text(one)[1:7] for one in rows(page)[:6]] == [
        "· 01:0" if glyphs is UNICODE else ". 01:0",
        "02:45 ",
        "03:00 ",
        f"02:10{again}",
        f"02:30{again}",
        f"02:45{again}",
    ]
    assert f"clocks back to 02:00 ({again} again)" in text(rows(page)[2])
    assert all(width(one) <= 41 for one in rows(page))


@BOTH
def test_the_autumn_hour_is_twice_as_high_and_both_hours_are_named(demo: Snapshot, glyphs: Glyphs) -> None:
    snapshot = night(demo, AUTUMN, (240, 15), AUTUMN - timedelta(hours=2))
    lines = [text(one) for one in rows(timeline.draw(snapshot, 64, 60, glyphs))]
    assert [line[1:7] for line in lines[:16:4]] == ["01:00 ", "02:00 ", "03:00 ", "03:00 "]
    assert f"clocks back to 02:00 ({glyphs.again} again)" in lines[8]
    assert lines[16].startswith(" 04:00")  # three hours on the wall, four in truth


@pytest.mark.parametrize("cells", [41, 64])
def test_the_spring_gap_is_a_row_and_takes_no_time(demo: Snapshot, cells: int) -> None:
    snapshot = night(demo, SPRING, (45, 15, 45, 15), SPRING - timedelta(hours=2))
    lines = [text(one) for one in rows(timeline.draw(snapshot, cells, 60, UNICODE))]
    at = next(index for index, line in enumerate(lines) if "clocks" in line)
    assert lines[at].startswith(" 02:00  clocks forward to 03:00")
    assert lines[at + 1].startswith(" 03:00")
    assert not any("²" in line for line in lines)


def test_a_day_without_a_change_says_nothing_of_it(demo: Snapshot) -> None:
    for cells, height in ((41, 20), (64, 60)):
        assert not any("clocks" in text(one) for one in rows(timeline.draw(demo, cells, height, UNICODE)))


def test_full_hours_inside_a_block_are_named_where_the_day_is_in_proportion(demo: Snapshot) -> None:
    lines = [text(one) for one in rows(timeline.draw(demo, 74, 60, UNICODE))]
    assert any(line.startswith(" 16:00 ┊") for line in lines)


def test_a_thousand_items_are_drawn_only_where_they_are_looked_at(demo: Snapshot) -> None:
    group = demo.queue[0]
    many = tuple(group.items[0]._replace(id=number) for number in range(10_000))
    page = queue.draw(demo._replace(queue=(group._replace(items=many),)), 48, UNICODE)
    assert len(page.keys) > 10_000
    assert "Bob" in text(page.paint(5_000))


def test_a_filter_keeps_the_headings_of_what_it_keeps(demo: Snapshot) -> None:
    lines = [text(parts) for parts in rows(queue.draw(demo, 48, UNICODE, only="BUDGET"))]
    assert "B4 11:30" in lines[0]
    assert "budget numbers" in lines[1]
    assert not any("NDA" in line for line in lines)


@pytest.mark.parametrize(
    ("fields", "narrow", "wide"),
    [
        ({"promise_state": Promise.MISSED}, "missed", "missed"),
        ({"is_from_previous_day": True}, "from Mon", "from Mon"),
        ({"is_from_previous_day": True, "promise_state": Promise.MISSED}, "missed", "missed  from Mon"),
        (
            {"is_past_due": True, "promise_state": Promise.MISSED, "is_from_previous_day": True},
            "PAST DUE",
            "PAST DUE  missed",
        ),
        ({}, "", ""),
    ],
)
@BOTH
def test_what_went_wrong_with_an_item_is_a_word_in_its_row(
    demo: Snapshot, fields: dict[str, object], narrow: str, wide: str, glyphs: Glyphs
) -> None:
    told = demo.now - timedelta(days=1)
    first = demo.queue[0].items[0]._replace(title="NDA", promised_at=told, **fields)  # type: ignore[arg-type]
    changed = demo._replace(queue=(demo.queue[0]._replace(items=(first,)),))
    for cells, words in ((35, narrow), (66, wide)):
        row = text(queue.draw(changed, cells, glyphs).paint(1))
        assert words in row
        assert "NDA" in row
        assert words or not any(word in row for word in ("missed", "from", "DUE"))


def test_a_missed_promise_says_what_was_told_and_what_can_be_told_now(demo: Snapshot) -> None:
    item = (
        demo.queue[0]
        .items[0]
        ._replace(
            promise_state=Promise.MISSED, promised_at=demo.now - timedelta(minutes=21), promise="11:30 today"
        )
    )
    said = "missed: 10:00 today was told; now 11:30 today"
    drawn = "\n".join(text(parts) for parts in details.draw(demo, item, 66, UNICODE))
    assert said in drawn
    assert said in details.item_lines(demo, item, UNICODE)[0]
    deck = card.draw(card.Deck(item, None, ()), demo, 74, 18, UNICODE)
    assert any(said in text(parts) for parts in deck)


def test_past_the_deadline_is_a_louder_word_than_from_an_earlier_day(demo: Snapshot) -> None:
    item = (
        demo.queue[0]
        .items[0]
        ._replace(
            is_past_due=True,
            is_from_previous_day=True,
            due=demo.now,
            promised_at=demo.now - timedelta(days=9),
        )
    )
    said = "PAST DEADLINE: due 10:21 today, from previous days: 15 Nov"
    deck = card.draw(card.Deck(item, None, ()), demo, 74, 18, UNICODE)
    assert any(said in text(parts) for parts in deck)
    assert said in details.item_lines(demo, item, UNICODE)[0]


def preview(**fields: object) -> Preview:
    from coachtui.domain.interruption import Urgency

    values = Preview("invoice question", "Bob", 10, False, Urgency.URGENT, "", "", "", "B2 10:45 (3m spare)")
    return values._replace(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("cells", [56, 76, 156])
@pytest.mark.parametrize("title", ["invoice question", HOSTILE[6] * 9, "x" * 400])
def test_the_target_is_always_in_the_understanding(cells: int, title: str) -> None:
    said = text(understanding.draw(preview(title=title, note="n" * 99), cells, UNICODE))
    assert said.rstrip().endswith("→ B2 10:45 (3m spare)")
    assert cell_len(said) <= cells


def test_a_line_that_cannot_be_captured_says_why() -> None:
    said = text(understanding.draw(preview(problem="nothing to capture"), 76, UNICODE))
    assert said.startswith("✗ nothing to capture")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Write Q3 brief 45m !", "█ task Write Q3 brief"),
        ("Write Q3 brief 45m !", "45m  must"),
        ("Draft board deck 90m", "90m in 2 sprints"),
        ("11:00-11:30 Sync: agree it @Ana", "║ meeting Sync: agree it"),
        ("11:00-11:30 Sync: agree it @Ana", "with Ana  11:00–11:30"),
        ("12:00-13:00 break Lunch", "break Lunch"),
        ("25:00-26:00 Sync", "✗ "),
        ("# a comment", "nothing is added"),
        ("", "45m ! must"),
    ],
)
def test_a_line_of_a_plan_is_understood_as_it_is_typed(typed: str, shown: str) -> None:
    said = understanding.draw_plan(typed, TODAY, Rhythm(), Wall(PARIS), 76, UNICODE)
    assert shown in text(said)
    assert width(said) <= 76


@pytest.mark.parametrize("cells", [20, 56, 76])
@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:12]))
def test_a_hostile_line_of_a_plan_stays_in_its_cells(words: str, cells: int) -> None:
    for typed in (words, f"11:00-11:30 {words}: {words} @{words}", f"12:00-13:00 break {words}"):
        said = understanding.draw_plan(typed, TODAY, Rhythm(), Wall(PARIS), cells, UNICODE)
        assert said == understanding.PLAN_GRAMMAR or width(said) <= max(cells, 40)


@BOTH
@pytest.mark.parametrize("cells", [41, 98])
def test_a_day_without_a_plan_says_which_key_plans_what_is_carried_over(
    demo: Snapshot, cells: int, glyphs: Glyphs
) -> None:
    bare = demo._replace(is_planned=False)
    waiting = bare._replace(unplaced=(UnplacedView("Write brief", 30),))
    for snapshot, said, unsaid in (
        (waiting, "carried over: P plans them", "do not fit"),
        (bare, "only projected: P plans the day", "carried over"),
    ):
        shown = "\n".join(text(row) for row in rows(timeline.draw(snapshot, cells, 60, glyphs)))
        assert said in shown
        assert unsaid not in shown
        assert "coachtui plan" not in shown


def test_a_time_told_after_a_missed_one_is_not_said_to_be_missed(demo: Snapshot) -> None:
    item = next(one for one in demo.items if one.pieces)
    start = item.pieces[0].starts_at
    told = item._replace(promised_at=start, promise_state=Promise.MISSED)
    clock = demo.wall.moment(start, demo.now)
    assert details.promise(told, demo)[0] == f"told {clock} (the earlier time was missed)"
    earlier = told._replace(promised_at=demo.now - timedelta(minutes=30))
    assert details.promise(earlier, demo)[0].startswith("missed: ")


@BOTH
def test_a_parked_sprint_is_no_finished_one(demo: Snapshot, glyphs: Glyphs) -> None:
    first, second, *others = demo.blocks
    done = text(rows(timeline.draw(demo, 40, 15, glyphs))[0])
    day = demo._replace(blocks=(first, second._replace(is_parked=True), *others))
    parked = text(rows(timeline.draw(day, 40, 15, glyphs))[0])
    assert ("1 sprint" in done, "1 sprint" in parked) == (True, False)
    (row,) = [text(one) for one in rows(timeline.draw(day, 74, 60, glyphs)) if "Write Q3 brief" in text(one)]
    assert "parked" in row
    assert glyphs.done not in row.replace("Write Q3 brief", "").split("parked")[0]


def test_what_is_known_of_an_item_keeps_clear_of_the_frame(demo: Snapshot) -> None:
    item = demo.items[0]._replace(why="a reason that is long " * 9, during="S2 " + "a long title " * 9)
    drawn = details.draw(demo, item, 46, UNICODE)
    assert {text(parts)[-1] for parts in drawn} == {" "}


def test_a_break_begins_where_the_labels_of_other_blocks_do(demo: Snapshot) -> None:
    for height in (15, 60):
        shown = [text(parts) for parts in rows(timeline.draw(demo, 60, height, UNICODE))]
        (lunch,) = (one for one in shown if "Lunch" in one)
        (sprint,) = (one for one in shown if "S3" in one)
        assert lunch.index("Lunch") == sprint.index("S3")
