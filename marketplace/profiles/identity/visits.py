"""Visits to a provider's own pages, and what it tells of them: signed, once, the result alone."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, ValidationError, fields
from sqlalchemy import select

from foundation import audit
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.errors import DomainError, NotFound
from foundation.webhooks.signing import is_signed
from marketplace.profiles import policy
from marketplace.profiles.identity import actions, news
from marketplace.profiles.identity.actions import Result
from marketplace.profiles.identity.models import HostedVisit
from marketplace.profiles.words import Document, Proof

LATE = timedelta(minutes=5)
"""A message older than this may be somebody's copy."""


class VisitNotFound(NotFound):
    message = "There is no such visit."


class NotTheirs(DomainError):
    message = "This message is not signed as agreed."


class UnreadableResult(DomainError):
    message = "This result does not say what was agreed."


class ResultSchema(Schema):
    """What else a provider sends is not looked at, and kept nowhere."""

    class Meta:
        unknown = EXCLUDE

    reference = fields.String(required=True)
    document = fields.Enum(Document, by_value=True, required=True)
    is_person = fields.Boolean(required=True)
    is_adult = fields.Boolean(required=True)
    checked_on = fields.Date(required=True)
    expires_on = fields.Date(required=True)


def begin_visit(provider: str, *, actor: Actor) -> UUID:
    with transaction() as session:
        actor.require(policy.may_perform(actor))
        visit = HostedVisit(performer_id=actor.id, provider=provider)
        session.add(visit)
        session.flush()
        audit.record(session, actor, "identity.visit_begun", actor.id)
        return visit.id


def name_visit(visit_id: UUID, reference: str) -> None:
    """As the provider calls it."""
    with transaction() as session:
        session.get_one(HostedVisit, visit_id, with_for_update=True).reference = reference


def keep_result(body: bytes, headers: dict[str, str], secret: str) -> None:
    """Told twice, it is kept once; in any order, each visit has its own."""
    if not secret or not is_signed(headers, body, secret.encode(), now(), LATE):
        raise NotTheirs
    said = _read(body)
    reference = said.pop("reference")
    with transaction() as session:
        of = HostedVisit
        visit = session.scalar(select(of).where(of.reference == reference).with_for_update())
        if visit is None:
            raise VisitNotFound
        if visit.ended_at is not None:
            return
        visit.ended_at = now()
        result = Result(**said, proof=Proof.PROVIDER)
        actions.refuse_dates(result)
        actions.keep(session, visit.performer_id, result, SYSTEM)
        news.tell_performer(
            session,
            visit.performer_id,
            passed=result.is_person and result.is_adult,
            expires_on=result.expires_on,
        )


def _read(body: bytes) -> dict[str, Any]:
    try:
        said: dict[str, Any] = ResultSchema().load(json.loads(body))
    except (ValueError, ValidationError, RecursionError):
        raise UnreadableResult from None
    return said
