from __future__ import annotations

import json
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from coachtui.domain.rhythm import DEFAULT_WEEK, StandingBreak
from coachtui.exchange import json_view
from coachtui.services.day_views import RunningView
from coachtui.services.item_views import MovedView, Outcome
from coachtui.store.doctor import Finding
from coachtui.store.search import Hit
from tests.exchange.snapshots import BERLIN, BOB, DAY, LATE, LONG, at, item


def test_an_interruption_has_the_keys_of_the_contract_first() -> None:
    document = json_view.interruption(BOB, BERLIN)
    assert list(document)[:11] == [
        *("id", "title", "who", "minutes", "estimated", "urgency", "state"),
        *("arrived_at", "slot", "promise", "why"),
    ]
    assert document["slot"] == {
        "block": 2,
        "label": "B1",
        "starts_at": "2026-11-24T10:30:00+01:00",
        "ends_at": "2026-11-24T10:40:00+01:00",
        "position": 1,
    }


def test_a_split_slot_has_pieces_and_a_waiting_item_none() -> None:
    split = json_view.interruption(LONG, BERLIN)["slot"]
    assert isinstance(split, dict)
    assert [piece["label"] for piece in split["pieces"]] == ["B1", "B2"]
    assert json_view.interruption(LATE, BERLIN)["slot"] is None


def test_buffers_list_what_is_in_them_and_other_blocks_do_not() -> None:
    blocks = json_view.today(DAY)["blocks"]
    assert isinstance(blocks, list)
    slots = {one["label"]: one.get("slots") for one in blocks}
    assert slots["S1"] is slots["M1"] is slots["R1"] is None
    assert [(one["id"], one["minutes"], one["position"]) for one in slots["B1"]] == [(1, 10, 1), (2, 10, 2)]
    assert [(one["id"], one["minutes"], one["position"]) for one in slots["B2"]] == [(2, 15, 1)]


def test_two_pieces_in_one_buffer_are_two_slots() -> None:
    first, second = LONG.pieces
    twice = LONG._replace(pieces=(first, second._replace(starts_at=at("10:52"), ends_at=at("11:00"))))
    buffer = DAY.blocks[2]._replace(slots=(2, 2))
    group = DAY.queue[0]._replace(items=(twice,))
    blocks = json_view.today(DAY._replace(blocks=(buffer,), queue=(group,)))["blocks"]
    assert isinstance(blocks, list)
    assert [one["minutes"] for one in blocks[0]["slots"]] == [10, 8]


def test_the_day_has_its_numbers_and_what_does_not_fit() -> None:
    document = json_view.today(DAY)
    assert document["unplaced"] == [{"title": "Code review", "minutes": 45}]
    assert document["summary"] == DAY.summary._asdict()


def test_the_queue_lists_each_open_item_once_in_order() -> None:
    items = json_view.queue(DAY)["items"]
    assert isinstance(items, list)
    assert [one["id"] for one in items] == [1, 2, 3]


def test_times_have_the_offset_of_their_own_date() -> None:
    early = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    late = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    document = json_view.interruption(item(1, "x", 5, arrived_at=early, closed_at=late), BERLIN)
    assert (document["arrived_at"], document["closed_at"]) == (
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
    )
    utc = json_view.interruption(item(1, "x", 5, arrived_at=early), ZoneInfo("UTC"))
    assert utc["arrived_at"] == "2026-10-25T00:30:00+00:00"


def test_a_capture_is_the_interruption_and_what_moved() -> None:
    document = json_view.captured(Outcome("done", (BOB,), ("Kim: 10:30 → 10:40",)), BERLIN)
    assert (document["id"], document["moved"]) == (1, ["Kim: 10:30 → 10:40"])


def test_an_outcome_keeps_all_its_items() -> None:
    document = json_view.outcome(Outcome("2 done", (BOB, LONG)), BERLIN)
    assert (document["message"], len(document["items"]), document["moved"]) == ("2 done", 2, [])  # type: ignore[arg-type]


def test_rhythms_are_wall_clock_times() -> None:
    week = (
        DEFAULT_WEEK[0]._replace(breaks=(StandingBreak(time(12), time(13), "Lunch"),)),
        *DEFAULT_WEEK[1:],
    )
    first = json_view.rhythms(week)["rhythms"][0]  # type: ignore[index]
    assert (first["weekday"], first["opens"], first["closes"]) == ("Mon", "09:00", "17:30")
    assert first["breaks"] == [{"start": "12:00", "end": "13:00", "title": "Lunch", "buffer": False}]


def test_hits_and_findings_are_lists() -> None:
    found = json_view.hits([Hit("person", 1, "Bob", "", None, "", "")], BERLIN)
    assert found == {
        "hits": [
            {"kind": "person", "id": 1, "title": "Bob", "who": "", "at": None, "state": "", "snippet": ""}
        ]
    }
    assert json_view.findings([Finding(True, "a"), Finding(False, "b")])["ok"] is False


@pytest.mark.parametrize("pretty", [True, False])
def test_a_document_is_one_line_for_programs_and_can_be_read_back(pretty: bool) -> None:
    evil = item(1, 'a"\\\x1b[31m\u2028\x9b é 家', 5)
    document = json_view.interruption(evil, BERLIN)
    for ascii_only in (True, False):
        text = json_view.dumps(document, pretty=pretty, ascii_only=ascii_only)
        assert json.loads(text) == document
        assert ("\n" in text) == pretty
        assert not {"\x1b", "\x9b", "\u2028"} & set(text)
        assert text.isascii() == ascii_only


def test_what_the_clock_runs_for_and_who_moved_an_item_are_told() -> None:
    running = RunningView(
        "sprint", 2, "S2", "Draft", DAY.date, at("09:50"), 1860, -30, at("10:20"), is_overrun=True
    )
    document = json_view.today(DAY._replace(running=running))
    assert document["paused"] is None
    assert document["running"] == {
        "kind": "sprint",
        "id": 2,
        "label": "S2",
        "title": "Draft",
        "started_at": "2026-11-24T09:50:00+01:00",
        "ends_at": "2026-11-24T10:20:00+01:00",
        "elapsed": 1860,
        "remaining": -30,
        "paused": False,
        "overrun": True,
        "resume": "",
        "waits_since": None,
        "usual_lag": None,
        "wants_decision": False,
        "slips": [],
    }
    moved = BOB._replace(moved=MovedView(at("10:05"), "coachtui", at("09:45"), "its buffer has passed"))
    assert json_view.interruption(moved, BERLIN)["last_move"] == {
        "at": "2026-11-24T10:05:00+01:00",
        "by": "coachtui",
        "before": "2026-11-24T09:45:00+01:00",
        "why": "its buffer has passed",
    }
    assert json_view.interruption(BOB, BERLIN)["last_move"] is None
