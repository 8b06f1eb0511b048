"""What was handed over, against the licence it left under, and holders against recalls."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from consent.console.checks.asking import COMPLIANCE, Check, Question, Wrong
from consent.grants.models import Grant, Right, State
from consent.holders.covering import uncovered
from consent.holders.models import HandedOver, Holder
from consent.holders.queries import stated
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.words import Answer, said
from consent.licences.models import Licence, LicenceSignature
from consent.licences.templates import queries as templates
from consent.recalls.models import Recall
from consent.terms.misfits import Misfit, misfits

LICENSED = Check(
    "deliveries.licensed",
    "The purpose of each delivery lies within the licence that its client had signed.",
    COMPLIANCE,
)
RECALLED = Check(
    "holders.recalled",
    "Whoever holds a recording of which a right has ended was told to give it up.",
    COMPLIANCE,
)
_NEVER_OUT = (*map(State, PERMITTING), State.REQUESTED, State.REFUSED)


def beyond_licence(session: Session) -> Iterator[Wrong]:
    for handed in session.scalars(select(HandedOver).order_by(HandedOver.handed_over_at)):
        if why := _beyond(session, handed):
            sentence = f"Delivery {handed.delivery_id}: {why}."
            yield Wrong(LICENSED, str(handed.delivery_id), sentence, _any_of(session, handed))


def _beyond(session: Session, handed: HandedOver) -> str:
    """The licence as it had been signed by then: what was signed later excuses nothing."""
    on, of = handed.handed_over_at.date(), LicenceSignature
    wanted = (
        select(of)
        .join(Licence, Licence.id == of.licence_id)
        .where(of.licence_id == handed.licence_id, of.client_id == handed.client_id)
        .where(of.signed_at <= handed.handed_over_at, of.starts_on <= on, of.ends_on >= on)
        .where(func.coalesce(Licence.ended_at, handed.handed_over_at) >= handed.handed_over_at)
        .order_by(of.signed_at.desc(), of.number.desc())
    )
    signed = session.scalars(wanted.limit(1)).first()
    if signed is None:
        return "its client had no licence that held on that day"
    planned = templates.planned(templates.version(session, signed.version_id))
    limits = plain_fields(planned.limits(signed.starts_on, signed.ends_on, signed.client_id))
    limits.pop("recipients", None)
    for purpose in stated(handed).purposes():
        if planned.rights.uses.get(purpose.use, Answer.NOT_ALLOWED) is Answer.NOT_ALLOWED:
            return f"its licence does not allow {said(purpose.use)}"
        if left := misfits(limits, purpose):
            names = ", ".join(said((each.name or "").lower()) for each in Misfit(left))
            return f"it does not keep to the licence's {names}"
    return ""


def _any_of(session: Session, handed: HandedOver) -> UUID | None:
    of = select(Holder.recording_id).where(Holder.delivery_id == handed.delivery_id)
    return session.scalar(of.limit(1))


def not_recalled(session: Session) -> Iterator[Wrong]:
    """Ended grants of which a copy is out, and nobody asked for it back; unless another grant of
    the same performer still covers it."""
    for row in session.execute(_ended_and_held()).all():
        handed = session.get_one(HandedOver, row.delivery_id)
        ended = uncovered(session, stated(handed), [row.recording_id])
        if ended.get((row.recording_id, row.performer_id)) is False:
            about = f"{row.thread} {row.delivery_id}"
            sentence = (
                f"Thread {row.thread}: consent is {said(row.state)}, delivery {row.delivery_id} is"
                " out, and no recall was opened for it."
            )
            yield Wrong(RECALLED, about, sentence, row.recording_id)


def _ended_and_held() -> Select[str, UUID, UUID, State, UUID]:
    # Of several papers of one performer that end, one asks for all.
    recalled = exists().where(
        Recall.recording_id == Grant.recording_id,
        Recall.performer_id == Grant.performer_id,
        Recall.client_id == Holder.client_id,
        func.coalesce(Recall.recipient_id, Recall.client_id)
        == func.coalesce(Holder.recipient_id, Holder.client_id),
    )
    of_grant = (
        (Right.recording_id == Grant.recording_id)
        & (Right.performer_id == Grant.performer_id)
        & (Right.grant_id == Grant.id)
    )
    return (
        select(
            Grant.thread,
            Grant.recording_id,
            Grant.performer_id,
            Right.state,
            Holder.delivery_id,
        )
        .join(Right, of_grant)
        .join(Holder, Holder.recording_id == Grant.recording_id)
        .where(Right.state.not_in(_NEVER_OUT), ~recalled)
        .order_by(Grant.thread, Holder.delivery_id)
    )


LICENCES = Question((LICENSED,), beyond_licence)
RECALLS = Question((RECALLED,), not_recalled)
