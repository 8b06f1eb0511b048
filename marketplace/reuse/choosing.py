"""What may be asked for: accepted takes of one scene request, under a paper for a use."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session, aliased

from consent.agreements.models import AgreementTemplate, AgreementVersion
from consent.agreements.planned import Planned
from consent.grants.models import Grant, LimitSet, Right
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.words import Exclusivity, Signature, Use
from consent.media.models import Destruction
from consent.recordings.for_whom import client_of
from consent.recordings.models import Judgement, Recording
from consent.terms.bits import BIT, opened_by
from foundation.clock import now
from foundation.formats import day
from foundation.statements import among
from foundation.two_people import VersionState
from marketplace.gigs.models import Gig
from marketplace.requests.models import SceneRequest
from marketplace.reuse.errors import HeldByOthers, HeldExclusively, NoSuchPaper, NoSuchWork
from marketplace.takes.models import Take, TakeState, Track

_MOST_OFFERED = 50


@dataclass(frozen=True, slots=True)
class Work:
    gig: Gig
    number: str
    recordings: Mapping[UUID, list[UUID]]
    """By performer."""


@dataclass(frozen=True, slots=True)
class Paper:
    version_id: UUID
    name: str
    planned: Planned


def work(session: Session, number: str) -> Work:
    row = session.execute(
        select(Gig, SceneRequest.number)
        .join(SceneRequest, SceneRequest.id == Gig.request_id)
        .where(SceneRequest.number == number)
    ).first()
    if row is None:
        raise NoSuchWork
    accepted = session.execute(
        select(Track.performer_id, Track.recording_id)
        .join(Take, Take.id == Track.take_id)
        .join(Recording, Recording.id == Track.recording_id)
        .where(
            Take.gig_id == row[0].id,
            Take.state == TakeState.ACCEPTED,
            Recording.judged == Judgement.ACCEPTED,
            ~_has_gone(),
        )
        .order_by(Track.performer_id, Track.recording_id)
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for performer, recording in accepted:
        if recording is not None:
            found[performer].append(recording)
    if not found:
        raise NoSuchWork
    return Work(row[0], row[1], dict(found))


def _has_gone() -> ColumnElement[bool]:
    """Of a take: somebody's part of it is to be destroyed. What is left of the others is no take,
    and nobody is asked, or paid for, what cannot be used."""
    part = aliased(Track)
    ordered = Destruction.recording_id == part.recording_id
    return exists().where(part.take_id == Take.id, ordered, Destruction.called_off_at.is_(None))


def works_of(session: Session, client_id: UUID) -> list[tuple[str, str]]:
    """A client's own of which something was accepted, newest first: number and title."""
    accepted = select(Take.id).where(Take.gig_id == Gig.id, Take.state == TakeState.ACCEPTED)
    wanted = (
        select(SceneRequest.number, Gig.title)
        .join(SceneRequest, SceneRequest.id == Gig.request_id)
        .where(Gig.client_id == client_id, accepted.exists())
        .order_by(SceneRequest.number.desc())
        .limit(_MOST_OFFERED)
    )
    return [(row.number, row.title) for row in session.execute(wanted)]


def papers(session: Session) -> list[Paper]:
    """The newest of each that is published and for a use, and prices no use by itself: the price
    of using again is one for all of it."""
    rows = session.execute(
        select(AgreementVersion, AgreementTemplate.name)
        .join(AgreementTemplate, AgreementTemplate.id == AgreementVersion.template_id)
        .where(
            AgreementVersion.state == VersionState.PUBLISHED,
            AgreementTemplate.signature.in_(
                (Signature.NON_GENERATIVE_TRAINING, Signature.GENERATIVE_TRAINING)
            ),
        )
        .order_by(AgreementTemplate.name, AgreementVersion.number)
    )
    newest = {name: Paper(version.id, name, Planned.read(version.terms)) for version, name in rows}
    return [each for each in newest.values() if not each.planned.prices]


def paper(session: Session, version_id: UUID) -> Paper:
    for each in papers(session):
        if each.version_id == version_id:
            return each
    raise NoSuchPaper


def planned_for(session: Session, version_id: UUID) -> Planned:
    """What a paper says that was asked for, whether or not it is the newest still."""
    return Planned.read(session.get_one(AgreementVersion, version_id).terms)


def refuse_exclusive(
    session: Session, recordings: Collection[UUID], client: UUID, planned: Planned
) -> None:
    """What somebody else was promised for themselves alone, as long as that lasts. Nor is that
    promised of what somebody else may go on with. Asked again with each signature: of two who ask
    at once one may come first."""
    held = _held_by_others(session, recordings, client)
    sets = [
        row.id
        for row in session.execute(select(LimitSet.id, LimitSet.body))
        if row.body.get("exclusivity") == Exclusivity.EXCLUSIVE
    ]
    until = session.scalar(held.where(Right.limit_set_id.in_(sets)).limit(1))
    if until is not None:
        raise HeldExclusively(day(until))
    if planned.limits.exclusivity is Exclusivity.EXCLUSIVE:
        same = opened_by(planned.uses) & ~BIT[Use.REVIEW]
        until = session.scalar(held.where(Right.uses.bitwise_and(same) != 0).limit(1))
        if until is not None:
            raise HeldByOthers(day(until))


def _held_by_others(session: Session, recordings: Collection[UUID], client: UUID) -> Select[date]:
    """Last days, the latest first."""
    return (
        select(Right.ends_on)
        .join(Grant, Grant.id == Right.grant_id)
        .join(Recording, Recording.id == Grant.recording_id)
        .where(
            among(session, Right.recording_id, recordings),
            Right.state.in_(PERMITTING),
            Right.ends_on >= now().date(),
            client_of() != client,
        )
        .order_by(Right.ends_on.desc())
    )
