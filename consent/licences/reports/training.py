"""Holds what a client says it trained against what was delivered to it."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from consent.ledger.explaining.typed import one_line
from consent.licences.models import Licence
from consent.licences.reports import asking
from consent.licences.reports.asking import Delivery
from consent.licences.reports.errors import (
    CutOffTooEarly,
    CutOffTooLate,
    ModelNotNamed,
    NamedTwice,
    NotForTraining,
    NoTrainingUse,
    NotYourDelivery,
    TooManyTrained,
    TrainingNotNamed,
)
from consent.licences.reports.models import UseReport, UseReportTraining
from consent.licences.reports.new import MOST_TRAINED, TRAINING, NewReport, Training
from consent.licences.reports.periods import Period
from consent.terms.bits import mask_of


def trained(
    session: Session, licence: Licence, period: Period, new: NewReport
) -> list[tuple[Training, Delivery]]:
    """Each with its delivery. No kind hides behind a model of another: what something was delivered
    for is named with what was trained on it. Raises BadTraining."""
    if len(new.trained) > MOST_TRAINED:
        raise TooManyTrained(MOST_TRAINED)
    kinds = TRAINING.intersection(new.uses)
    if new.trained and not kinds:
        raise NoTrainingUse
    if not kinds:
        return []
    known = asking.deliveries(session, licence.client_id)
    found = list(_held_against(known, period, new))
    unnamed = kinds.difference(*(delivery.uses for _, delivery in found))
    if any(each.uses & unnamed and each.on <= period.to_on for each in known):
        raise TrainingNotNamed
    return found


def is_name(typed: str) -> bool:
    """A letter or a digit: of characters that nobody sees a performer learns nothing."""
    return any(each.isalnum() for each in typed)


def _held_against(
    known: Sequence[Delivery], period: Period, new: NewReport
) -> Iterator[tuple[Training, Delivery]]:
    by_id = {each.id: each for each in known}
    said: set[tuple[str, str]] = set()
    for each in new.trained:
        model = one_line(each.model)
        if not is_name(model):
            raise ModelNotNamed
        delivery = by_id.get(each.delivery)
        if delivery is None:
            raise NotYourDelivery(model)
        if not delivery.uses & TRAINING.intersection(new.uses):
            raise NotForTraining(delivery.reference)
        if each.cut_off < delivery.on:
            raise CutOffTooEarly(delivery.reference, delivery.on)
        if each.cut_off > period.to_on:
            raise CutOffTooLate(period.to_on)
        if (model, delivery.reference) in said:
            raise NamedTwice(model, delivery.reference)
        said.add((model, delivery.reference))
        yield Training(model=model, delivery=delivery.id, cut_off=each.cut_off), delivery


def row_of(
    report: UseReport, new: NewReport, training: Training, delivery: Delivery
) -> UseReportTraining:
    return UseReportTraining(
        report_id=report.id,
        model=training.model,
        delivery_id=delivery.id,
        reference=delivery.reference,
        recipient_id=delivery.recipient_id,
        uses=mask_of(delivery.uses & TRAINING.intersection(new.uses)),
        dataset_id=delivery.dataset_id,
        dataset_name=delivery.dataset_name,
        dataset_version=delivery.dataset_version,
        choice_hash=delivery.choice_hash,
        cut_off=training.cut_off,
    )
