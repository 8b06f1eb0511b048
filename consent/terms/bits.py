"""Uses as the bits of one number, as rows keep them. A bit never changes its meaning."""

from collections.abc import Iterable, Mapping

from consent.ledger.explaining.words import Answer, Use

BIT: Mapping[Use, int] = {
    Use.REVIEW: 1 << 0,
    Use.NON_GENERATIVE_TRAINING: 1 << 1,
    Use.GENERATIVE_TRAINING: 1 << 2,
    Use.FINE_TUNING: 1 << 3,
    Use.EVALUATION: 1 << 4,
    Use.INFERENCE_INPUT: 1 << 5,
    Use.DATA_MINING: 1 << 6,
    Use.EMOTION_RECOGNITION: 1 << 7,
    Use.VOICE_REPLICA: 1 << 8,
    Use.LIKENESS_REPLICA: 1 << 9,
    Use.REAL_TIME_GENERATION: 1 << 10,
    Use.SYNTHETIC_DERIVATION: 1 << 11,
    Use.PUBLIC_RELEASE: 1 << 12,
    Use.MARKETING: 1 << 13,
    Use.SUB_LICENCE: 1 << 14,
    Use.RESALE: 1 << 15,
}
EVERY_USE = (1 << len(BIT)) - 1


def mask_of(uses: Iterable[Use]) -> int:
    return sum(BIT[use] for use in set(uses))


def opened_by(answers: Mapping[Use, Answer]) -> int:
    """The uses that are answered with more than no; silence is no."""
    return mask_of(use for use, answer in answers.items() if answer is not Answer.NOT_ALLOWED)


def constrained_by(answers: Mapping[Use, Answer]) -> int:
    return mask_of(use for use, answer in answers.items() if answer is Answer.CONSTRAINED)


def answers_in(opened: int, constrained: int) -> dict[Use, Answer]:
    """What was answered, read back from the two numbers."""
    return {use: _answer(bit, opened, constrained) for use, bit in BIT.items()}


def _answer(bit: int, opened: int, constrained: int) -> Answer:
    if not opened & bit:
        return Answer.NOT_ALLOWED
    return Answer.CONSTRAINED if constrained & bit else Answer.ALLOWED
