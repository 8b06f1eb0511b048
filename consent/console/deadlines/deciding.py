"""What one person proposed and a second one must decide."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementVersion
from consent.console.deadlines.due import COMPLIANCE, MOST, About, Deadline
from consent.grants.models import Grant
from consent.jurisdictions import queries as rules
from consent.licences.templates.models import LicenceVersion
from consent.rights.models import Invalidation
from foundation.two_people import VersionState
from foundation.workdays import after_working_days

_WITHIN_WORKING_DAYS = 2


def invalidations(session: Session, _until: datetime) -> Iterator[Deadline]:
    flaws = select(Invalidation, Grant.recording_id).join(Grant, Grant.id == Invalidation.grant_id)
    for each, recording in session.execute(flaws.where(Invalidation.outcome.is_(None)).limit(MOST)):
        what = "A second person decides whether a consent never was valid."
        url = "/compliance/rights"
        yield _second(each.proposed_at, what, "Proposals", url, recording_id=recording)


def versions(session: Session, _until: datetime) -> Iterator[Deadline]:
    """Of agreements and of licences."""
    of = AgreementVersion
    proposed = select(of).where(of.state == VersionState.PROPOSED).limit(MOST)
    for version in session.scalars(proposed):
        what = "A second person publishes a version of an agreement, or gives it back."
        yield from _version(version.proposed_at, what, f"/agreements/versions/{version.id}")
    licence = LicenceVersion
    offered = select(licence).where(licence.state == VersionState.PROPOSED).limit(MOST)
    for each in session.scalars(offered):
        what = "A second person publishes a version of a licence, or gives it back."
        yield from _version(each.proposed_at, what, f"/licences/templates/versions/{each.id}")


def places(session: Session, _until: datetime) -> Iterator[Deadline]:
    for each in rules.waiting(session)[:MOST]:
        if each.proposed_at is not None:
            what = f"A second person confirms a rule of {each.jurisdiction}, or drops it."
            yield _second(each.proposed_at, what, "Rules of places", "/jurisdictions")


def _version(proposed_at: datetime | None, what: str, url: str) -> Iterator[Deadline]:
    if proposed_at is not None:
        yield _second(proposed_at, what, "The version", url)


def _second(proposed_at: datetime, what: str, leads_to: str, url: str, **about: Any) -> Deadline:
    return Deadline(
        about=About.REVIEW,
        due_at=after_working_days(proposed_at, _WITHIN_WORKING_DAYS),
        what=what,
        owner=COMPLIANCE,
        leads_to=leads_to,
        url=url,
        **about,
    )
