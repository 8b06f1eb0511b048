"""What each use means, for whoever decides about it and has never trained a model."""

from collections.abc import Iterable

from consent.ledger.explaining.words import Use, said

MEANING = {
    Use.REVIEW: "People listen to it or watch it to decide whether the take is good.",
    Use.NON_GENERATIVE_TRAINING: (
        "A program learns from it to recognise or sort things, such as words or languages. It makes"
        " no speech and no pictures."
    ),
    Use.GENERATIVE_TRAINING: (
        "A program learns from it, with much else, to make new speech, text or pictures."
    ),
    Use.FINE_TUNING: "A program that has learnt already is adjusted with it for one task.",
    Use.EVALUATION: "It is used to test how good a program is. The program does not learn from it.",
    Use.INFERENCE_INPUT: "A finished program is given it as an example to work from.",
    Use.DATA_MINING: "Programs search it for patterns, together with much else.",
    Use.EMOTION_RECOGNITION: "A program learns from it, or guesses from it, what somebody feels.",
    Use.VOICE_REPLICA: "A voice is made that sounds like you, or like your character.",
    Use.LIKENESS_REPLICA: "Pictures are made that look like you, or like your character.",
    Use.REAL_TIME_GENERATION: "What is made from it is made live, while somebody talks with it.",
    Use.SYNTHETIC_DERIVATION: "A program makes new recordings out of it, such as a changed voice.",
    Use.PUBLIC_RELEASE: "Anybody may hear it, see it or download it.",
    Use.MARKETING: "It is used to advertise something.",
    Use.SUB_LICENCE: "The client may let others use it, within what you allow.",
    Use.RESALE: "The client may sell it to others, within what you allow.",
}


def meanings(uses: Iterable[Use]) -> list[tuple[str, str]]:
    """Each use as it is called, and what it means; in the order in which uses are always said."""
    wanted = set(uses)
    return [(said(use).capitalize(), MEANING[use]) for use in Use if use in wanted]
