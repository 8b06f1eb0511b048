"""What stands against publishing a licence's terms, in sentences for who wrote them."""

from collections.abc import Iterator

from consent.agreements.checking import LONGEST_MONTHS
from consent.agreements.linting import lint
from consent.agreements.saying import say_months
from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.words import Answer, Use, said
from consent.licences.templates.planned import PlannedLicence

_HANDED_ON = (Use.SUB_LICENCE, Use.RESALE)


def objections(planned: PlannedLicence, title: str, body: str) -> tuple[str, ...]:
    return tuple((*_rights(planned), *_duties(planned), *_text(title, body)))


def _rights(planned: PlannedLicence) -> Iterator[str]:
    rights = planned.rights
    answers = list(rights.uses.values())
    if not any(answer is not Answer.NOT_ALLOWED for answer in answers):
        yield "Allow one use at least."
    if Answer.CONSTRAINED in answers and not plain_fields(rights.limits):
        yield "A use is allowed within limits, and there is no limit."
    if not 1 <= rights.months <= LONGEST_MONTHS:
        yield f"Give an end: after 1 month at least, after {say_months(LONGEST_MONTHS)} at most."
    if rights.limits.storage_regions is None:
        yield "Say where recordings are stored."


def _duties(planned: PlannedLicence) -> Iterator[str]:
    duties = planned.duties
    if not 1 <= duties.report_every_months <= 12:
        yield "Let uses be reported once a year at least."
    if duties.supplies_others and duties.recipient_notice_days < 1:
        yield "Give performers a day at least to answer a new end recipient."
    for use in _HANDED_ON:
        if planned.rights.answer(use) is not Answer.NOT_ALLOWED and not duties.supplies_others:
            yield f"{said(use).capitalize()} is allowed, but nobody may be supplied."


def _text(title: str, body: str) -> Iterator[str]:
    if not title or not body:
        yield "Write its text."
    for each in (*lint(title), *lint(body)):
        yield f"In the text: “{each.phrase}”. {each.reason}"
