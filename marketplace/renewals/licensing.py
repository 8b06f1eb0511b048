"""Whether a client's own licence lets it use what it would pay for, and how long."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from consent.licences.queries import LicensedTerms, last_days, licence_for
from consent.rights.ending_soon import EndingSoon
from consent.terms.bits import opened_by
from foundation.clock import now
from marketplace.renewals.errors import LicenceEndsFirst, NotCovered, NotLicensed


def licence_now(session: Session, client_id: UUID) -> LicensedTerms | None:
    return licence_for(session, client_id, now().date())


def covers(licence: LicensedTerms | None, each: EndingSoon) -> bool:
    """At least one use of it. What a paper whose terms are erased permits is not known here, and
    nobody is kept from it for that."""
    if licence is None:
        return False
    return each.uses is None or bool(each.uses & opened_by(licence.uses))


def licences_then(
    session: Session, client_id: UUID, wanted: Collection[EndingSoon]
) -> Mapping[date, LicensedTerms | None]:
    """By a consent's last day, the licence of the day on which its renewal begins."""
    return {
        day: licence_for(session, client_id, day + timedelta(days=1))
        for day in {each.ends_on for each in wanted}
    }


def last_day(session: Session, licence: LicensedTerms) -> date:
    """With all that is signed."""
    return last_days(session, [licence.licence_id])[licence.licence_id]


def refuse_unlicensed(session: Session, client_id: UUID, wanted: Collection[EndingSoon]) -> None:
    """Nobody pays for what they may not use. A renewal that the licence outlives in part only is
    no such thing: its fee was agreed for a whole term, and licences are extended."""
    licence = licence_now(session, client_id)
    if licence is None:
        raise NotLicensed
    then = licences_then(session, client_id, wanted)
    if None in then.values():
        raise LicenceEndsFirst(last_day(session, licence))
    if not all(covers(then[each.ends_on], each) for each in wanted):
        raise NotCovered
