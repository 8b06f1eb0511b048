"""Planning a request, and writing down what became of it. Asking Stripe comes between the two."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.ids import new_id
from foundation.statements import insert_unless_there
from payouts.intents.models import Intent, IntentContent, IntentOutcome, Result
from payouts.stripe_gateway.outcomes import DefiniteNo, Done, Outcome
from payouts.stripe_gateway.sending import Sending

KEY_LASTS = timedelta(hours=23)
"""Stripe may forget a key after a day; then the same request would be done twice."""
_CERTAIN = (Result.DONE, Result.NO, Result.ABSENT)


@dataclass(frozen=True, slots=True)
class Planned:
    id: UUID
    key: str
    sending: Sending
    made_at: datetime
    done_as: str = ""
    """It was done before, and this came of it: nothing is to be asked."""
    again: bool = False
    """It may have been asked before: a fresh refusal then proves nothing."""

    @property
    def to_be_looked_up(self) -> bool:
        """Too old to be repeated: first somebody must see whether it was done."""
        return not self.done_as and now() - self.made_at >= KEY_LASTS


def plan(
    session: Session, about: str, subject_id: UUID, sending: Sending, *, actor: Actor
) -> Planned:
    """The try that is still open, exactly as it was planned whatever `sending` says now; or the
    next one. A new key is given only once it is proven that nothing came of the last."""
    last = newest(session, about, subject_id)
    if last is None:
        return _begin(session, about, subject_id, sending, 1, actor)
    outcome = certain_outcome(session, last.id)
    if outcome is not None and outcome.result is not Result.DONE:
        return _begin(session, about, subject_id, sending, last.n + 1, actor)
    content = session.get(IntentContent, last.id)
    kept = Sending(last.path, content.parameters if content else {}, last.account)
    made = outcome.object_id if outcome else ""
    return Planned(last.id, last.key, kept, last.made_at, made, again=True)


def keep_outcome(session: Session, planned: Planned, outcome: Outcome[Any], made: str = "") -> None:
    """`made` is the id at Stripe of what was made, where it was done."""
    if certain_outcome(session, planned.id) is not None:
        return  # Somebody repeated it meanwhile, and knows.
    if isinstance(outcome, Done):
        _end(session, planned.id, Result.DONE, object_id=made)
    elif isinstance(outcome, DefiniteNo) and not outcome.turned_away:
        _end(session, planned.id, Result.NO, code=outcome.why.code or outcome.why.kind)
    else:
        session.add(IntentOutcome(intent_id=planned.id, result=Result.UNKNOWN))


def keep_looked_up(session: Session, planned: Planned, found: str) -> None:
    """`found` is empty where it was not done."""
    if certain_outcome(session, planned.id) is None:
        result = Result.DONE if found else Result.ABSENT
        _end(session, planned.id, result, object_id=found)


def newest(session: Session, about: str, subject_id: UUID) -> Intent | None:
    of = select(Intent).where(Intent.about == about, Intent.subject_id == subject_id)
    return session.scalars(of.order_by(Intent.n.desc()).limit(1)).one_or_none()


def certain_outcome(session: Session, intent_id: UUID) -> IntentOutcome | None:
    of = IntentOutcome
    wanted = select(of).where(of.intent_id == intent_id, of.result.in_(_CERTAIN))
    return session.scalars(wanted.limit(1)).one_or_none()


def forget(session: Session, subject_id: UUID) -> None:
    """A step: what was to be asked about somebody who leaves."""
    theirs = select(Intent.id).where(Intent.subject_id == subject_id)
    session.execute(delete(IntentContent).where(IntentContent.intent_id.in_(theirs)))


def _begin(
    session: Session, about: str, subject_id: UUID, sending: Sending, n: int, actor: Actor
) -> Planned:
    id_, at, key = new_id(), now(), f"{about}:{subject_id}:{n}"
    new = insert_unless_there(
        session,
        Intent,
        id=id_,
        about=about,
        subject_id=subject_id,
        n=n,
        key=key,
        path=sending.path,
        account=sending.account,
        fingerprint=sending.fingerprint,
        asked_by=actor.id,
        made_at=at,
    )
    if not new:  # Somebody planned it in this moment: theirs is the one.
        return plan(session, about, subject_id, sending, actor=actor)
    session.add(IntentContent(intent_id=id_, parameters=sending.parameters))
    session.flush()
    return Planned(id_, key, sending, at)


def _end(
    session: Session, intent_id: UUID, result: Result, *, object_id: str = "", code: str = ""
) -> None:
    session.add(IntentOutcome(intent_id=intent_id, result=result, object_id=object_id, code=code))
    session.execute(delete(IntentContent).where(IntentContent.intent_id == intent_id))
    session.flush()
