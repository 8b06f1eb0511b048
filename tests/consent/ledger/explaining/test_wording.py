"""Every entry can be said to a person, opened or not, and every word has its label."""

import pytest

from consent.ledger.entries import Entry, EntryType
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.schemas import OBJECTS, SCHEMAS
from consent.ledger.explaining.sentences import explained, fill, read_amount
from consent.ledger.explaining.wording import CLOSED, LIMITS, OPENED
from consent.ledger.explaining.words import SAID_OTHERWISE, SETS
from tests.consent.ledger.explaining.examples import EXAMPLES
from tests.consent.ledger.stories import Story, at, given


def test_every_type_has_its_sentences():
    assert set(CLOSED) == set(EntryType)
    assert set(OPENED) == set(SCHEMAS)
    assert set(LIMITS) == {name.removesuffix("?") for name in OBJECTS["Limits"]}


def test_consent_is_explained_in_words():
    (line,) = Story().write(given(at(3, 2))).lines
    assert explained(Entry.parse(line.body), line.payload) == (
        "On 2 March 2026 at 09:00:00 UTC, performer 00000000-0000-0000-0000-000000000001 gave"
        " consent for recording 00000000-0000-0000-0000-000000000002 under agreement"
        " 00000000-0000-0000-0000-000000000003. Allowed: review, non-generative training."
        " Allowed as far as the limits say: generative training. Not allowed: voice replica."
        " Everything else is not allowed. Until the end of 1 March 2029."
        " Only for clients: 00000000-0000-0000-0000-000000000004."
    )


def test_without_its_opening_an_entry_still_says_that_it_happened():
    (line,) = Story().write(given(at(3, 2))).lines
    assert explained(Entry.parse(line.body)) == "On 2 March 2026, consent was given."


@pytest.mark.parametrize("opening", EXAMPLES, ids=lambda each: each.type.value)
def test_no_field_of_an_opening_goes_unsaid(opening: Opening):
    """Somebody who reads the sentence must not miss what was committed to."""
    said_about = {"amount_minor": "{amount}", "currency": "{amount}"}
    for name in opening.payload():
        sentence = OPENED[opening.type]
        slot = f"{{{name}}}"
        assert slot in sentence or said_about.get(name, slot) in sentence, name


@pytest.mark.parametrize("opening", EXAMPLES, ids=lambda each: each.type.value)
def test_a_full_opening_leaves_no_slot_and_no_bracket(opening: Opening):
    (line,) = Story().write(opening).lines
    sentence = explained(Entry.parse(line.body), line.payload)
    assert not set("{}[]") & set(sentence)
    assert sentence.endswith(".")


def test_words_in_an_opening_cannot_make_slots():
    assert fill("{a} and {b}[, {c}]", {"a": "{b}", "b": "[x]"}) == "{b} and [x]"


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (12_345, "EUR", "123.45 EUR"),
        (5, "USD", "0.05 USD"),
        (9_500, "JPY", "9500 JPY"),
        (5, "KWD", "0.005 KWD"),
        (-250, "EUR", "-2.50 EUR"),
    ],
)
def test_an_amount_is_read_as_people_write_it(amount, currency, said):
    assert read_amount(amount, currency) == said


def test_every_label_is_the_label_of_a_word():
    assert set(SAID_OTHERWISE) <= {word.value for each in SETS for word in each}
