"""The closed sets that openings speak in, and how each word is said to a person."""

from enum import StrEnum


class Use(StrEnum):
    """What may be done with a recording. What is not answered is not allowed."""

    REVIEW = "review"
    NON_GENERATIVE_TRAINING = "non_generative_training"
    GENERATIVE_TRAINING = "generative_training"
    FINE_TUNING = "fine_tuning"
    EVALUATION = "evaluation"
    INFERENCE_INPUT = "inference_input"
    DATA_MINING = "data_mining"
    EMOTION_RECOGNITION = "emotion_recognition"
    VOICE_REPLICA = "voice_replica"
    LIKENESS_REPLICA = "likeness_replica"
    REAL_TIME_GENERATION = "real_time_generation"
    SYNTHETIC_DERIVATION = "synthetic_derivation"
    PUBLIC_RELEASE = "public_release"
    MARKETING = "marketing"
    SUB_LICENCE = "sub_licence"
    RESALE = "resale"


class Answer(StrEnum):
    ALLOWED = "allowed"
    CONSTRAINED = "constrained"
    """Allowed as far as the limits say, of which there must then be one."""
    NOT_ALLOWED = "not_allowed"


class Signature(StrEnum):
    """What was signed: four separate signatures, never one."""

    RECORDING_AND_PAY = "recording_and_pay"
    NON_GENERATIVE_TRAINING = "non_generative_training"
    GENERATIVE_TRAINING = "generative_training"
    REPLICA = "replica"


class Representation(StrEnum):
    NONE = "none"
    COUNSEL = "counsel"
    UNION = "union"
    AGENT = "agent"


class SuspensionCause(StrEnum):
    STRIKE = "strike"
    OWN_CHOICE = "own_choice"
    CLIENT_BREACH = "client_breach"
    DISPUTE = "dispute"
    SAFETY = "safety"
    LEGAL_CLAIM = "legal_claim"


class Ending(StrEnum):
    """Why consent was terminated by somebody other than the performer."""

    CLIENT_BREACH = "client_breach"
    CLIENT_REQUEST = "client_request"
    LICENCE_ENDED = "licence_ended"
    ENGAGEMENT_ENDED = "engagement_ended"
    LEGAL_DUTY = "legal_duty"


class Flaw(StrEnum):
    """Why consent never was valid."""

    NO_NOTICE = "no_notice"
    WRONG_PERSON = "wrong_person"
    UNDER_AGE = "under_age"
    PRESSURE = "pressure"
    DEFECTIVE_TERMS = "defective_terms"


class RecallCause(StrEnum):
    WITHDRAWN = "withdrawn"
    NARROWED = "narrowed"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    INVALIDATED = "invalidated"
    SUSPENDED = "suspended"
    LICENCE_BREACH = "licence_breach"


class Attestation(StrEnum):
    """What a holder says it did."""

    DESTROYED = "destroyed"
    QUARANTINED = "quarantined"
    NEVER_USED = "never_used"
    PARTLY_DESTROYED = "partly_destroyed"


class Media(StrEnum):
    ORIGINAL = "original"
    DERIVED = "derived"
    BACKUP = "backup"


class DestructionCause(StrEnum):
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    INVALIDATED = "invalidated"
    TAKE_REJECTED = "take_rejected"
    AUDITION_ENDED = "audition_ended"
    RETENTION_ENDED = "retention_ended"


class Identifiability(StrEnum):
    IDENTIFIABLE = "identifiable"
    CHARACTER = "character"
    NOT_IDENTIFIABLE = "not_identifiable"


class Exclusivity(StrEnum):
    EXCLUSIVE = "exclusive"
    NON_EXCLUSIVE = "non_exclusive"


class Basis(StrEnum):
    """Why processing for a use is lawful."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGITIMATE_INTEREST = "legitimate_interest"
    LEGAL_DUTY = "legal_duty"


class PostMortem(StrEnum):
    STOP = "stop"
    CONTINUE_TO_TERM = "continue_to_term"
    EXECUTOR_DECIDES = "executor_decides"


SETS: tuple[type[StrEnum], ...] = (
    Use,
    Answer,
    Signature,
    Representation,
    SuspensionCause,
    Ending,
    Flaw,
    RecallCause,
    Attestation,
    Media,
    DestructionCause,
    Identifiability,
    Exclusivity,
    Basis,
    PostMortem,
)
SAID_OTHERWISE = {
    "non_generative_training": "non-generative training",
    "fine_tuning": "fine-tuning",
    "real_time_generation": "real-time generation",
    "sub_licence": "sub-licence",
    "recording_and_pay": "recording and pay",
    "own_choice": "the performer's own choice",
    "client_breach": "breach by the client",
    "client_request": "the client's request",
    "licence_ended": "end of the client's licence",
    "engagement_ended": "end of the engagement",
    "licence_breach": "breach of the licence",
    "no_notice": "notice was not given",
    "wrong_person": "the wrong person",
    "under_age": "the performer was under age",
    "pressure": "pressure",
    "defective_terms": "defective terms",
    "take_rejected": "the take was rejected",
    "audition_ended": "the audition ended",
    "retention_ended": "the time for keeping it ended",
    "continue_to_term": "uses continue until their end",
    "stop": "uses stop",
    "executor_decides": "the executor decides",
}


def said(word: str) -> str:
    return SAID_OTHERWISE.get(word, word.replace("_", " "))
