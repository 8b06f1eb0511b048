"""Offers to renew, from 90 days before the end: once for each agreement and end; answered, or let
go."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from consent.agreements.planned import USUAL_MONTHS, last_day
from consent.grants.models import Grant, Right, State
from consent.ledger.explaining.consenting import ConsentRenewed
from consent.rights import news, policy
from consent.rights.errors import OfferAnswered, OfferLapsed, OfferNotFound
from consent.rights.living import living, under_locks
from consent.rights.models import OfferAnswer, RenewalOffer
from consent.rights.reaching import at_once
from consent.rights.telling import about, tell
from consent.rights.terms import terms_of
from foundation import audit
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.following import once_kept
from foundation.jobs import Lease
from foundation.statements import among

BEFORE = timedelta(days=90)
Paper = tuple[UUID, UUID, date]
"""A performer, their agreement, and its last day."""
_AT_ONCE = 100
only_where: tuple[Callable[[], ColumnElement[bool]], ...] = ()
"""Of a grant and its right: that whoever pays for a renewal asked for it. `assembly` fills it;
without, all that end are offered."""


def offer_renewals(lease: Lease) -> int:
    """Gives how many were offered."""
    done = 0
    while found := _offer_some(lease):
        done += found
    return done


def accept_renewal(offer_id: UUID, *, actor: Actor) -> None:
    """Until the last day. The recordings follow at once, each with its terms as they are."""
    with transaction() as session:
        offer = _open(session, offer_id, actor)
        if session.scalar(still_so(offer).limit(1)) is None or offer.ends_on < now().date():
            raise OfferLapsed
        _answer(session, offer, OfferAnswer.ACCEPTED, actor)
        once_kept(session, partial(at_once, renew_pending, offer.id))


def decline_renewal(offer_id: UUID, *, actor: Actor) -> None:
    """It ends on its day by itself; nothing else changes."""
    with transaction() as session:
        _answer(session, _open(session, offer_id, actor), OfferAnswer.DECLINED, actor)


def renew_pending(offer_id: UUID) -> int:
    """Carries an accepted offer to its recordings. Gives how many it reached."""
    done = 0
    while found := _renew_some(offer_id):
        done += found
    return done


def still_so(offer: RenewalOffer) -> Select[Grant]:
    """The grants that it is about, as long as their last day is the one that it names. What ended
    between the answer and its carrying out was renewed in time all the same."""
    return living(State.EXPIRED).where(
        Grant.performer_id == offer.performer_id,
        Grant.agreement_id == offer.agreement_id,
        Right.ends_on == offer.ends_on,
    )


def accepted_pending(session: Session) -> Sequence[UUID]:
    """Offers that somebody accepted, and that were not carried to every recording."""
    accepted = select(RenewalOffer).where(
        RenewalOffer.answer == OfferAnswer.ACCEPTED, RenewalOffer.carried_at.is_(None)
    )
    return [offer.id for offer in session.scalars(accepted)]


def _offer_some(lease: Lease) -> int:
    with transaction() as session:
        lease.confirm(session)
        found = session.execute(_due(now().date()).limit(_AT_ONCE)).all()
        for performer, agreement, ends_on, sample, count in found:
            _offer(session, performer, agreement, ends_on, sample, count)
        return len(found)


def _due(day: date) -> Select[UUID, UUID, date, str, int]:
    """Performer, agreement, last day, one grant of them, and how many recordings."""
    offered = select(RenewalOffer.id).where(
        RenewalOffer.performer_id == Grant.performer_id,
        RenewalOffer.agreement_id == Grant.agreement_id,
        RenewalOffer.ends_on == Right.ends_on,
    )
    group = (Grant.performer_id, Grant.agreement_id, Right.ends_on)
    soon = Right.ends_on.between(day, day + BEFORE)
    # One of them by its thread: not every database has a smallest UUID.
    asked = [condition() for condition in only_where]
    wanted = living().where(Right.uses > 0, soon, ~offered.exists(), *asked)
    return wanted.with_only_columns(*group, func.min(Grant.thread), func.count()).group_by(*group)


def _offer(
    session: Session, performer: UUID, agreement: UUID, ends_on: date, thread: str, count: int
) -> None:
    sample = session.scalars(select(Grant).where(Grant.thread == thread)).one()
    terms = terms_of(session, [sample]).get(sample.id, {})
    starts_on = terms["limits"].starts_on if terms else None
    paper = (performer, agreement, ends_on)
    before = renewed_from(session, [paper]).get(paper)
    offer = RenewalOffer(
        performer_id=performer,
        agreement_id=agreement,
        ends_on=ends_on,
        renewed_until=renewed_until(before or starts_on or sample.made_at.date(), ends_on),
        fee_minor=terms.get("renewal_fee_minor"),
        currency=terms.get("currency"),
    )
    session.add(offer)
    session.flush()
    audit.record(session, SYSTEM, "renewal.offered", offer.id)
    news.tell_of_many(session, "rights.renewal_offered", performer, count, ends_on=ends_on)


def renewed_from(session: Session, papers: Collection[Paper]) -> dict[Paper, date]:
    """Of those that were renewed before: the first day of the last renewal. The fee was agreed for
    a term, not for all the time since the first one began."""
    of = RenewalOffer
    these = select(of.performer_id, of.agreement_id, of.ends_on).where(
        among(session, of.agreement_id, {agreement for _, agreement, _ in papers}),
        of.answer == OfferAnswer.ACCEPTED,
    )
    begun: dict[tuple[UUID, UUID], list[date]] = {}
    for performer, agreement, ended_on in session.execute(these):
        begun.setdefault((performer, agreement), []).append(ended_on + timedelta(days=1))
    found: dict[Paper, date] = {}
    for performer, agreement, ends_on in papers:
        before = [day for day in begun.get((performer, agreement), ()) if day <= ends_on]
        if before:
            found[performer, agreement, ends_on] = max(before)
    return found


def renewed_until(starts_on: date, ends_on: date) -> date:
    """As long again as before, and never longer than is usual."""
    months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month
    months += ends_on.day >= starts_on.day
    return last_day(ends_on + timedelta(days=1), max(1, min(months, USUAL_MONTHS)))


def _open(session: Session, offer_id: UUID, actor: Actor) -> RenewalOffer:
    of = RenewalOffer
    offer = session.scalar(select(of).where(of.id == offer_id).with_for_update())
    if offer is None or not policy.may_change(actor, offer.performer_id):
        raise OfferNotFound(offer_id)
    if offer.answer is not None:
        raise OfferAnswered
    return offer


def _answer(session: Session, offer: RenewalOffer, answer: OfferAnswer, actor: Actor) -> None:
    offer.answer, offer.answered_at = answer, now()
    audit.record(session, actor, "renewal.answered", offer.id, answer=answer)


def _renew_some(offer_id: UUID) -> int:
    with transaction() as session:
        of = RenewalOffer
        offer = session.scalars(select(of).where(of.id == offer_id).with_for_update()).one()
        if offer.answer is not OfferAnswer.ACCEPTED or offer.carried_at is not None:
            return 0
        grants = under_locks(session, still_so(offer))
        terms = terms_of(session, grants)
        known = [grant for grant in grants if grant.id in terms]
        told = [(grant, _renewed(grant, terms[grant.id], offer)) for grant in known]
        tell(session, told, role="performer")
        offer.renewed += len(told)
        if not told:
            offer.carried_at = now()
            _tell_renewed(session, offer)
        return len(told)


def _renewed(grant: Grant, terms: dict[str, Any], offer: RenewalOffer) -> ConsentRenewed:
    limits = replace(terms["limits"], ends_on=offer.renewed_until)
    return ConsentRenewed(**about(grant), **{**terms, "limits": limits})


def _tell_renewed(session: Session, offer: RenewalOffer) -> None:
    news.tell_of_many(
        session, "rights.renewed", offer.performer_id, offer.renewed, until=offer.renewed_until
    )
