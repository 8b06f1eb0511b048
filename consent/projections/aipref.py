"""The IETF's AI preferences: one word about training. They inform; they enforce nothing."""

from consent.ledger.explaining.words import Answer, Use
from consent.projections.answers import Answers

CATEGORIES: dict[Use, str] = {
    Use.REVIEW: "",
    Use.NON_GENERATIVE_TRAINING: "",
    Use.GENERATIVE_TRAINING: "train-ai",
    Use.FINE_TUNING: "train-ai",
    Use.EVALUATION: "",
    Use.INFERENCE_INPUT: "",
    Use.DATA_MINING: "",
    Use.EMOTION_RECOGNITION: "",
    Use.VOICE_REPLICA: "train-ai",
    Use.LIKENESS_REPLICA: "train-ai",
    Use.REAL_TIME_GENERATION: "",
    Use.SYNTHETIC_DERIVATION: "",
    Use.PUBLIC_RELEASE: "",
    Use.MARKETING: "",
    Use.SUB_LICENCE: "",
    Use.RESALE: "",
}
"""The draft means parameters of models that generate: training that does not is outside it."""
_TRAINING = (Use.GENERATIVE_TRAINING, Use.FINE_TUNING)


def preference(answers: Answers) -> str:
    """`train-ai=y` only where both were allowed without any limit: it has no word for limits."""
    free = all(answers[use].answer is Answer.ALLOWED for use in _TRAINING)
    return f"train-ai={'y' if free else 'n'}"
