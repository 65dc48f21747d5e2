from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachtui.domain.text import (
    MOST_MARKS,
    NOTE_LIMIT,
    TITLE_LIMIT,
    clean_line,
    clean_note,
    half_width,
    quoted,
)

UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
    r"|[\ud800-\udfff\U000e0000-\U000e007f]"
)
PIECES = (
    *("\x1b", "\x1b[31m", "\x1b]0;", "\x1b\\", "\x07", "\x9b", "\x9d", "\x9c", *"[];0ma"),
    *("\n", "\r", "\t", "\x85", "\u2028", "\u2000", " ", "e", "\u0301", "\u0316", "\u0344", "\u0958"),
    *("\u200d", "\ufe0f", "\u202e", "\ufeff", "\U000e0041", "\udce9", "\ud83d", "👩", "\u1100", "\u1161"),
)
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
ANY_TEXT = st.text(st.characters(), max_size=200) | HOSTILE


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[38;2;1;2;3mred\x1b[K", "red"),
        ("\x9b31mred", "red"),
        ("\x1b]0;a title\x07red", "red"),
        ("\x1b]52;c;c2VjcmV0\x1b\\red", "red"),
        ("\x9d8;;http://x\x9cred", "red"),
        ("\x1bPq#0\x1b\\red", "red"),
        ("\x1b(Bred", "red"),
        ("\x1bcred", "red"),
        ("red\x1b", "red"),
        ("red\x1b[", "red"),
        ("\x1b\x1b[31mred", "red"),
    ],
)
def test_whole_escape_sequences_vanish(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean_note(raw) == clean


def test_words_after_an_escape_sequence_without_an_end_are_kept() -> None:
    assert clean_line("\x1b]0;call Bob about the invoice") == "0;call Bob about the invoice"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  a \t b\r\nc\u2028d\u2029e\x85f\u00a0g  ", "a b c d e f g"),
        ("nul\x00l bell\x07 del\x7f c1\x81", "null bell del c1"),
        ("\u202eevil\u202c \u2066x\u2069 \u200fy\u061c", "evil x y"),
        ("\ufeffbom \ufff9a\ufffbb \U000e0041tag", "bom ab tag"),
        ("👩‍👩‍👧 ❤️", "👩‍👩‍👧 ❤️"),
        ("Zoe\u0308", "Zoë"),
        ("caf\udce9 menu", "caf? menu"),
        ("\u200d \u200b \ufe0f", ""),
        ("[/b] [@click=app.quit]x[/]", "[/b] [@click=app.quit]x[/]"),
    ],
)
def test_a_line_is_kept_but_harmless(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean


def test_a_note_keeps_its_lines_and_tabs() -> None:
    assert clean_note("\n one\r\n\ttwo\rthree\x85four\u2028five\x0bsix\x07\n\n") == (
        "one\n\ttwo\nthree\nfour\nfive\nsix"
    )


def test_a_long_line_ends_in_an_ellipsis() -> None:
    assert clean_line("x" * TITLE_LIMIT) == "x" * TITLE_LIMIT
    assert clean_line("x" * (TITLE_LIMIT + 1)) == "x" * (TITLE_LIMIT - 1) + "…"
    assert len(clean_note("x" * (NOTE_LIMIT + 1))) == NOTE_LIMIT
    assert clean_line("one two", 5) == "one…"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("abq\u0301\u0316defg", "ab…"),
        ("ab👩‍👧defg", "ab…"),
        ("ab❤️defg", "ab…"),
    ],
)
def test_a_letter_with_marks_is_not_cut(text: str, cut: str) -> None:
    assert clean_line(text, 4) == cut


def test_a_heap_of_marks_is_cut_down() -> None:
    heap = clean_line("a" + "\u0316\u0301" * 50_000)
    assert len(heap) <= MOST_MARKS + 1


@given(ANY_TEXT, st.integers(1, 40))
@example("a" + "\u0344" * 40, 500)
@example("e\u202e\u0301", 500)
def test_a_cleaned_line_is_clean(raw: str, limit: int) -> None:
    line = clean_line(raw, limit)
    assert len(line) <= limit
    assert not UNWANTED.search(line)
    assert line == " ".join(line.split())
    assert unicodedata.is_normalized("NFC", line)
    assert clean_line(line, limit) == line


@given(ANY_TEXT, st.integers(1, 40))
@example("a" + "\u0344" * 40, 500)
def test_a_cleaned_note_is_clean(raw: str, limit: int) -> None:
    note = clean_note(raw, limit)
    assert len(note) <= limit
    assert not UNWANTED.search(note.replace("\n", ""))
    assert unicodedata.is_normalized("NFC", note)
    assert clean_note(note, limit) == note


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=30).filter(str.isascii))
def test_plain_words_are_left_alone(text: str) -> None:
    assert clean_line(text) == clean_note(text) == text


def test_a_message_quotes_one_short_line() -> None:
    assert quoted("a\nb") == '"a b"'
    assert quoted("x" * 100) == '"' + "x" * 39 + '…"'


def test_full_width_characters_count_as_ascii() -> None:
    assert half_width("　９：１５　ａｍ") == "9:15 am"
