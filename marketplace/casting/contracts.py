"""The written contract, made with the engagement: no engagement is without one."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit, hooks, pdf
from foundation.actors import Actor
from foundation.formats import day, money
from foundation.sealing import Seal, seal_for
from foundation.web import settings
from marketplace.casting import addresses
from marketplace.casting.contract_models import Contract, ContractDocument
from marketplace.casting.models import Engagement
from marketplace.casting.terms import part_of
from marketplace.clients.models import ClientParticulars
from marketplace.facts.steps import LATEST_DAYS
from marketplace.profiles import sealed
from marketplace.requests.content import SceneContent
from marketplace.requests.costing import seat_cost, seat_lines

_TEMPLATE = Path(__file__).with_name("contract.typ")
NOT_KNOWN = "not given to the platform"


def make(session: Session, engagement: Engagement, *, actor: Actor) -> None:
    """A step, in the transaction of the acceptance, under its lock: a page's worth of work, so
    that nothing is ever booked that was not written down."""
    document = pdf.made(
        _TEMPLATE.read_bytes(), content_of(session, engagement), at=engagement.accepted_at
    )
    found = "sha256:" + hashlib.sha256(document).hexdigest()
    session.add(Contract(engagement_id=engagement.id, hash=found))
    session.flush()
    sealed = _seal().close(document, owner=engagement.id, about="contract")
    session.add(ContractDocument(engagement_id=engagement.id, sealed=sealed))
    audit.record(session, actor, "contract.made", engagement.id, hash=found)


def document(session: Session, engagement_id: UUID) -> bytes:
    kept = session.get_one(ContractDocument, engagement_id)
    return _seal().open(kept.sealed, owner=engagement_id, about="contract")


def content_of(session: Session, engagement: Engagement) -> dict[str, Any]:
    terms = SceneContent.read(engagement.terms)
    part = part_of(terms, engagement.part_key)
    return {
        "title": terms.brief.title,
        "footer": f"Contract of engagement {engagement.id}",
        "parties": _parties(session, engagement),
        "services": _services(terms, engagement),
        "lines": [
            [line.label, _said(line.amount.amount_minor, terms)]
            for line in seat_lines(terms, part)
            if line.amount.amount_minor
        ],
        "pay": _pay(terms, seat_cost(terms, part).amount_minor),
        "hash": engagement.terms_hash,
    }


def _parties(session: Session, engagement: Engagement) -> list[list[str]]:
    performer, client = engagement.performer_id, engagement.client_id
    names = hooks.names(session, {performer, client})
    reached = hooks.addresses(session, [performer]).get(performer)
    email = reached.email if reached else NOT_KNOWN
    return [
        ["Performer", _both(sealed.legal_name(session, performer), names.get(performer, ""))],
        ["Address of the performer", f"{_one_line(session, performer)}; email {email}"],
        ["Client", _both(_registered(session, client), names.get(client, ""))],
        ["Address of the client", _one_line(session, client)],
        ["Accepted on", day(engagement.accepted_at.date())],
    ]


def _both(in_law: str, called: str) -> str:
    """The name that the law knows, and the one that everybody else does."""
    if not in_law or in_law == called:
        return called
    return f"{in_law} ({called})"


def _registered(session: Session, client_id: UUID) -> str:
    found = session.get(ClientParticulars, client_id)
    return found.registered_name if found else ""


def _one_line(session: Session, owner_id: UUID) -> str:
    return addresses.read(session, owner_id).replace("\n", ", ") or NOT_KNOWN


def _services(terms: SceneContent, engagement: Engagement) -> list[list[str]]:
    window = terms.window
    part = part_of(terms, engagement.part_key)
    return [
        ["Part", f"{part.name}: {part.sheet}"],
        ["Scene", terms.brief.scenario],
        ["Bookings", f"{window.bookings} of {window.minutes} minutes, from call to end"],
        ["Between", f"{day(window.first_day)} and {day(window.last_day)} ({window.zone})"],
        ["Accepted takes wanted", f"{terms.brief.takes} of each booking"],
        ["De-roling, paid", f"{terms.content.de_role_minutes} minutes after each booking"],
        ["End product", terms.usage.end_product],
    ]


def _pay(terms: SceneContent, total_minor: int) -> list[list[str]]:
    pay, last = terms.pay, terms.window.last_day
    within = min(pay.paid_within_days, LATEST_DAYS)
    return [
        ["Rate", f"{_said(pay.hourly_minor, terms)} an hour"],
        [
            "Method",
            "by the minute from call to end, to the account of the payee with the payment provider",
        ],
        ["Each accepted take", _said(pay.take_minor, terms)],
        ["Minimum for each booking", f"{pay.minimum_call_minutes} minutes"],
        ["Retakes", f"{pay.included_retakes} included, then {_said(pay.retake_minor, terms)} each"],
        ["All of the work as planned", _said(total_minor, terms)],
        ["Pay date", f"at most {within} days after each piece of work is completed"],
        ["Latest pay date as planned", day(last + timedelta(days=within))],
        [
            "List of services",
            "kept by the platform from the log of each booking; the performer adds to"
            f" it or disputes it until {day(last + timedelta(days=7))}",
        ],
    ]


def _said(amount_minor: int, terms: SceneContent) -> str:
    return money(amount_minor, terms.pay.currency)


def _seal() -> Seal:
    return seal_for(settings().master_key, "contracts")
