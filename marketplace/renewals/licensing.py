"""Whether a client's own licence lets it use what it would pay for."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from consent.licences.queries import LicensedTerms, licence_for
from consent.rights.ending_soon import EndingSoon
from consent.terms.bits import opened_by
from foundation.clock import now
from marketplace.renewals.errors import NotCovered, NotLicensed


def licence_now(session: Session, client_id: UUID) -> LicensedTerms | None:
    return licence_for(session, client_id, now().date())


def covers(licence: LicensedTerms | None, each: EndingSoon) -> bool:
    """At least one use of it. What a paper whose terms are erased permits is not known here, and
    nobody is kept from it for that."""
    if licence is None:
        return False
    return each.uses is None or bool(each.uses & opened_by(licence.uses))


def refuse_unlicensed(session: Session, client_id: UUID, wanted: Iterable[EndingSoon]) -> None:
    """Nobody pays for what they may not use."""
    licence = licence_now(session, client_id)
    if licence is None:
        raise NotLicensed
    if not all(covers(licence, each) for each in wanted):
        raise NotCovered
