"""The record of processing (GDPR 30), made from what is agreed, licensed and handed over."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementVersion
from consent.agreements.planned import Planned
from consent.console.reports.report import Report
from consent.grants.models import Right, State
from consent.holders.models import HandedOver
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.words import Answer, Use, said
from consent.terms.bits import BIT
from foundation import hooks
from foundation.clock import now
from foundation.two_people import VersionState

_COLUMNS = (
    "Purpose",
    "Whose data",
    "Which data",
    "Lawful basis",
    "Grants in force",
    "Handed to",
    "Where",
    "Kept until",
    "How it is protected",
)
_WHOSE = "Performers who signed for it"
_WHICH = "Voice, and picture where it was recorded; what was signed, and when"
_KEPT = "The end of each consent; our own files 30 days longer"
_PROTECTED = (
    "Every use decided before bytes go out; private storage; openings sealed under each person's"
    " own key; all readings on record"
)
_ALWAYS = (
    (
        "Proof of consent",
        _WHOSE,
        "What was signed, allowed and taken back, with its instant",
        "legal duty",
        "not counted",
        "Nobody; whoever may see it downloads it",
        "Here",
        "As long as it may be asked for; erased on request where nothing forbids it",
        "A public log that names nobody, sealed openings, two people for what is irreversible",
    ),
)


def processing(session: Session) -> Report:
    handed, places = _handed(session)
    names = hooks.names(session, {client for clients in handed.values() for client in clients})
    bases = _bases(session)
    uses = [use for use in Use if use in bases or use in handed]
    rows = [
        (
            said(use).capitalize(),
            _WHOSE,
            _WHICH,
            ", ".join(sorted(bases.get(use, ()))) or "not stated",
            str(_in_force(session, use)),
            ", ".join(sorted(names.get(each, str(each)) for each in handed.get(use, ())))
            or "nobody",
            ", ".join(sorted(places.get(use, ()))) or "not stated",
            _KEPT,
            _PROTECTED,
        )
        for use in uses
    ]
    about = (
        "What is done with recordings and with what performers signed. Accounts, work and pay have"
        " records of their own."
    )
    return Report(
        "record-of-processing", "Record of processing", about, _COLUMNS, [*rows, *_ALWAYS], now()
    )


def _bases(session: Session) -> dict[Use, set[str]]:
    """Of every use that a published agreement asks for."""
    found: dict[Use, set[str]] = {}
    published = AgreementVersion.state == VersionState.PUBLISHED
    for terms in session.scalars(select(AgreementVersion.terms).where(published)):
        planned = Planned.read(terms)
        for use, answer in planned.uses.items():
            if answer is not Answer.NOT_ALLOWED:
                basis = (planned.lawful_basis or {}).get(use)
                found.setdefault(use, set()).update([said(basis)] if basis else [])
    return found


def _handed(session: Session) -> tuple[dict[Use, set[UUID]], dict[Use, set[str]]]:
    clients: dict[Use, set[UUID]] = {}
    places: dict[Use, set[str]] = {}
    for to, recipient, purpose in _purposes(session):
        for use in map(Use, purpose["uses"]):
            clients.setdefault(use, set()).update(filter(None, (to, recipient)))
            places.setdefault(use, set()).update(purpose.get("regions") or ())
    return clients, places


def _purposes(session: Session) -> Iterator[tuple[UUID, UUID | None, dict[str, list[str]]]]:
    rows = session.execute(
        select(HandedOver.client_id, HandedOver.recipient_id, HandedOver.purpose)
    )
    for row in rows:
        yield row.client_id, row.recipient_id, row.purpose


def _in_force(session: Session, use: Use) -> int:
    counted = select(func.count()).select_from(Right)
    lives = Right.state.in_(map(State, PERMITTING)), Right.ends_on >= now().date()
    return session.scalars(counted.where(*lives, Right.uses.op("&")(BIT[use]) != 0)).one()
