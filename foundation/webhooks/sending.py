"""Sends what is due: claim, call, mark. Slow receivers hold up only their own.

Each delivery is claimed by a conditional update, so two workers never send the same one.
A worker that dies between the call and the mark leaves it to be sent again, with the same
webhook-id: a receiver can tell.
"""

from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

import structlog
from flask import Flask
from flask.globals import app_ctx
from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from foundation import notices
from foundation.actors import Power
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Lease
from foundation.jobs.leases import SKEW
from foundation.statements import changed
from foundation.web import settings
from foundation.webhooks import signing
from foundation.webhooks.gateway import Answer, send
from foundation.webhooks.models import (
    AnswerBody,
    Attempt,
    Delivery,
    DeliveryStatus,
    Endpoint,
    EndpointStatus,
    EventBody,
)
from foundation.webhooks.patience import LONGEST_WAIT, wait_after
from foundation.webhooks.sealed import live_secrets

CLAIMED_FOR = timedelta(minutes=5)
AT_ONCE = 16
EACH_ENDPOINT_AT_ONCE = 4
GONE = 410
KINDS = (
    notices.Kind(
        "webhooks.disabled",
        "A webhook endpoint was switched off",
        "Webhooks",
        may_turn_off=True,
        sentence="We stopped sending to {{ host }}: {{ why }}.",
        powers=frozenset((Power.KEEP_WEBHOOKS,)),
    ),
)
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that is ours to send for a while, with all that sending needs."""

    delivery_id: UUID
    attempt: int
    event_id: UUID
    url: str
    body: bytes
    keys: tuple[bytes, ...]


def send_due(*, lease: Lease | None = None) -> str:
    """What is claimed is finished; with a lease, nothing more is claimed once that is lost."""
    app = app_ctx.app
    taken = failed = 0
    while claims := _claim_more(lease):
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook") as pool:
            calls = {pool.submit(_call, app, claim): claim for claim in claims}
            for call in as_completed(calls):
                answer = call.result()
                mark(calls[call], answer)
                taken, failed = taken + answer.taken, failed + (not answer.taken)
    return f"{taken} taken, {failed} not taken"


def _claim_more(lease: Lease | None) -> list[Claim]:
    if lease is not None:
        lease.refuse_lost()
    return claim_due()


def _call(app: Flask, claim: Claim) -> Answer:
    with app.app_context():
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Fairtake-Webhooks/1",
            **signing.headers(claim.event_id, now(), claim.body, claim.keys),
        }
        loopback = not settings().production
        return send(claim.url, headers, claim.body, loopback_allowed=loopback)


def claim_due() -> list[Claim]:
    with transaction() as session:
        at = now()
        due = _due_ids(session, at)
        return [_claimed(session, each, at) for each in due if _claim(session, each, at)]


def _due(at: datetime) -> ColumnElement[bool]:
    """Also what a worker claimed and then left behind: its claim has become due. And what is due
    later than anything ever is: the clock was set back since, and nobody waits for that day."""
    waiting = or_(
        Delivery.status == DeliveryStatus.QUEUED, Delivery.status == DeliveryStatus.SENDING
    )
    return and_(waiting, or_(Delivery.due_at <= at, Delivery.due_at > at + LONGEST_WAIT + SKEW))


def _due_ids(session: Session, at: datetime) -> list[UUID]:
    """A few of each endpoint: one that times out a thousand times must not hold up the others."""
    place = func.row_number().over(partition_by=Delivery.endpoint_id, order_by=Delivery.due_at)
    ranked = (
        select(Delivery.id, Delivery.due_at, place.label("place"))
        .join(Endpoint, Endpoint.id == Delivery.endpoint_id)
        .join(EventBody, EventBody.event_id == Delivery.event_id)
        .where(_due(at), Endpoint.status == EndpointStatus.ACTIVE)
        .subquery()
    )
    first = select(ranked.c.id).where(ranked.c.place <= EACH_ENDPOINT_AT_ONCE)
    return list(session.scalars(first.order_by(ranked.c.due_at).limit(AT_ONCE)))


def _claim(session: Session, delivery_id: UUID, at: datetime) -> bool:
    """One conditional update decides between workers that saw the same delivery due."""
    ours = update(Delivery).where(Delivery.id == delivery_id, _due(at))
    values = {
        "status": DeliveryStatus.SENDING,
        "due_at": at + CLAIMED_FOR,
        "attempts": Delivery.attempts + 1,
    }
    return changed(session, ours.values(values)) == 1


def _claimed(session: Session, delivery_id: UUID, at: datetime) -> Claim:
    row = session.execute(
        select(Delivery.attempts, Delivery.event_id, Endpoint.id, Endpoint.url, EventBody.text)
        .join(Endpoint, Endpoint.id == Delivery.endpoint_id)
        .join(EventBody, EventBody.event_id == Delivery.event_id)
        .where(Delivery.id == delivery_id)
    ).one()
    keys = tuple(live_secrets(session, row.id, at))
    return Claim(delivery_id, row.attempts, row.event_id, row.url, row.text.encode(), keys)


def mark(claim: Claim, answer: Answer) -> None:
    with transaction() as session:
        attempt = Attempt(
            delivery_id=claim.delivery_id,
            number=claim.attempt,
            status=answer.status,
            fault=answer.fault,
            took_ms=answer.took_ms,
        )
        session.add(attempt)
        session.flush()
        if answer.body:
            session.add(AnswerBody(attempt_id=attempt.id, text=answer.body))
        wait = wait_after(claim.attempt)
        if answer.taken:
            _end(session, claim, DeliveryStatus.DELIVERED)
            _remember_delivery(session, claim)
        elif answer.status == GONE or wait is None:
            _end(session, claim, DeliveryStatus.GIVEN_UP)
            _disable(session, claim, gone=answer.status == GONE)
        else:
            _set(session, claim, status=DeliveryStatus.QUEUED, due_at=now() + wait)


def _end(session: Session, claim: Claim, status: DeliveryStatus) -> None:
    _set(session, claim, status=status, ended_at=now())


def _set(session: Session, claim: Claim, **values: object) -> None:
    """Only while the claim is still ours: who overtook us has the last word."""
    ours = update(Delivery).where(
        Delivery.id == claim.delivery_id,
        Delivery.attempts == claim.attempt,
        Delivery.status == DeliveryStatus.SENDING,
    )
    session.execute(ours.values(**values))


def _remember_delivery(session: Session, claim: Claim) -> None:
    """Not through the row's version: an arrival must not lose a race with its owner's click."""
    of_it = select(Delivery.endpoint_id).where(Delivery.id == claim.delivery_id)
    endpoint = update(Endpoint).where(Endpoint.id == of_it.scalar_subquery())
    session.execute(endpoint.values(last_delivered_at=now()))


def _disable(session: Session, claim: Claim, *, gone: bool) -> None:
    """Not where other events were taken meanwhile: then this one event was the matter."""
    delivery = session.get_one(Delivery, claim.delivery_id)
    endpoint = session.get_one(Endpoint, delivery.endpoint_id, with_for_update=True)
    taken_since = endpoint.last_delivered_at and endpoint.last_delivered_at > delivery.queued_at
    if endpoint.status is not EndpointStatus.ACTIVE or (taken_since and not gone):
        return
    endpoint.status = EndpointStatus.DISABLED
    _log.warning("webhook endpoint disabled", endpoint=str(endpoint.id))
    notices.tell(
        session,
        kind="webhooks.disabled",
        to=(endpoint.created_by,),
        subject_id=endpoint.id,
        url=f"/webhooks/{endpoint.id}",
        host=urlsplit(endpoint.url).hostname,
        why="it says it is gone" if gone else "it took nothing for three days",
    )
