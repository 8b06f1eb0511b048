"""Priced self-tapes: promised when submitted, owed once watched, answered, or a week old."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from marketplace.budgets.steps import commit, release
from marketplace.casting.errors import AuditionsTaken
from marketplace.casting.models import Application
from marketplace.casting.tape_models import Tape
from marketplace.facts.models import Fact, FactKind
from marketplace.facts.steps import pay_by, publish, published
from marketplace.gigs.models import Gig
from marketplace.requests.costing import with_fee
from marketplace.requests.models import RequestVersion
from marketplace.requests.pay import Pay

KIND = "audition"
OWED_AFTER = timedelta(days=7)


def promise(session: Session, gig: Gig, application: Application, pay: Pay) -> None:
    """A step, under the gig's lock: no more of them than the posting says."""
    if application.tape_id is None or not pay.audition_minor:
        return
    if application.audition_minor is None:
        if promised(session, gig.id) >= pay.most_auditions:
            raise AuditionsTaken
        application.audition_minor = pay.audition_minor
    amount = with_fee(pay.of(application.audition_minor))
    commit(session, gig.request_id, amount, kind=KIND, cause_id=application.id)


def promised(session: Session, gig_id: UUID) -> int:
    counted = select(func.count()).where(
        Application.gig_id == gig_id, Application.audition_minor.is_not(None)
    )
    return session.scalar(counted) or 0


def owe(session: Session, application: Application, *, actor: Actor) -> None:
    """A step: what was promised for the tape becomes work that is paid. Once."""
    if application.audition_minor is None or application.submitted_at is None:
        return
    gig = session.get_one(Gig, application.gig_id)
    pay = session.get_one(RequestVersion, application.version_id).scene().pay
    on = application.submitted_at.date()
    publish(
        session,
        Fact(
            kind=FactKind.AUDITION.value,
            cause_id=application.id,
            performer_id=application.performer_id,
            client_id=gig.client_id,
            order_id=gig.request_id,
            engagement_id=None,
            recording_id=None,
            quantity=1,
            unit="audition",
            rate_minor=application.audition_minor,
            amount_minor=application.audition_minor,
            currency=pay.currency,
            rule="pay.audition_minor",
            decided_by=actor.id,
            worked_on=on,
            completed_on=on,
            pay_by=pay_by(on, pay.paid_within_days),
            label=f"Audition for “{gig.title}”",
        ),
    )


def take_back(session: Session, gig: Gig, application: Application) -> None:
    """A step: what nobody watched yet costs nobody anything. Its bytes go now."""
    if published(session, FactKind.AUDITION, application.id) is not None:
        return
    if application.audition_minor is not None:
        release(session, gig.request_id, kind=KIND, cause_id=application.id)
        application.audition_minor = None
    if application.tape_id is not None:
        session.get_one(Tape, application.tape_id).destroy_at = now()
        application.tape_id = None
