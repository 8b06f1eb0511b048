"""What a page or a program shows of a paper that ends: whose it is, and what it is called."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementTemplate, AgreementVersion
from consent.rights.ending_soon import EndingSoon
from consent.signing.models import Agreement
from foundation import hooks
from foundation.money import Money
from foundation.statements import among
from marketplace.renewals.due import due, key
from marketplace.renewals.licensing import covers, last_day, licence_now, licences_then
from marketplace.renewals.models import RenewalLine
from marketplace.renewals.queries import price
from marketplace.requests.costing import with_fee


@dataclass(frozen=True, slots=True)
class Ending:
    """A paper that may be renewed."""

    key: str
    performer_id: UUID
    agreement_id: UUID
    performer: str
    paper: str
    recordings: int
    ends_on: date
    renewed_until: date
    fee: Money | None
    """For the performer; None where nothing was agreed."""
    price: Money | None
    """For the client, our fee in it."""
    covered: bool
    """By the client's own licence on the day that the renewal begins, which is asked for."""
    licensed_until: date | None
    """The licence's last day where that is before the renewal's. None where it is not, or where
    there is no licence today."""

    @property
    def comes_too_late(self) -> bool:
        """The licence ends before it would begin."""
        return self.licensed_until is not None and self.licensed_until <= self.ends_on


@dataclass(frozen=True, slots=True)
class Line:
    line: RenewalLine
    performer: str
    paper: str
    price: Money


def ending(session: Session, client_id: UUID) -> list[Ending]:
    found = due(session, client_id)
    names = hooks.names(session, {each.performer_id for each in found})
    papers = _papers(session, {each.agreement_id for each in found})
    licence, then = licence_now(session, client_id), licences_then(session, client_id, found)
    last = last_day(session, licence) if licence else None
    return [
        _ending(
            each,
            names,
            papers,
            covered=licence is not None and covers(then[each.ends_on], each),
            licensed_until=last if last and last < each.renewed_until else None,
        )
        for each in found
    ]


def lines(session: Session, found: Sequence[RenewalLine]) -> list[Line]:
    names = hooks.names(session, {each.performer_id for each in found})
    papers = _papers(session, {each.agreement_id for each in found})
    return [
        Line(
            each,
            names.get(each.performer_id, "A performer"),
            papers.get(each.agreement_id, "Consent"),
            price(each),
        )
        for each in found
    ]


def _ending(
    each: EndingSoon,
    names: Mapping[UUID, str],
    papers: Mapping[UUID, str],
    *,
    covered: bool,
    licensed_until: date | None,
) -> Ending:
    fee = Money(each.fee_minor, each.currency) if each.fee_minor and each.currency else None
    return Ending(
        key(each),
        each.performer_id,
        each.agreement_id,
        names.get(each.performer_id, "A performer"),
        papers.get(each.agreement_id, "Consent"),
        each.recordings,
        each.ends_on,
        each.renewed_until,
        fee,
        with_fee(fee) if fee else None,
        covered=covered,
        licensed_until=licensed_until,
    )


def _papers(session: Session, agreements: Collection[UUID]) -> dict[UUID, str]:
    rows = session.execute(
        select(Agreement.id, AgreementTemplate.name)
        .join(AgreementVersion, AgreementVersion.id == Agreement.version_id)
        .join(AgreementTemplate, AgreementTemplate.id == AgreementVersion.template_id)
        .where(among(session, Agreement.id, agreements))
    )
    return {row[0]: row[1] for row in rows}
