"""A licence in plain words, made from its terms and never typed by hand."""

from collections.abc import Iterator

from consent.agreements.saying import say_months
from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.sentences import read_limits, read_uses
from consent.ledger.explaining.words import said
from consent.licences.templates.planned import (
    REPORT_WITHIN_DAYS,
    BannedEnd,
    Duties,
    PlannedLicence,
    TrainedModels,
)

MODELS = {
    TrainedModels.KEEP: "Models that were trained while the right held may be kept and used.",
    TrainedModels.WITHOUT_NEXT_TIME: (
        "Models that were trained while the right held may be used, and are trained without the"
        " recording the next time."
    ),
    TrainedModels.RETIRE: (
        "Models that were trained with the recording are taken out of use within 90 days of the"
        " right's end."
    ),
}
_ENDS = {
    BannedEnd.MANIPULATION: "to manipulate people",
    BannedEnd.EMOTION_AT_WORK: "to infer emotions of people at work or in education",
    BannedEnd.BIOMETRIC_IDENTIFICATION: "to identify people by voice or face",
}


def summary(planned: PlannedLicence) -> tuple[str, ...]:
    return tuple(_sentences(planned))


def _sentences(planned: PlannedLicence) -> Iterator[str]:
    rights = planned.rights
    yield from read_uses({use.value: answer.value for use, answer in rights.uses.items()})
    yield "Each recording only as far as every performer in it allows: their word comes first."
    yield f"It ends by itself after {say_months(rights.months)}."
    yield from read_limits(plain_fields(rights.limits))
    yield from _duties(planned.duties)


def _duties(duties: Duties) -> Iterator[str]:
    ends = [*_ENDS.values(), *(f"for {said(each)}" for each in duties.banned_ends)]
    yield f"Never, whatever else is allowed: {'; '.join(ends)}."
    yield (
        "Nobody tries to find out who a performer is, and nobody imitates a performer's voice or"
        " face unless a replica is named among the uses."
    )
    yield (
        "When a recording is recalled you stop using it within 1 day, say within 72 hours where it"
        " went, and attest within 30 days what became of it."
    )
    yield MODELS[duties.trained_models]
    yield (
        f"Every {say_months(duties.report_every_months)} you report what you used and for what,"
        f" within {REPORT_WITHIN_DAYS} days. Performers see it."
    )
    yield _recipients(duties)
    yield "A breach is told to us within 72 hours of learning of it."


def _recipients(duties: Duties) -> str:
    if not duties.supplies_others:
        return "Nothing is handed on to anybody else."
    return (
        "Whom you supply is named here first. Performers are told, and"
        f" {duties.recipient_notice_days} days later it may receive what they still allow."
    )
