"""The published agreements that a request can choose from, each with its plain words and prices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementTemplate, AgreementVersion
from consent.agreements.planned import Planned
from consent.agreements.saying import summary
from consent.ledger.explaining.words import Signature, Use, said
from foundation.formats import money
from foundation.money import as_decimal
from foundation.two_people import VersionState


@dataclass(frozen=True, slots=True)
class Option:
    use: Use
    label: str
    usual: str
    """The price that stands in the version, as one would type it."""
    usual_said: str


@dataclass(frozen=True, slots=True)
class Choosable:
    version_id: UUID
    name: str
    signature: Signature
    summary: tuple[str, ...]
    options: tuple[Option, ...]


def choosable(session: Session) -> dict[Signature, list[Choosable]]:
    """By signature, of each agreement the version that is published now."""
    version, template = AgreementVersion, AgreementTemplate
    rows = session.execute(
        select(version, template)
        .join(template, template.id == version.template_id)
        .where(version.state == VersionState.PUBLISHED)
        .order_by(template.name, version.number.desc())
    )
    found: dict[Signature, list[Choosable]] = {each: [] for each in Signature}
    newest: set[UUID] = set()
    for row in rows:
        if row[1].id not in newest:
            newest.add(row[1].id)
            found[row[1].signature].append(_shown(row[0], row[1]))
    return found


def usual_prices(offered: Mapping[Signature, Sequence[Choosable]]) -> dict[str, str]:
    """What stands in the fields before anybody typed there, by their names."""
    return {
        f"papers-{signature}-prices-{option.use}": option.usual
        for signature, each in offered.items()
        for agreement in each
        for option in agreement.options
    }


def _shown(version: AgreementVersion, template: AgreementTemplate) -> Choosable:
    planned = Planned.read(version.terms)
    currency = planned.currency or "EUR"
    options = tuple(
        Option(use, said(use), as_decimal(price, currency), money(price, currency))
        for use, price in (planned.prices or {}).items()
    )
    name = f"{template.name}, version {version.number}"
    return Choosable(version.id, name, template.signature, summary(planned), options)
