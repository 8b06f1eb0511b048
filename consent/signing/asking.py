"""Asking a performer for signatures: steps for whoever makes an engagement."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.linting import lint
from consent.agreements.models import AgreementVersion
from consent.agreements.planned import Planned
from consent.ledger.explaining.typed import turns_order
from consent.ledger.explaining.words import Use
from consent.signing import news
from consent.signing.clocks import NAMED_BEFORE
from consent.signing.errors import CannotBeAsked
from consent.signing.models import Agreement, AgreementState
from consent.signing.offers import Offer, offers_of
from foundation import audit, hooks, pdf
from foundation.actors import Actor
from foundation.clock import now
from foundation.two_people import VersionState

SHORTEST_DESCRIPTION = 120
"""Characters: less cannot say who is heard or seen saying what, where and how often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """One signature that is asked for."""

    version_id: UUID
    first_day: date
    optional: bool
    """Refusing it changes nothing else."""
    call_at: datetime | None = None
    prices: Mapping[Use, int] | None = None
    """Of optional uses, where they differ from those of the version."""
    particulars: Mapping[str, str] = field(default_factory=dict)
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Of whom, for whom, as part of what."""

    performer_id: UUID
    client_id: UUID
    engagement_id: UUID | None = None
    sealed: bool = False
    """Whether the client's name was kept from the public."""
    client_named_at: datetime | None = None
    """When this performer learnt it, in confidence."""


def ask_to_sign(
    session: Session, asked: Asked, papers: Sequence[NewPaper], *, actor: Actor
) -> list[Agreement]:
    """A step: papers for one engagement, each with its own signature. Raises CannotBeAsked."""
    plans = _published(session, papers)
    rows = [_row(asked, each, plans[each.version_id], actor) for each in papers]
    session.add_all(rows)
    session.flush()
    offers = offers_of(session, rows)
    for why in (*_objections(offers), *_unprintable(session, asked, papers)):
        raise CannotBeAsked(why)
    for offer in offers:
        audit.record(session, actor, "agreement.requested", offer.agreement.id)
    news.tell_asked(session, offers)
    return rows


def name_client(session: Session, engagement_id: UUID, performer_id: UUID, *, actor: Actor) -> int:
    """A step: this performer was told who the client is. Returns how many papers waited for it."""
    of = Agreement
    unnamed = select(of).where(
        of.engagement_id == engagement_id,
        of.performer_id == performer_id,
        of.sealed,
        of.client_named_at.is_(None),
        of.state.in_((AgreementState.REQUESTED, AgreementState.REFUSED)),
    )
    papers = session.scalars(unnamed.order_by(of.id).with_for_update()).all()
    for each in papers:
        each.client_named_at = now()
        audit.record(session, actor, "agreement.client_named", each.id)
    if papers:
        news.tell_named(session, performer_id, now() + NAMED_BEFORE)
    return len(papers)


def take_back(session: Session, engagement_id: UUID, *, actor: Actor) -> int:
    """A step: what was asked for this engagement and not answered is asked no longer, because its
    offer is over. What was signed or refused stays. Returns how many."""
    of = Agreement
    waiting = select(of).where(
        of.engagement_id == engagement_id, of.state == AgreementState.REQUESTED
    )
    papers = session.scalars(waiting.order_by(of.id).with_for_update()).all()
    for each in papers:
        each.state = AgreementState.LAPSED
        audit.record(session, actor, "agreement.taken_back", each.id)
    return len(papers)


def _published(session: Session, papers: Sequence[NewPaper]) -> dict[UUID, AgreementVersion]:
    wanted = {each.version_id for each in papers}
    of = AgreementVersion
    found = session.scalars(
        select(of).where(of.id.in_(wanted), of.state == VersionState.PUBLISHED)
    ).all()
    if len(found) != len(wanted) or not wanted:
        raise CannotBeAsked("only versions that are published are signed")
    return {each.id: each for each in found}


def _row(asked: Asked, paper: NewPaper, version: AgreementVersion, actor: Actor) -> Agreement:
    from_version = Planned.read(version.terms).prices or {}
    prices = {**from_version, **(paper.prices or {})}
    if prices.keys() != from_version.keys():
        raise CannotBeAsked("a use that is no option of the version has a price")
    return Agreement(
        performer_id=asked.performer_id,
        client_id=asked.client_id,
        engagement_id=asked.engagement_id,
        version_id=paper.version_id,
        first_day=paper.first_day,
        requested_by=actor.id,
        optional=paper.optional,
        call_at=paper.call_at,
        prices={use.value: price for use, price in prices.items()},
        particulars=dict(paper.particulars),
        description=paper.description.strip(),
        sealed=asked.sealed,
        client_named_at=asked.client_named_at if asked.sealed else None,
    )


def _objections(offers: Sequence[Offer]) -> Iterator[str]:
    counted = Counter(offer.signature for offer in offers)
    if max(counted.values()) > 1:
        yield "each of the four is one signature, and this asks twice for one"
    for offer in offers:
        if any(price < 0 for price in (offer.planned.prices or {}).values()):
            yield "no price is below zero"
        if offer.agreement.first_day < now().date():
            yield "its first day is over"
        if offer.is_replica:
            yield from _against_description(offer.agreement.description)


def _unprintable(session: Session, asked: Asked, papers: Sequence[NewPaper]) -> Iterator[str]:
    """Or the performer, who can do nothing about it, would learn of it as they sign."""
    said = [hooks.names(session, [asked.client_id]).get(asked.client_id, "")]
    for paper in papers:
        said += [paper.description, *paper.particulars, *paper.particulars.values()]
    if any(map(turns_order, said)):
        yield "a character is in it that turns the order of what one reads"
    try:
        pdf.refuse_unprintable("\n".join(said))
    except pdf.CannotBePrinted as refused:
        yield f"“{refused.text}” is in it, which cannot be printed"


def _against_description(description: str) -> Iterator[str]:
    """Of a replica: what exactly it will be used for, or the law makes the clause worth nothing."""
    if len(description) < SHORTEST_DESCRIPTION:
        yield (
            "a replica needs a description of its intended uses of at least"
            f" {SHORTEST_DESCRIPTION} characters"
        )
    for finding in lint(description):
        yield f"the description says “{finding.phrase}”. {finding.reason}"
