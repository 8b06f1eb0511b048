"""Keeping filings and the list of sub-processors."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consent.ledger.explaining.forms import is_spelled
from consent.licences.filings import policy, queries
from consent.licences.filings.content import Content
from consent.licences.filings.errors import (
    EndsBeforeItBegins,
    NoSuchRegion,
    SubProcessorEnded,
    SubProcessorNotFound,
    VersionKeptMeanwhile,
)
from consent.licences.filings.models import Filing, FilingKind, FilingVersion, SubProcessor
from foundation import audit
from foundation.actors import Actor, Power
from foundation.database import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFiling:
    kind: FilingKind
    title: str
    client_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubProcessor:
    name: str
    purpose: str
    region: str
    since_on: date

    def __post_init__(self) -> None:
        if not is_spelled("place", self.region):
            raise NoSuchRegion


def keep_filing(new: NewFiling, content: Content, *, actor: Actor) -> UUID:
    """A new filing with its first version."""
    with transaction() as session:
        actor.require(policy.may_keep(actor, new.client_id))
        filing = Filing(kind=new.kind, title=new.title, client_id=new.client_id)
        session.add(filing)
        session.flush()
        _add(session, filing, 1, content, actor)
        audit.record(session, actor, "filing.kept", filing.id)
        return filing.id


def keep_version(filing_id: UUID, content: Content, *, actor: Actor) -> int:
    """What was kept before stays to be read."""
    try:
        with transaction() as session:
            found = queries.filing(session, filing_id, actor)
            actor.require(policy.may_keep(actor, found.client_id))
            of = FilingVersion
            newest = session.scalar(select(func.max(of.number)).where(of.filing_id == filing_id))
            number = (newest or 0) + 1
            _add(session, found, number, content, actor)
            audit.record(session, actor, "filing.version_kept", found.id, number=number)
            return number
    except IntegrityError as taken:
        raise VersionKeptMeanwhile from taken


def add_sub_processor(new: NewSubProcessor, *, actor: Actor) -> UUID:
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        row = SubProcessor(
            name=new.name,
            purpose=new.purpose,
            region=new.region,
            since_on=new.since_on,
            kept_by=actor.id,
        )
        session.add(row)
        session.flush()
        audit.record(session, actor, "sub_processor.added", row.id)
        return row.id


def end_sub_processor(sub_processor_id: UUID, until_on: date, *, actor: Actor) -> None:
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        of = SubProcessor
        row = session.scalar(select(of).where(of.id == sub_processor_id).with_for_update())
        if row is None:
            raise SubProcessorNotFound(sub_processor_id)
        if row.until_on is not None:
            raise SubProcessorEnded
        if until_on < row.since_on:
            raise EndsBeforeItBegins
        row.until_on = until_on
        audit.record(session, actor, "sub_processor.ended", row.id)


def _add(session: Session, filing: Filing, number: int, content: Content, actor: Actor) -> None:
    session.add(
        FilingVersion(
            filing_id=filing.id,
            number=number,
            sha256=content.sha256,
            size_bytes=content.size_bytes,
            text=content.text,
            storage_key=content.storage_key,
            filename=content.filename,
            media_type=content.media_type,
            kept_by=actor.id,
        )
    )
    session.flush()
