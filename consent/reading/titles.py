"""What a record is called: its ledger name says nothing to anybody, so what it is about is said."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementTemplate, AgreementVersion
from consent.grants.knowing import rights_of
from consent.grants.models import Grant
from consent.ledger.explaining.words import said
from consent.licences.models import Licence
from consent.recordings.models import Recording
from consent.recordings.naming import titles
from consent.signing.models import Agreement
from consent.signing.naming import papers_called
from foundation import hooks
from foundation.statements import among


@dataclass(frozen=True, slots=True)
class Title:
    about: str
    """The recording, or whom the paper was for."""
    paper: str = ""
    """What was signed for; empty where that is said already."""
    recording_id: UUID | None = None

    @property
    def whole(self) -> str:
        return f"{self.about}: {self.paper.lower()}" if self.paper else self.about


def record_titles(session: Session, threads: Collection[str]) -> dict[str, Title]:
    """By thread. What is about nothing that we know has no title."""
    return (
        _of_grants(session, threads) | _of_papers(session, threads) | _of_licences(session, threads)
    )


def _of_grants(session: Session, threads: Collection[str]) -> dict[str, Title]:
    grants = session.scalars(select(Grant).where(among(session, Grant.thread, set(threads)))).all()
    called = papers_called(session, grants, rights_of(session, grants))
    ids = {grant.recording_id for grant in grants}
    rows = session.scalars(select(Recording).where(among(session, Recording.id, ids))).all()
    named = titles(session, rows)
    return {
        grant.thread: Title(
            named.get(grant.recording_id, "A recording"), called[grant.id], grant.recording_id
        )
        for grant in grants
    }


def _of_papers(session: Session, threads: Collection[str]) -> dict[str, Title]:
    wanted = (
        select(Agreement.thread, Agreement.client_id, AgreementTemplate.signature)
        .join(AgreementVersion, AgreementVersion.id == Agreement.version_id)
        .join(AgreementTemplate, AgreementTemplate.id == AgreementVersion.template_id)
        .where(among(session, Agreement.thread, set(threads)))
    )
    rows = session.execute(wanted).all()
    names = hooks.names(session, {row.client_id for row in rows})
    return {
        row.thread: Title(
            f"Paper about {said(row.signature)} for {names.get(row.client_id, 'a client')}"
        )
        for row in rows
    }


def _of_licences(session: Session, threads: Collection[str]) -> dict[str, Title]:
    rows = session.execute(
        select(Licence.thread, Licence.client_id).where(
            among(session, Licence.thread, set(threads))
        )
    ).all()
    names = hooks.names(session, {row.client_id for row in rows})
    return {row.thread: Title(f"Licence of {names.get(row.client_id, 'a client')}") for row in rows}
