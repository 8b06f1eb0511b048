"""The assertion `cawg.training-mining` (CAWG 1.1), as a C2PA claim generator takes it."""

from typing import Any

from consent.ledger.explaining.words import Answer, Use
from consent.projections.answers import Answers

LABEL = "cawg.training-mining"
OWN = "org.fairtake."
"""Before the entries that the specification does not know; `cawg.` is kept for itself."""
ENTRIES: dict[Use, str] = {
    Use.REVIEW: f"{OWN}review",
    Use.NON_GENERATIVE_TRAINING: "cawg.ai_training",
    Use.GENERATIVE_TRAINING: "cawg.ai_generative_training",
    Use.FINE_TUNING: f"{OWN}fine_tuning",
    Use.EVALUATION: f"{OWN}evaluation",
    Use.INFERENCE_INPUT: "cawg.ai_inference",
    Use.DATA_MINING: "cawg.data_mining",
    Use.EMOTION_RECOGNITION: f"{OWN}emotion_recognition",
    Use.VOICE_REPLICA: f"{OWN}voice_replica",
    Use.LIKENESS_REPLICA: f"{OWN}likeness_replica",
    Use.REAL_TIME_GENERATION: f"{OWN}real_time_generation",
    Use.SYNTHETIC_DERIVATION: f"{OWN}synthetic_derivation",
    Use.PUBLIC_RELEASE: f"{OWN}public_release",
    Use.MARKETING: f"{OWN}marketing",
    Use.SUB_LICENCE: f"{OWN}sub_licence",
    Use.RESALE: f"{OWN}resale",
}
SPELLED = {
    Answer.ALLOWED: "allowed",
    Answer.CONSTRAINED: "constrained",
    Answer.NOT_ALLOWED: "notAllowed",
}


def assertion(answers: Answers, status_url: str) -> dict[str, Any]:
    """What is in a file stays in it. So nothing but a refusal stands without the address at which
    today's answer is: consumers must treat `constrained` without more as a refusal."""
    entries = {ENTRIES[use]: _entry(held.answer, status_url) for use, held in answers.items()}
    return {"label": LABEL, "data": {"entries": entries}}


def _entry(answer: Answer, status_url: str) -> dict[str, str]:
    if answer is Answer.NOT_ALLOWED:
        return {"use": SPELLED[answer]}
    # Allowed without limits still ends on a day, and can be withdrawn.
    return {"use": SPELLED[Answer.CONSTRAINED], "constraint_info": status_url}
