from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from contextlib import suppress
from email import message_from_bytes
from email.policy import default
from itertools import chain, repeat
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from tests.cli.helpers import clean_environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.helpers import Coach

BEFORE, DURING, AFTER, TOMORROW = (
    "2026-11-24T08:30",
    "2026-11-24T11:12",
    "2026-11-24T11:30",
    "2026-11-25T09:00",
)
LINE = "11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj"
REVIEW = """\
Q3 closed 2% under plan
= freeze contractor spend until January

partly: headcount numbers were missing

Raj: headcount table by fri => linked in wiki
me: reply to auditor by thu => mail sent

Raj: travel policy

same
"""
FILE = """\
title: Vendors
when: 11:40-12:00
purpose: agree the vendor
facilitator: Kim (decides)
note-taker: Lee
rules: phones away
agenda: Offers 10m @Kim => the vendor
"""
READY = (
    "--purpose", "agree the Q4 budget", "--goal", "a signed budget",
    "--facilitator", "Ana <ana@example.org> (decides)", "--note-taker", "Lee", "--rule", "phones away",
    "--agenda", "Headcount 10m @Raj => what we can hire",
)  # fmt: skip


@pytest.fixture
def met(coach: Coach) -> Coach:
    """Runs command lines on a day with a meeting."""
    assert coach("meeting", "add", LINE, now=BEFORE).status == 0
    return coach


def test_a_meeting_is_set_up_found_not_ready_mended_and_published(met: Coach, tmp_path: Path) -> None:
    answer = met("meeting", "ready", now=BEFORE)
    assert answer.status == 1
    assert "not ready: it has no agenda" in answer.out
    assert met("meeting", "edit", "1", *READY, now=BEFORE).status == 0
    answer = met("meeting", "ready", "1", now=BEFORE)
    assert (answer.status, answer.out) == (0, "✓ ready: all six rules hold\n")
    assert "Purpose: agree the Q4 budget" in met("meeting", "publish", "1", "--as", "Sam", now=BEFORE).out
    calendar = Calendar.from_ical(met("meeting", "publish", "1", "--format", "ics", now=BEFORE).out)
    assert [str(one["summary"]) for one in calendar.walk("VEVENT")] == ["Budget sync"]
    mail = tmp_path / "sync.eml"
    assert met("meeting", "publish", "1", "--format", "eml", "--out", str(mail), now=BEFORE).status == 0
    assert message_from_bytes(mail.read_bytes(), policy=default)["To"] == "Ana <ana@example.org>"
    again = met("meeting", "publish", "1", "--out", str(mail), now=BEFORE)
    assert (again.status, "exists already" in again.err) == (1, True)


def test_what_is_set_up_is_named_by_its_id_and_every_finding_by_a_line_that_mends_it(coach: Coach) -> None:
    said = coach("meeting", "add", LINE, now=BEFORE).out.splitlines()
    assert said[-1] == "meeting 1: `coachtui meeting ready 1` says what it lacks and which line mends it"
    for _ in range(6):
        answer = coach("meeting", "ready", "1", now=BEFORE)
        if answer.status == 0:
            break
        mends = next(line for line in answer.out.splitlines() if line.startswith("  coachtui "))
        assert coach(*shlex.split(mends)[1:], now=BEFORE).status == 0
    assert answer.status == 0
    made = coach("meeting", "add", "--from", "-", stdin=FILE, now=BEFORE).out.splitlines()
    assert made[-1] == "meeting 2: `coachtui meeting publish 2` prints its invitation"


def test_whoever_has_your_name_is_you_also_in_the_rules_of_readiness(
    met: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACHTUI_NAME", "Max Muster")
    assert met("meeting", "edit", "1", *READY, "--note-taker", "max", now=BEFORE).status == 0
    assert met("meeting", "ready", "1", now=BEFORE).status == 0
    met("meeting", "edit", "1", "--set", "agenda 1: Headcount 10m @Max => what we can hire", now=BEFORE)
    said = met("meeting", "ready", "1", now=BEFORE).out
    assert 'you take the notes, but present item 1 "Headcount"' in said
    refused = met("meeting", "edit", "1", "--facilitator", "Max Muster", now=BEFORE)
    assert "you are the facilitator: someone else takes the notes" in refused.err


def test_a_meeting_begins_early_or_late_in_its_real_time_and_its_minutes_tell_it(met: Coach) -> None:
    said = met("meeting", "start", now="2026-11-24T09:00").out
    assert "begun 2h early, not ready: it has no agenda, and 3 more; it was planned for 11:00–11:30" in said
    met("meeting", "end", now="2026-11-24T09:25")
    assert "Tue 24 Nov 2026, 09:00–09:25" in met("meeting", "minutes", now="2026-11-24T09:25").out
    assert met("undo", now="2026-11-24T09:25").status == met("undo", now="2026-11-24T09:25").status == 0
    assert "begun 3m early" in met("meeting", "start", now="2026-11-24T10:57").out
    met("meeting", "end", now="2026-11-24T11:34")
    assert "Tue 24 Nov 2026, 10:57–11:34" in met("meeting", "minutes", now="2026-11-24T11:34").out


def test_a_meeting_is_read_from_a_file_and_from_standard_input(coach: Coach, tmp_path: Path) -> None:
    text = "title: Budget sync\nwhen: 11:00-11:30\nevery: week\nattendees: Ana, Raj\nagenda:\n- Spend 5m"
    (tmp_path / "sync.txt").write_text(text)
    assert coach("meeting", "add", "--from", str(tmp_path / "sync.txt"), now=BEFORE).status == 0
    shown = coach("meeting", "show", "1", "--text", now=BEFORE).out
    assert "every: weekly" in shown
    assert (
        coach("meeting", "edit", "1", "--from", "-", stdin=shown.replace("11:30", "11:45"), now=BEFORE).status
        == 0
    )
    assert (
        coach("meeting", "show", "1", "--json", now=BEFORE).document["ends_at"] == "2026-11-24T11:45:00+01:00"
    )
    wrong = coach("meeting", "add", "--from", "-", stdin="title: x\nplace: here", now=BEFORE)
    assert (wrong.status, wrong.err) == (
        2,
        'coachtui: line 2: "place: here" begins with none of these keys: title, when, every, purpose, goal, '
        "limit, facilitator, note-taker, attendees, rules, agenda\n",
    )
    assert coach("meeting", "add", stdin="15:00-15:30 Vendors @Kim", now=BEFORE).status == 0


def test_options_change_people_and_lists(met: Coach) -> None:
    met("meeting", "edit", "1", *READY, now=BEFORE)
    met("meeting", "edit", "1", "--people", "Kim (optional), Raj (decides)", "--remove", "lee", now=BEFORE)
    met(
        "meeting",
        "edit",
        "1",
        "--clear",
        "agenda",
        "--agenda",
        "Vendors 5m @Kim",
        "--limit",
        "20m",
        now=BEFORE,
    )
    document = met("meeting", "show", "1", "--json", now=BEFORE).document
    people = {one["name"]: one for one in document["attendees"]}
    assert set(people) == {"you", "Ana", "Raj", "Kim"}
    assert (people["Raj"]["can_decide"], people["Kim"]["optional"]) == (True, True)
    assert (people["Ana"]["role"], people["Ana"]["email"]) == ("facilitator", "ana@example.org")
    assert [item["title"] for item in document["agenda"]] == ["Vendors"]
    assert (document["limit"], document["rules"]) == (20, ["phones away"])
    assert met("meeting", "edit", "1", "--remove", "Bob", now=BEFORE).status == 2


def test_a_meeting_is_moved_and_cancelled_with_what_that_moves(planned: Coach) -> None:
    assert planned("meeting", "move", "1", "14:00").status == 0
    assert "14:00–14:30" in planned("meetings").out
    answer = planned("meeting", "cancel", "1")
    assert "its time is buffer now" in answer.out
    assert planned("undo").status == 0
    assert "Budget sync" in planned("meetings").out
    assert planned("meeting", "show", "99").status == 1


def test_an_overrun_is_told_in_the_day_and_the_status_line_while_it_lasts(planned: Coach) -> None:
    planned("meeting", "start", now="2026-11-24T11:00")
    late = "2026-11-24T11:42"
    assert planned("status", now=late).out.startswith("M1 Budget sync 12m over")
    shown = planned("today", "--json", now=late).document["blocks"]
    meeting = next(one for one in shown if one["kind"] == "meeting")
    assert (meeting["ends_at"], meeting["over_minutes"]) == ("2026-11-24T11:42:00+01:00", 12)
    assert "12m over" in planned("today", now=late).out
    planned("meeting", "end", now=late)
    after = planned("today", "--json", now=late).document["blocks"]
    assert [(one["title"], one["starts_at"], one["ends_at"]) for one in after] == [
        (one["title"], one["starts_at"], one["ends_at"]) for one in shown
    ]


def test_a_meeting_is_held_noted_reviewed_and_its_minutes_written(met: Coach) -> None:
    assert met("meeting", "start", now="2026-11-24T11:00").status == 0
    assert met("meeting", "there", "--present", "Ana", "--absent", "Raj", now=DURING).status == 0
    assert met("meeting", "note", "= freeze spend", now=DURING).out == "decision: freeze spend\n"
    assert met("meeting", "note", stdin="! Raj: table by fri", now=DURING).status == 0
    assert met("meeting", "note", "1", "= freeze hiring", now=DURING).out == "decision: freeze hiring\n"
    assert met("meeting", "note", "2 more came", now=DURING).out == "highlight: 2 more came\n"
    assert "18m left" in met("meetings", now=DURING).out
    draft = met("meeting", "review", "--text", now=AFTER).out
    assert "= freeze spend" in draft
    text = draft.replace("by Fri 27 Nov 2026", "by fri => there").replace("Purpose:", "Purpose:\nyes")
    assert met("meeting", "review", "--from", "-", stdin=text, now=AFTER).status == 0
    minutes = met("meeting", "minutes", "1", "--as", "Sam Doe", now=AFTER).out
    assert "- [ ] Raj: table by Fri 27 Nov 2026. Done when: there" in minutes
    assert "Present: Ana, Sam Doe" in minutes
    assert "reviewed" in met("meetings", now=AFTER).out


def test_an_incomplete_review_is_refused_with_its_sentences_and_kept(met: Coach) -> None:
    broken = REVIEW.replace(" => linked in wiki", "").replace("Raj: travel", "travel")
    answer = met("meeting", "review", "1", "--from", "-", stdin=broken, now=AFTER)
    assert answer.status == 1
    assert 'step 3: action "headcount table": no done-when' in answer.out
    assert 'step 4: open item "travel policy": no owner' in answer.out
    assert answer.err.count("\n") == 1
    assert "not closed, the draft is kept" in answer.err
    document = met("meeting", "review", "1", "--draft", "--json", now=AFTER).document
    assert [one["step"] for one in document["problems"]] == [3, 4]
    assert met("meeting", "review", "1", "--from", "-", stdin=REVIEW, now=AFTER).status == 0


def test_a_closed_review_has_the_keys_that_scripts_rely_on(met: Coach) -> None:
    met("meeting", "review", "1", "--from", "-", stdin=REVIEW, now=AFTER)
    document = met("meeting", "show", "1", "--json", now=AFTER).document
    assert set(document) >= {
        "id",
        "title",
        "purpose",
        "starts_at",
        "ends_at",
        "attendees",
        "agenda",
        "notes",
        "review",
    }
    review = document["review"]
    assert review["highlights"] == ["Q3 closed 2% under plan"]
    assert review["decisions"] == ["freeze contractor spend until January"]
    assert (review["accomplished"], review["reason"]) == ("partly", "headcount numbers were missing")
    assert (
        review["actions"][0].items()
        >= {
            "id": 1,
            "owner": "Raj",
            "task": "headcount table",
            "due": "2026-11-27",
            "done_when": "linked in wiki",
            "state": "open",
        }.items()
    )
    assert review["open_items"] == [{"owner": "Raj", "text": "travel policy"}]
    assert review["next_meeting"]["starts_at"] == "2026-12-01T11:00:00+01:00"
    (there,) = met("meetings", "--date", "2026-12-01", "--json", now=AFTER).document["meetings"]
    assert there["id"] == review["next_meeting"]["id"]


def test_minutes_are_corrected_visibly(met: Coach) -> None:
    met("meeting", "review", "1", "--from", "-", stdin=REVIEW, now=AFTER)
    refused = met("meeting", "review", "1", "--from", "-", stdin=REVIEW, now=AFTER)
    assert (refused.status, "--reopen" in refused.err) == (1, True)
    changed = REVIEW.replace("headcount table", "headcount list")
    assert met("meeting", "review", "1", "--reopen", "--from", "-", stdin=changed, now=AFTER).status == 0
    minutes = met("meeting", "minutes", "1", now=AFTER).out
    assert "*Corrected Tue 24 Nov 2026 11:30.*" in minutes
    assert "headcount list" in minutes


def test_actions_of_all_meetings_are_listed_and_settled(met: Coach) -> None:
    met("meeting", "review", "1", "--from", "-", stdin=REVIEW, now=AFTER)
    out = met("actions", now=TOMORROW).out
    assert "yours  1\n" in out
    assert "to follow up  1\n" in out
    assert "from Budget sync yesterday" in out
    assert met("actions", "done", "2", now=TOMORROW).status == 0
    assert "was Fri 27 Nov" in met("actions", "renegotiate", "1", "--to", "4 dec", now=TOMORROW).out
    assert met("actions", "--json", now=TOMORROW).document["actions"][0]["was_due"] == ["2026-11-27"]
    assert met("actions", "drop", "1", now=TOMORROW).status == 0
    assert met("actions", now=TOMORROW).out == "No open actions\n"
    assert [one["state"] for one in met("actions", "--all", "--json", now=TOMORROW).document["actions"]] == [
        "done",
        "dropped",
    ]
    assert met("actions", "done", "x").status == 2


@pytest.mark.parametrize("words", [["meeting"], ["meeting", "foo"], ["meetin", "add"]])
def test_a_command_that_is_not_whole_gets_a_hint(coach: Coach, words: list[str]) -> None:
    answer = coach(*words)
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "meeting" in answer.err


def test_a_note_that_cannot_be_kept_is_given_back(coach: Coach) -> None:
    answer = coach("meeting", "note", "= freeze spend")
    assert answer.status == 1
    assert "= freeze spend" in answer.err


@pytest.fixture
def typing(met: Coach, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Reviews the meeting by typing at a terminal: the status and what the screen showed."""
    assert met("today").status == 0

    def run(*lines: str) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        environment = clean_environment(tmp_path, COACHTUI_NOW=AFTER, TERM="dumb")
        command = [sys.executable, "-m", "coachtui", "meeting", "review", "1"]
        keys = chain((f"{line}\n" for line in lines), repeat("\x04"))
        with subprocess.Popen(
            command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
        ) as process:
            os.close(theirs)
            shown = b""
            with suppress(OSError):  # the terminal is gone when the program is
                while read := os.read(ours, 4096):
                    shown += read
                    if shown.endswith(b"> "):
                        os.write(ours, next(keys).encode())
        os.close(ours)
        return process.returncode, shown.decode().replace("\r\n", "\n")

    return run


def test_a_review_is_asked_for_step_by_step(met: Coach, typing: Callable[..., tuple[int, str]]) -> None:
    status, screen = typing(
        "Q3 closed 2% under plan", "= freeze spend", "",
        "p: numbers were missing",
        "Raj: table by fri", "3: Raj: table by fri => there", "wrong", "-4", "",
        "Raj: travel policy", "",
        "",
    )  # fmt: skip
    assert status == 0, screen
    assert "1 of 5: Highlights and decisions" in screen
    assert "owner Raj, by Fri 27 Nov, no done-when" in screen
    assert "an empty line takes: Tue 1 Dec 2026 11:00-11:30 facilitator you with Ana, Raj" in screen
    document = met("meeting", "show", "1", "--json", now=AFTER).document["review"]
    assert [one["task"] for one in document["actions"]] == ["table"]
    assert document["next_meeting"]["facilitator"] == "you"


def test_what_is_missing_is_said_once_and_asked_for_again(
    met: Coach, typing: Callable[..., tuple[int, str]]
) -> None:
    status, screen = typing(
        "x", "", "y", "Raj: table by fri", "", "", "", "2: Raj: table by fri => there", "", "", ""
    )
    assert status == 0, screen
    assert screen.count("step 3: ") == 1
    assert met("actions", "--json", now=AFTER).document["actions"][0]["done_when"] == "there"


def test_a_number_means_a_line_of_any_step_and_a_wrong_one_writes_nothing(
    met: Coach, typing: Callable[..., tuple[int, str]]
) -> None:
    status, screen = typing(
        "first", "= freeze", "", "y", "-9", "7: Raj: x", "-1", "2: = freeze spend",
        "Raj: table by fri => there", "", "", "",
    )  # fmt: skip
    assert status == 0, screen
    assert "there is no line 9: a text that begins so is written with + or ! before it" in screen
    assert "there is no line 7" in screen
    assert "line 1 is taken out" in screen
    assert "decision 2" in screen
    document = met("meeting", "show", "1", "--json", now=AFTER).document["review"]
    assert (document["highlights"], document["decisions"]) == ([], ["freeze spend"])
    assert [one["task"] for one in document["actions"]] == ["table"]


def test_a_verdict_is_echoed(met: Coach, typing: Callable[..., tuple[int, str]]) -> None:
    met("meeting", "add", "10:00-10:15 Budget sync @Raj", now=BEFORE)
    said = "x\n\ny\n\nRaj: renewal quote by wed => sent\n"
    assert met("meeting", "review", "2", "--from", "-", stdin=said, now=AFTER).status == 0
    status, screen = typing("", "y", "#1 keep by fri", "", "", "")
    assert status == 0, screen
    assert "keep by Fri 27 Nov: Raj: renewal quote; carried out when the review is closed" in screen


def test_leaving_keeps_the_draft_and_the_place(met: Coach, typing: Callable[..., tuple[int, str]]) -> None:
    status, screen = typing("x", "", "maybe", "<", "", "y", "Raj: table by fri")
    assert status == 0, screen
    assert "answer yes, partly or no" in screen
    assert "the draft is kept" in screen
    assert met("meeting", "show", "1", "--json", now=AFTER).document["review"]["open"]
    status, screen = typing()
    assert "3 of 5: Actions" in screen
    assert "1 of 5" not in screen


HOSTILE = ["[/b] <script>", "a\x1b[2Jb\x1b]52;c;aGk=\x07", "x\r\nBcc: a@b.c", "\u202egnp", "y" * 3000]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_out_harmless(coach: Coach, text: str) -> None:
    one_line = " ".join(text.split())
    file = f"title: {one_line}\nwhen: 11:00-11:30\nattendees: Ana <ana@example.org>\nagenda:\n- {one_line} 5m"
    assert coach("meeting", "add", "--from", "-", stdin=file, now=BEFORE).status == 0
    assert coach("meeting", "note", text, "--meeting", "1", now=AFTER).status == 0
    review = f"{one_line}\n\nyes\n\nRaj: {one_line} by fri => {one_line}"
    assert coach("meeting", "review", "1", "--from", "-", stdin=review, now=AFTER).status == 0
    for words in (
        ["meeting", "show", "1"],
        ["meeting", "show", "1", "--json"],
        ["meeting", "minutes", "1"],
        ["meeting", "minutes", "1", "--format", "eml"],
        ["meeting", "publish", "1", "--format", "ics"],
        ["meetings"],
        ["actions"],
    ):
        answer = coach(*words, now=AFTER)
        assert answer.status == 0
        assert not set(answer.out) & set("\x1b\x07\u202e\x9b")
        assert "\nBcc:" not in answer.out


def test_one_meeting_of_a_series_or_this_and_the_following(coach: Coach) -> None:
    coach("meeting", "add", "fri 11:00-11:30 Sync: agree what to do @Ana", "--every", "week", now=BEFORE)
    assert coach("meeting", "edit", "2", "--set", "goal: a list", "--following", now=BEFORE).status == 0
    goals = [
        coach("meeting", "show", str(number), "--json", now=BEFORE).document["goal"] for number in range(1, 5)
    ]
    assert goals == ["", "a list", "a list", "a list"]
    answer = coach("meeting", "move", "3", "14:00", "--following", now=BEFORE)
    assert "and 1 more of its series" in answer.out
    answer = coach("meeting", "cancel", "3", "--following", now=BEFORE)
    assert "cancelled, and 1 more of its series" in answer.out


def test_actions_of_one_owner(met: Coach) -> None:
    met("meeting", "start", now=DURING)
    met("meeting", "review", "--from", "-", stdin=REVIEW, now=AFTER)
    assert "headcount table" in met("actions", "--owner", "raj", now=AFTER).out
    assert "auditor" not in met("actions", "--owner", "raj", now=AFTER).out
    assert "auditor" in met("actions", "--owner", "me", now=AFTER).out
    lines = met("actions", "--by-deadline", now=AFTER).out.splitlines()
    assert [("auditor" in one, "headcount" in one) for one in lines] == [(True, False), (False, True)]


def test_a_meeting_that_nobody_ended_is_told_and_ends_at_a_time_of_its_own_day(coach: Coach) -> None:
    coach("meeting", "add", LINE, now=BEFORE)
    coach("meeting", "start", now="2026-11-24T11:00")
    assert "Budget sync of yesterday still runs: coachtui meeting end 1" in coach("status", now=TOMORROW).out
    assert "and still runs: `coachtui meeting end 1 --at TIME`" in coach("meetings", now=TOMORROW).out
    assert "was due until 11:30 yesterday: coachtui meeting end 1 --at TIME ends it" in (
        coach("away", now=TOMORROW).out
    )
    assert coach("away", "--json", now=TOMORROW).document["gap"]["meeting"] == 1
    refused = coach("away", "break", now=TOMORROW)
    assert (refused.status, refused.err) == (
        2,
        "coachtui: Budget sync has not ended: coachtui meeting end 1 --at TIME\n",
    )
    assert "ended 15:40, 4h10m late" in coach("meeting", "end", "1", "--at", "15:40", now=TOMORROW).out
    assert "still runs" not in coach("status", now=TOMORROW).out
    again = coach("meeting", "end", "1", "--at", "11:35", "--json", now=TOMORROW).document
    assert again["borrowed"] == 10


def test_a_cancelled_meeting_is_told_to_those_who_have_it_in_their_calendars(
    coach: Coach, tmp_path: Path
) -> None:
    coach("meeting", "add", "11:00-11:30 Sync: agree what to do @Ana", now=BEFORE)
    coach("meeting", "edit", "1", "--people", "Ana <ana@example.org>", now=BEFORE)
    sam = ("--as", "Sam Doe <sam@example.org>")
    asked = coach("meeting", "publish", "1", "--format", "ics", *sam, now=BEFORE).out
    assert "METHOD:REQUEST" in asked
    assert 'ORGANIZER;CN="Sam Doe":mailto:sam@example.org' in asked
    out = tmp_path / "gone.eml"
    answer = coach("meeting", "cancel", "1", "--out", str(out), now=BEFORE)
    assert answer.out.endswith(f"written: {out}\n")
    mail = message_from_bytes(out.read_bytes(), policy=default)
    assert mail["To"] == "Ana <ana@example.org>"
    (entry,) = mail.iter_attachments()
    (event,) = Calendar.from_ical(entry.get_content()).walk("VEVENT")
    assert (event["status"], f"UID:{event['uid']}" in asked) == ("CANCELLED", True)
    coach("undo", now=BEFORE)
    refused = coach("meeting", "cancel", "1", "--out", str(out), now=BEFORE)
    assert refused.status == 1
    assert "it is cancelled, but" in refused.err
    assert "coachtui undo brings it back" in refused.err
