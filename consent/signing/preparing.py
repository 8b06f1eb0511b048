"""One signing before it is kept: everything that stands against it is said here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from consent.agreements.models import AgreementText
from consent.agreements.planned import Planned
from consent.signing import queries
from consent.signing.answers import Answers, missing, only_asked
from consent.signing.clocks import waits
from consent.signing.errors import (
    AnsweredAlready,
    AnswersMissing,
    NotSignableYet,
    PaperChanged,
    TooLateToAnswer,
)
from consent.signing.models import Agreement, AgreementState, Showing
from consent.signing.offers import Offer, offer_of
from foundation import fresh, hooks
from foundation.fresh import Proven
from foundation.web import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    offer: Offer
    text: AgreementText
    showing: Showing
    answers: Answers
    plan: Planned
    """As answered."""
    first_shown_at: datetime
    at: datetime
    proven_at: datetime | None
    """When they last showed who they are, where that was asked for."""
    names: Mapping[UUID, str]
    operator: str


def prepared(
    session: Session,
    agreement: Agreement,
    seen: str,
    answers: Answers,
    *,
    proven: Proven,
    at: datetime,
) -> Signing:
    """`seen` is the hash of what was on the page: nothing else is signed."""
    refuse_answered(agreement, at, *queries.ANSWERABLE)
    offer = offer_of(session, agreement)
    if offer.is_replica:
        fresh.require(proven)
    shown = queries.showing(session, agreement.id, seen)
    if shown is None or offer.shown_hash(offer.text(shown.locale)) != seen:
        raise PaperChanged
    if wrong := missing(offer, answers):
        raise AnswersMissing(wrong)
    first_shown_at = queries.first_shown_at(session, offer) or shown.shown_at
    _refuse_too_soon(session, offer, answers, first_shown_at, at)
    answers = only_asked(offer, answers)
    plan = offer.answered(answers.accepted)
    return Signing(
        offer=offer,
        text=offer.text(shown.locale),
        showing=shown,
        answers=answers,
        plan=replace(plan, post_mortem=answers.post_mortem),
        first_shown_at=first_shown_at,
        at=at,
        proven_at=proven.authenticated_at if offer.is_replica else None,
        names=hooks.names(session, [agreement.client_id]),
        operator=settings().operator_name,
    )


def refuse_answered(agreement: Agreement, at: datetime, *answerable: AgreementState) -> None:
    if agreement.state not in answerable:
        raise AnsweredAlready(agreement.state.value)
    if at.date() > agreement.first_day:
        raise TooLateToAnswer


def _refuse_too_soon(
    session: Session, offer: Offer, answers: Answers, first_shown_at: datetime, at: datetime
) -> None:
    found = waits(
        offer,
        shown_at=first_shown_at,
        approved=queries.is_approved(session, offer),
        representation=answers.representation,
        at=at,
    )
    for wait in found:
        raise NotSignableYet(wait.why)
