"""Deadlines of what clients owe: licences, reports of uses, breaches, documents."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.console.deadlines.due import COMPLIANCE, MOST, About, Deadline, end_of
from consent.licences.breaches.models import Breach, BreachState
from consent.licences.filings.models import Filing, FilingKind, FilingVersion, SubProcessor
from consent.licences.models import Licence, LicenceSignature, LicenceState
from consent.licences.reports.queries import unreported
from foundation.clock import now

LOOKED_AT_EVERY = timedelta(days=365)
"""How long a document may stand before somebody says that it still holds."""
_KINDS = {
    FilingKind.IMPACT_ASSESSMENT: "impact assessment",
    FilingKind.TRANSFER: "transfer document",
    FilingKind.OTHER: "document",
}


def licences(session: Session, until: datetime) -> Iterator[Deadline]:
    last = func.max(LicenceSignature.ends_on)
    ending = (
        select(Licence.id, Licence.client_id, last)
        .join(LicenceSignature, LicenceSignature.licence_id == Licence.id)
        .where(Licence.state == LicenceState.SIGNED)
        .group_by(Licence.id, Licence.client_id)
        .having(last <= until.date())
    )
    for licence, client, ends_on in session.execute(ending.order_by(last).limit(MOST)):
        yield Deadline(
            about=About.LICENCE,
            due_at=end_of(ends_on),
            what=f"The licence of {client} ends; nothing is handed to it afterwards.",
            owner=COMPLIANCE,
            leads_to="The licence",
            url=f"/licences/{licence}",
        )


def use_reports(session: Session, until: datetime) -> Iterator[Deadline]:
    """Also of a licence that is over: its last period is owed all the same."""
    owed = (LicenceState.SIGNED, LicenceState.EXPIRED, LicenceState.TERMINATED)
    wanted = select(Licence).where(Licence.state.in_(owed)).order_by(Licence.made_at, Licence.id)
    for licence in session.scalars(wanted.limit(MOST)).all():
        for period in unreported(session, licence):
            if end_of(period.due_on) <= until:
                yield Deadline(
                    about=About.USE_REPORT,
                    due_at=end_of(period.due_on),
                    what=f"{licence.client_id} reports what it used from {period.from_on} to"
                    f" {period.to_on}.",
                    owner=str(licence.client_id),
                    leads_to="The licence",
                    url=f"/licences/{licence.id}",
                )


def breaches(session: Session, until: datetime) -> Iterator[Deadline]:
    """The clock runs until those concerned were told."""
    running = select(Breach).where(Breach.state == BreachState.RECORDED, Breach.notify_by <= until)
    for each in session.scalars(running.order_by(Breach.notify_by, Breach.id).limit(MOST)):
        yield Deadline(
            about=About.BREACH,
            due_at=each.notify_by,
            what=f"Those concerned are told of a breach by {each.client_id}.",
            owner=COMPLIANCE,
            leads_to="The breach",
            url=f"/licences/breaches/{each.id}",
        )


def documents(session: Session, until: datetime) -> Iterator[Deadline]:
    """A year after the newest version: a new one says what changed, or that nothing did."""
    of = FilingVersion
    newest = func.max(of.kept_at)
    aged = (
        select(Filing, newest)
        .join(of, of.filing_id == Filing.id)
        .group_by(Filing.id)
        .having(newest <= until - LOOKED_AT_EVERY)
    )
    for filing, kept_at in session.execute(aged.order_by(newest, Filing.id).limit(MOST)):
        whose = f" of {filing.client_id}" if filing.client_id else ""
        yield Deadline(
            about=About.DOCUMENT,
            due_at=kept_at + LOOKED_AT_EVERY,
            what=f"The {_KINDS[filing.kind]} “{filing.title}”{whose} is looked at again.",
            owner=str(filing.client_id or COMPLIANCE),
            leads_to="The document",
            url=f"/licences/filings/{filing.id}",
        )


def sub_processors(session: Session, until: datetime) -> Iterator[Deadline]:
    """The last day of one that goes: by then it has given back or deleted what it had."""
    of = SubProcessor
    going = select(of).where(of.until_on >= now().date(), of.until_on <= until.date())
    for each in session.scalars(going.order_by(of.until_on, of.id).limit(MOST)):
        if each.until_on is not None:
            yield Deadline(
                about=About.DOCUMENT,
                due_at=end_of(each.until_on),
                what=f"{each.name} stops processing data for us, and keeps none of it.",
                owner=COMPLIANCE,
                leads_to="Sub-processors",
                url="/licences/filings",
            )
