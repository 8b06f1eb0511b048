"""Tells compliance when witnesses and ledger part: once for each thing, on record."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from consent.keeping import places
from consent.ledger import witnessed
from consent.ledger.cosigning import Refusal
from consent.ledger.models import LedgerAlarm
from consent.ledger.policies import BadPolicy
from consent.ledger.witnessed import Standing
from foundation import hooks, notices
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import Finding, Queue
from foundation.jobs import Job, Lease
from foundation.settings import Settings
from foundation.statements import insert_unless_there
from foundation.web import settings

KINDS = (
    notices.Kind(
        "ledger.unwitnessed",
        "Witnesses have not signed the rights ledger for an hour",
        "Rights ledger",
        may_turn_off=False,
        powers=frozenset((Power.READ_AUDIT,)),
        sentence="The rights ledger has signed {{ signed }} entries, its witnesses {{ witnessed }},"
        " and that for more than an hour.",
    ),
    notices.Kind(
        "ledger.disputed",
        "A witness disputes the rights ledger",
        "Rights ledger",
        may_turn_off=False,
        powers=frozenset((Power.READ_AUDIT,)),
        sentence="{{ witness }} will not sign the rights ledger: {{ why }}. Either it was changed,"
        " or the witness is wrong: flask ledger audit and flask ledger monitor tell which.",
    ),
)


def watch(_lease: Lease | None = None) -> str:
    with transaction() as session:
        found = _standing(session, settings())
        if found is None or not found.late:
            return "0 told"
        return f"{_late(session, found)} told"


def dispute(session: Session, refusal: Refusal) -> None:
    """A step."""
    about = f"disputed {refusal.disputed} {refusal.witness}"
    if _first(session, about):
        _tell(session, "ledger.disputed", witness=refusal.witness.name, why=refusal.why)


def findings(settings: Settings) -> Iterator[Finding]:
    """For `hooks.doctor`."""
    session = db.session()
    try:
        policy = places.policy(settings)
        if policy is not None and not policy.addresses:
            yield Finding(
                f"{settings.ledger_policy} gives no witness an address, so none is asked.",
                hurts=False,
            )
        found = _standing(session, settings)
        if found is not None and found.late:
            yield Finding(
                f"The rights ledger has signed {found.signed.size} entries, its witnesses"
                f" {_size(found)}, since {found.apart_since:%Y-%m-%d %H:%M} UTC.",
                hurts=True,
            )
    except (BadPolicy, OSError) as why:
        yield Finding(f"FAIRTAKE_LEDGER_POLICY cannot be used: {why}", hurts=True)
    except SQLAlchemyError:
        return  # That the database is not there is for others to say.
    finally:
        session.rollback()


def queues(session: Session) -> Iterator[Queue]:
    """For `hooks.queues_in`: signed and witnessed side by side."""
    try:
        found = _standing(session, settings())
    except (BadPolicy, OSError):
        return  # The doctor says it.
    if found is not None:
        yield Queue("entries without witnesses", found.entries_apart, found.apart_since)


def _standing(session: Session, settings: Settings) -> Standing | None:
    policy = places.policy(settings)
    return witnessed.standing(session, policy) if policy else None


def _late(session: Session, found: Standing) -> int:
    """Once for each size at which witnesses stopped: that they stop again later is news."""
    about = f"unwitnessed {witnessed.origin_of(found.signed)} {_size(found)}"
    if not _first(session, about):
        return 0
    _tell(session, "ledger.unwitnessed", signed=found.signed.size, witnessed=_size(found))
    return 1


def _size(found: Standing) -> int:
    return found.witnessed.size if found.witnessed else 0


def _first(session: Session, about: str) -> bool:
    # An append-only row refuses even to be met again on SQLite, so it is looked for first.
    if session.get(LedgerAlarm, about) is not None:
        return False
    return insert_unless_there(session, LedgerAlarm, about=about, told_at=now())


def _tell(session: Session, kind: str, **values: Any) -> None:
    to = hooks.holders(session, Power.READ_AUDIT)
    notices.tell(session, kind=kind, to=to, url="/ledger", **values)


JOBS = (Job("ledger.watch", watch, every=timedelta(minutes=1)),)
