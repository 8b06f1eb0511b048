"""A delivery of the demo's client, a consent in it that was taken back since, and the delivery that
takes its place: that one is left to be built while somebody looks."""

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.keeping.jobs import keep
from consent.rights.withdrawing import withdraw_recording
from foundation.actors import Actor
from foundation.database import db
from foundation.jobs import run_due
from foundation.settings import Settings
from marketplace.accounts.demo import character
from marketplace.accounts.roles import POWERS, Role
from marketplace.clients.demo import NORTHLAB
from marketplace.deliveries.building import standing
from marketplace.deliveries.building.actions import ask_for_delivery
from marketplace.deliveries.building.errors import RecallsOverdue
from marketplace.deliveries.building.jobs import JOBS
from marketplace.deliveries.building.models import Delivery, DeliveryState
from marketplace.deliveries.choosing.demo import NAME
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion
from marketplace.deliveries.taking.asking import ask_for_delta
from marketplace.takes.demo import producer
from marketplace.takes.models import Take, TakeState, Track


def make(_given: Settings) -> None:
    """For `flask launch`, after the demo's datasets: it takes seconds. What an earlier start made
    stays as it is."""
    session = db.session()
    version = _first_version(session) if _is_new(session) else None
    session.rollback()
    if version is not None:
        delivery = ask_for_delivery(version, actor=producer())
        keep()
        db.session.remove()
        run_due(JOBS, uuid4(), even_if_not_due=True)
        _take_back(delivery)


def _is_new(session: Session) -> bool:
    """Also where somebody's demo is from before its client answered all its recalls."""
    known = session.scalar(select(Delivery.id).where(Delivery.client_id == NORTHLAB).limit(1))
    try:
        standing.refuse_overdue_recalls(session, NORTHLAB)
    except RecallsOverdue:
        return False
    return known is None


def _first_version(session: Session) -> UUID | None:
    return session.scalar(
        select(DatasetVersion.id)
        .join(Dataset, Dataset.id == DatasetVersion.dataset_id)
        .where(Dataset.client_id == NORTHLAB, Dataset.name == NAME, DatasetVersion.number == 1)
    )


def _take_back(delivery_id: UUID) -> None:
    """By Mira, of what was accepted last."""
    session, mira = db.session(), character("mira").id
    state = session.get_one(Delivery, delivery_id, populate_existing=True).state
    accepted = (
        select(Track.recording_id)
        .join(Take, Take.id == Track.take_id)
        .where(
            Track.performer_id == mira,
            Take.client_id == NORTHLAB,
            Take.state == TakeState.ACCEPTED,
        )
        .order_by(Take.number.desc())
    )
    recording = session.scalar(accepted.limit(1))
    session.rollback()
    if state is DeliveryState.DELIVERED and recording is not None:
        reason = "I heard that scene again, and do not want it to teach anybody."
        withdraw_recording(recording, reason=reason, actor=Actor(mira, Role.PERFORMER))
        role = Role.CLIENT_PRODUCER
        ben = Actor(character("ben").id, role, NORTHLAB, POWERS[role])
        ask_for_delta(delivery_id, actor=ben)
