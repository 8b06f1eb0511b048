"""Turns and overlaps of a take, and transcripts of it."""

import pytest

from marketplace.takes.checking import webvtt
from marketplace.takes.checking.turns import together
from marketplace.takes.checking.webvtt import Cue, NotWebVtt

MANY = "9" * 5000
"""More digits than Python makes a number of."""
TRANSCRIPT = """WEBVTT - two sisters

NOTE made by hand

1
00:00.500 --> 00:02.000
<v Rosa>Where is the letter?

01:00:03.000 --> 01:00:04.250
Salt &amp; pepper
on two lines
"""
CUES = [
    Cue(500, 2_000, "Where is the letter?", "Rosa"),
    Cue(3_603_000, 3_604_250, "Salt & pepper\non two lines"),
]


def test_where_two_are_heard_at_once_they_overlap():
    turns = together({"rosa": [(0.0, 4.0), (8.0, 9.0)], "lena": [(3.0, 6.0)]})
    assert turns.overlaps == ((3.0, 4.0),)
    assert (turns.heard_s, turns.together_s) == (7.0, 1.0)


def test_who_only_follows_does_not_overlap():
    assert together({"rosa": [(0.0, 4.0)], "lena": [(4.0, 6.0)]}).overlaps == ()


def test_three_at_once_are_one_overlap():
    turns = together({1: [(0.0, 9.0)], 2: [(2.0, 6.0)], 3: [(3.0, 5.0)]})
    assert turns.overlaps == ((2.0, 6.0),)


def test_a_transcript_is_read():
    assert webvtt.read(TRANSCRIPT) == CUES


def test_what_was_written_is_read_the_same():
    awkward = [*CUES, Cue(3_700_000, 3_701_000, "1 < 2 & <b> &amp;", "A & B")]
    assert webvtt.read(webvtt.write(awkward)) == awkward


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("WEBVTTX\n", 1),
        ("WEBVTT\n\n00:01.000 -> 00:02.000\nHello\n", 4),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nHello\n", 3),
        ("WEBVTT\n\n00:61.000 --> 01:02.000\nHello\n", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 line:0\nHello\n", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<script>x</script>\n", 4),
        pytest.param(f"WEBVTT\n\n{MANY}:00:01.000 --> 00:02.000\nHello\n", 3, id="digits"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v " + "a" * 81 + ">Hello\n", 4),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na\n", 6),
    ],
)
def test_what_is_none_is_refused_with_its_line(text, line):
    with pytest.raises(NotWebVtt) as refused:
        webvtt.read(text)
    assert refused.value.line == line


def test_a_name_that_grows_when_it_is_written_is_read_again():
    said = webvtt.read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v " + "&" * 80 + ">Hello\n")
    assert webvtt.read(webvtt.write(said)) == said
