"""What the pages about licences show, put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from consent.ledger.explaining.words import said
from consent.licences import queries
from consent.licences.models import Licence, LicenceState
from consent.licences.recipients import queries as recipients
from consent.licences.reports import queries as reports
from consent.licences.reports.models import UseReport
from consent.licences.templates import queries as templates
from consent.licences.templates.saying import summary
from foundation import hooks
from foundation.actors import Actor, Power
from foundation.clock import now

SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One licence in a list."""

    licence: Licence
    client: str
    last_day: date | None
    ends_soon: bool
    offer: Any


@dataclass(frozen=True, slots=True)
class Report:
    report: UseReport

    @property
    def said(self) -> str:
        """What it was used for, as people say it."""
        return ", ".join(said(use) for use in reports.uses_in(self.report.uses)) or "Nothing"


def rows(session: Session, licences: Sequence[Licence]) -> list[Row]:
    names = hooks.names(session, [each.client_id for each in licences])
    last = queries.last_days(session, [each.id for each in licences])
    today = now().date()
    return [
        Row(
            licence=each,
            client=names.get(each.client_id, "A client"),
            last_day=last.get(each.id),
            ends_soon=each.state is LicenceState.SIGNED and last[each.id] - today <= SOON,
            offer=queries.open_offer(session, each.id),
        )
        for each in licences
    ]


def page_of(session: Session, licence: Licence, actor: Actor) -> dict[str, Any]:
    """Everything about one licence, for who may see it."""
    terms = queries.signed_terms(session, licence)
    signed = queries.signatures(session, licence.id)
    own = actor.on_behalf_of == licence.client_id and Power.SIGN_LICENCES in actor.powers
    keeps = actor.on_behalf_of is None and Power.KEEP_RIGHTS in actor.powers
    active = licence.state is LicenceState.SIGNED
    planned = templates.planned(templates.version(session, terms.version_id)) if terms else None
    return {
        "licence": licence,
        "client": hooks.names(session, [licence.client_id]).get(licence.client_id, "A client"),
        "terms": terms,
        "summary": summary(planned) if planned else (),
        "signatures": signed,
        "signers": hooks.names(session, [each.signed_by for each in signed]),
        "offer": queries.open_offer(session, licence.id),
        "recipients": recipients.recipients(session, licence.id),
        "reported": [Report(each) for each in reports.reports(session, licence.id)],
        "unreported": reports.unreported(session, licence),
        "today": now().date(),
        "may_sign": own,
        "may_keep": keeps,
        "may_name": own and active and terms is not None and terms.duties.supplies_others,
        "may_report": own and terms is not None,
        "active": active,
    }


def offerable(session: Session) -> list[tuple[str, str]]:
    """Published versions to choose from, the newest of each licence."""
    return [
        (str(each.published.id), f"{each.template.name}, version {each.published.number}")
        for each in templates.templates(session)
        if each.published
    ]


def without_licence(session: Session) -> list[tuple[str, str]]:
    """Organisations to choose from, that nothing is offered to or signed by."""
    living = queries.clients_with_licence(session)
    found = hooks.organisations(session)
    return [(str(each), name) for each, name in found.items() if each not in living]
