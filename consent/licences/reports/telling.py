"""What the ledger says of a report: in the thread of its licence, and of each grant concerned."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.ledger.explaining.delivering import UseReported
from consent.ledger.explaining.typed import one_line
from consent.ledger.openings.models import LedgerErasure
from consent.ledger.openings.writing import Opened
from consent.licences.models import Licence
from consent.licences.reports import asking
from consent.licences.reports.documents import Document
from consent.licences.reports.models import UseReportTraining
from consent.licences.reports.queries import uses_in
from consent.recordings.for_whom import given_to
from foundation.actors import Actor
from foundation.statements import among

_LONGEST = 500
"""What the ledger takes as text."""


def told(session: Session, licence: Licence, signed: Document, actor: Actor) -> list[Opened]:
    """A recording that was not in what a model was trained on is told nothing of that model."""
    report, models = signed.report, signed.report.models
    shared: dict[str, Any] = {
        "at": report.reported_at,
        "client": licence.client_id,
        "licence": licence.id,
        "from_on": report.from_on,
        "to_on": report.to_on,
        "document": signed.hash,
    }
    uses = tuple(dict.fromkeys(signed.new.uses))
    every = _spelled([*models, *(each.model for each in signed.trained)])
    found = [_of_licence(licence, {**shared, "uses": uses, "models": every}, actor)]
    # What was trained is said below, by the delivery that it was trained on.
    apart = {use for each in signed.trained for use in uses_in(each.uses)}
    otherwise = tuple(use for use in uses if use not in apart)
    named = {**shared, "uses": otherwise, "models": _spelled(models)}
    grants = _grants(session, signed.new.recordings, licence.client_id) if otherwise else []
    found += [_of_grant(each, named, actor) for each in grants]
    held = asking.recordings(session, {each.delivery_id for each in signed.trained})
    for delivery, about in _by_delivery(signed.trained):
        found.append(_of_licence(licence, {**shared, **about}, actor))
        grants = _grants(session, held.get(delivery, ()), licence.client_id)
        found += [_of_grant(each, {**shared, **about}, actor) for each in grants]
    return found


def _by_delivery(
    trained: Sequence[UseReportTraining],
) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """One entry for all models that were trained on the same up to the same day."""
    alike: dict[tuple[UUID, date], list[UseReportTraining]] = defaultdict(list)
    for each in trained:
        alike[each.delivery_id, each.cut_off].append(each)
    for (delivery, cut_off), rows in alike.items():
        first = rows[0]
        yield (
            delivery,
            {
                "uses": uses_in(first.uses),
                "models": _spelled([each.model for each in rows]),
                "recipient": first.recipient_id,
                "delivery": delivery,
                "dataset": first.dataset_id,
                "dataset_name": one_line(first.dataset_name)[:_LONGEST] or first.reference,
                "dataset_version": first.dataset_version,
                "choice": first.choice_hash,
                "cut_off": cut_off,
            },
        )


def _of_licence(licence: Licence, said: dict[str, Any], actor: Actor) -> Opened:
    opening = UseReported(person=actor.id, **said)
    return Opened(opening=opening, thread=licence.thread, actor=actor.role)


def _of_grant(grant: Grant, said: dict[str, Any], actor: Actor) -> Opened:
    opening = UseReported(
        person=grant.performer_id,
        recording=grant.recording_id,
        agreement=grant.agreement_id,
        **said,
    )
    return Opened(opening=opening, thread=grant.thread, actor=actor.role)


def _spelled(models: Sequence[str]) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(filter(None, map(one_line, models)))) or None


def _grants(session: Session, recordings: Collection[UUID], client_id: UUID) -> list[Grant]:
    """Without those that were erased: nothing is told of them, and nobody else waits for that.
    Nor where a grant was given to another client; its performer has one for this client."""
    if not recordings:
        return []
    erased = select(LedgerErasure.erased).where(LedgerErasure.erased == Grant.thread)
    of_them = among(session, Grant.recording_id, recordings)
    these = select(Grant).where(of_them, given_to(client_id), ~erased.exists())
    return list(session.scalars(these.order_by(Grant.recording_id, Grant.id)))
