"""What people do with notices: read them, choose how they come, turn them off, leave."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from foundation import audit, hooks
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.notices import kinds, policy, queries
from foundation.notices.errors import CannotBeTurnedOff, NoticeNotFound
from foundation.notices.kinds import DIGESTED, Delivery
from foundation.notices.links import DIGEST, Subscription
from foundation.notices.models import Notice, NoticeChoice
from foundation.notices.mornings import mail_at


def read_notice(notice_id: UUID, *, actor: Actor) -> Notice:
    with transaction() as session:
        notice = queries.notice(session, notice_id)
        if not policy.may_view(actor, notice):
            raise NoticeNotFound
        notice.read_at = notice.read_at or now()
        notice.mail_at = None  # A digest brings only what is news.
        return notice


def read_all_notices(*, actor: Actor) -> None:
    with transaction() as session:
        unread = update(Notice).where(Notice.account_id == actor.id, Notice.read_at.is_(None))
        session.execute(unread.values(read_at=now(), mail_at=None))


def choose_deliveries(chosen: Mapping[str, Delivery], *, actor: Actor) -> None:
    """All or none: one choice that is not to be had refuses the whole form."""
    with transaction() as session:
        for kind, delivery in chosen.items():
            if delivery not in kinds.named(kind).choices:
                raise CannotBeTurnedOff
        _keep(session, actor.id, chosen)
        audit.record(session, actor, "notices.chosen", actor.id, chosen=dict(chosen))


def turn_off_mail(subscription: Subscription) -> None:
    """By the signed link in a mail: such mail ends, the notices stay on the page."""
    with transaction() as session:
        person = subscription.account_id
        if subscription.kind == DIGEST:
            now_chosen = queries.chosen_by(session, person)
            ended = {kind for kind, delivery in now_chosen.items() if delivery in DIGESTED}
        else:
            ended = {kind.name for kind in kinds.optional() if kind.name == subscription.kind}
        _keep(session, person, dict.fromkeys(ended, Delivery.PAGE))
        itself = Actor(id=person, role="mail link")
        audit.record(session, itself, "notices.turned_off", person, kinds=sorted(ended))


def forget(session: Session, account_id: UUID) -> None:
    """A step, when a person leaves."""
    session.execute(delete(Notice).where(Notice.account_id == account_id))
    session.execute(delete(NoticeChoice).where(NoticeChoice.account_id == account_id))


def _keep(session: Session, account_id: UUID, chosen: Mapping[str, Delivery]) -> None:
    """What already waits for a digest follows the new choice."""
    person = hooks.addresses(session, (account_id,)).get(account_id)
    zone = person.zone if person else "UTC"
    for kind, delivery in chosen.items():
        session.merge(NoticeChoice(account_id=account_id, kind=kind, delivery=delivery))
        waiting = update(Notice).where(
            Notice.account_id == account_id, Notice.kind == kind, Notice.mail_at.is_not(None)
        )
        due = now() if delivery is Delivery.AT_ONCE else mail_at(delivery, now(), zone)
        session.execute(waiting.values(mail_at=due))
