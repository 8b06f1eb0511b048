"""What no agreement may say, in whatever spelling, and what it may."""

import pytest

from consent.agreements.linting import Reason, lint

REFUSED = [
    ("The rights are granted in perpetuity.", "in perpetuity", Reason.WITHOUT_END),
    ("A PERPETUAL licence", "PERPETUAL", Reason.WITHOUT_END),
    ("You keep it for ever.", "for ever", Reason.WITHOUT_END),
    ("an irrevocable licence", "irrevocable", Reason.NO_WAY_BACK),
    ("irrevocably agrees", "irrevocably", Reason.NO_WAY_BACK),
    ("for any purpose whatsoever", "for any purpose whatsoever", Reason.ANY_PURPOSE),
    (
        "uses including, but not limited to, training",
        "including, but not limited to",
        Reason.OPEN_LIST,
    ),
    ("including without limitation games", "including without limitation", Reason.OPEN_LIST),
    ("all media now known or later", "all media now known", Reason.ALL_MEDIA),
    ("throughout the universe", "throughout the universe", Reason.EVERYWHERE),
    ("The performer waives all moral rights", "waives all moral rights", Reason.RIGHTS_GIVEN_UP),
    ("Se cede a perpetuidad.", "a perpetuidad", Reason.WITHOUT_END),
    ("de manière irrévocable", "irrévocable", Reason.NO_WAY_BACK),
    ("ein unwiderrufliches Recht", "unwiderrufliches", Reason.NO_WAY_BACK),
    ("em perpetuidade", "em perpetuidade", Reason.WITHOUT_END),
]


@pytest.mark.parametrize(("text", "phrase", "reason"), REFUSED)
def test_a_phrase_is_refused_with_its_reason(text, phrase, reason):
    assert [(each.phrase, each.reason) for each in lint(text)] == [(phrase, reason)]


@pytest.mark.parametrize(
    "spelled",
    [
        "in\nperpetuity",
        "in  perpetuity",
        "in\u00a0perpetuity",
        "in-perpetuity",
        "in \u2013 perpetuity",
        "in perpe\u00adtuity",
        "in perp\u200betuity",
        "\uff49\uff4e perpetuity",
        "In Perpetuity",
        "in perpetuity\u0301",
    ],
)
def test_no_spelling_slips_through(spelled):
    (found,) = lint(f"Granted {spelled}.")
    assert found.reason is Reason.WITHOUT_END


def test_it_says_where_in_the_text_as_it_was_written():
    text = "First.\n\nRights are granted, ir\u00adrevocably  and for  any\tpurpose."
    assert [text[each.start : each.end] for each in lint(text)] == [
        "ir\u00adrevocably",
        "for  any\tpurpose",
    ]


def test_accents_may_come_in_two_pieces():
    (found,) = lint("irre\u0301vocable")
    assert found.phrase == "irre\u0301vocable"


def test_of_two_that_overlap_the_longer_is_named():
    text = "all media now known or hereafter devised, in perpetuity"
    assert [each.reason for each in lint(text)] == [Reason.ALL_MEDIA, Reason.WITHOUT_END]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Until 31 March 2029.",
        "This allows training, evaluation and research, and nothing else.",
        "You may withdraw at any time; it stops new use.",
        "She performs the purpose of the scene.",
        "A purposeful limit, including the voice.",
        "perpetuate",
    ],
)
def test_plain_words_pass(text):
    assert lint(text) == ()
