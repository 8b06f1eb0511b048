"""Taking in what Stripe tells, and having what failed tried again."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import update

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.statements import changed
from payouts.stripe_gateway import notifications
from payouts.stripe_gateway.events import Event
from payouts.webhooks import policy, steps
from payouts.webhooks.errors import NothingWaits
from payouts.webhooks.models import EventWaiting, FoundBy


def keep_told(body: bytes, signature: str, secrets: Sequence[str]) -> bool:
    """Nobody is signed in: the signature says who it is. Says whether it was new. Nothing is done
    about it here, so that Stripe has its answer at once and our mistakes are ours to repeat."""
    return _keep(notifications.snapshot(body, signature, secrets))


def keep_told_thin(body: bytes, signature: str, secrets: Sequence[str]) -> bool:
    """The same of events that name a thing and say nothing of it."""
    return _keep(notifications.thin(body, signature, secrets))


def _keep(event: Event) -> bool:
    with transaction() as session:
        return bool(steps.keep(session, [event], FoundBy.TOLD))


def try_again(event_id: UUID, *, actor: Actor) -> None:
    """By the worker, in a moment."""
    with transaction() as session:
        actor.require(policy.may_keep(actor))
        waiting = update(EventWaiting).where(EventWaiting.event_id == event_id)
        if not changed(session, waiting.values(due_at=now())):
            raise NothingWaits
        audit.record(session, actor, "stripe_event.tried_again", event_id)


def try_all_again(*, actor: Actor) -> int:
    """How many have failed and are tried now."""
    with transaction() as session:
        actor.require(policy.may_keep(actor))
        failed = update(EventWaiting).where(EventWaiting.failed_because != "")
        count = changed(session, failed.values(due_at=now()))
        audit.record(session, actor, "stripe_events.tried_again", actor.id, count=count)
        return count
