"""Rows keep uses as bits: each use has one of its own, and what was answered can be read back."""

from hypothesis import given
from hypothesis import strategies as st

from consent.ledger.explaining.words import Answer, Use
from consent.terms.bits import BIT, EVERY_USE, answers_in, constrained_by, mask_of, opened_by


def test_each_use_has_a_bit_of_its_own():
    assert sorted(BIT.values()) == [1 << place for place in range(len(Use))]
    assert mask_of(Use) == EVERY_USE


def test_the_bits_are_those_that_rows_were_written_with():
    """A bit that moved would turn a performer's no into a yes: change this test never."""
    assert [use.value for use in sorted(BIT, key=lambda use: BIT[use])] == [
        "review",
        "non_generative_training",
        "generative_training",
        "fine_tuning",
        "evaluation",
        "inference_input",
        "data_mining",
        "emotion_recognition",
        "voice_replica",
        "likeness_replica",
        "real_time_generation",
        "synthetic_derivation",
        "public_release",
        "marketing",
        "sub_licence",
        "resale",
    ]


def test_silence_is_no():
    assert opened_by({}) == 0
    assert opened_by({Use.RESALE: Answer.NOT_ALLOWED}) == 0


@given(st.dictionaries(st.sampled_from(Use), st.sampled_from(Answer)))
def test_answers_are_read_back_as_they_were_given(answers):
    back = answers_in(opened_by(answers), constrained_by(answers))
    assert back == {use: answers.get(use, Answer.NOT_ALLOWED) for use in Use}
