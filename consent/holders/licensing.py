"""Whether a client's own signature covers a delivery: asked before any performer's consent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from consent.holders.errors import NoLicence, OutsideLicence, RecipientNotNamed
from consent.holders.purposes import Stated
from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.words import Answer, said
from consent.licences.queries import LicensedTerms, licence_for
from consent.licences.recipients.queries import may_receive
from consent.terms.misfits import LIMITING, Misfit, misfits
from consent.terms.purpose import Purpose
from foundation.clock import now


@dataclass(frozen=True, slots=True)
class Covered:
    """For whoever is about to ask for a delivery."""

    licence: LicensedTerms | None
    """None: nothing can be handed over today."""
    outside: Sequence[str]
    """What the licence does not allow of it, in words."""


def covered(session: Session, stated: Stated) -> Covered:
    """Nothing is locked: it is asked again when a delivery begins, and when it is handed over."""
    found = licence_for(session, stated.client, now().date())
    return Covered(found, list(dict.fromkeys(_reasons(found, stated))) if found else [])


def licensed(session: Session, stated: Stated, *, locked: bool = True) -> LicensedTerms:
    """A step: the licence that covers it, which nobody ends until the transaction is over. Who only
    looks asks for no lock: nobody else waits for a reader then, nor it for them."""
    today = now().date()
    found = licence_for(session, stated.client, today, locked=locked)
    if found is None:
        raise NoLicence
    if stated.recipient is not None and not may_receive(
        session, stated.client, stated.recipient, today, locked=locked
    ):
        raise RecipientNotNamed
    reasons = dict.fromkeys(_reasons(found, stated))
    if reasons:
        raise OutsideLicence(", ".join(reasons))
    return found


def _reasons(licence: LicensedTerms, stated: Stated) -> Iterator[str]:
    # Whom a client may supply is said by the recipients it named, above.
    limits: Mapping[str, Any] = plain_fields(licence.limits)
    limits = {name: each for name, each in limits.items() if name != "recipients"}
    for purpose in stated.purposes():
        if licence.uses.get(purpose.use, Answer.NOT_ALLOWED) is Answer.NOT_ALLOWED:
            yield said(purpose.use)
        yield from _left(limits, purpose)


def _left(limits: Mapping[str, Any], purpose: Purpose) -> Iterator[str]:
    bits = misfits(limits, purpose)
    for limit in LIMITING:
        if bits & Misfit[limit.upper()]:
            yield said(limit)
