"""Who reads whose rights in the demo: an agent now, a union that did, somebody yet to sign up."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from consent.delegations import queries
from consent.delegations.actions import keep
from consent.delegations.models import Delegation, DelegationEnd, Observing
from foundation import hooks
from foundation.clock import now
from foundation.database import transaction
from foundation.hooks import DemoPerson, DemoSize

_OTTO = "otto@demo.example"
_A_YEAR = timedelta(days=365)


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start wrote stays as it is."""
    with transaction() as session:
        for observer in hooks.people_called(session, _OTTO):
            for omar in _new(session, "omar@demo.example"):
                _delegate(session, omar, observer, Observing.AGENT, _OTTO)
                _delegate(session, omar, None, Observing.LAWYER, "lawyer@demo.example")
            for mira in _new(session, "mira@demo.example"):
                ended = _delegate(session, mira, observer, Observing.UNION, _OTTO)
                session.add(DelegationEnd(delegation_id=ended.id, ended_by=mira))
    return ()


def _new(session: Session, address: str) -> list[UUID]:
    """Those with this address who have not delegated anything."""
    found = sorted(hooks.people_called(session, address))
    return [person for person in found if not queries.given(session, person)]


def _delegate(
    session: Session, performer: UUID, observer: UUID | None, observing: Observing, email: str
) -> Delegation:
    delegation = Delegation(
        performer_id=performer,
        observer_id=observer,
        observing=observing.value,
        opened_by=performer,
        until=(now() + _A_YEAR).date(),
    )
    keep(session, delegation, email)
    return delegation
