"""Making a sign-in fresh again."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from foundation import audit, throttle
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.errors import DomainError
from marketplace.accounts.factors import proving, queries
from marketplace.accounts.factors.ceremonies import Answer, RelyingParty
from marketplace.accounts.factors.errors import WrongCode
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.passwords import hashing


class NotYourPassword(DomainError):
    message = "This is not your password."


def confirm_with_password(password: str, code: str, *, sign_in_id: UUID, actor: Actor) -> None:
    """The password, and a code too where the person has a factor: as much as signing in takes."""
    throttle.spend(bucket=f"confirm:{sign_in_id}", limit=10, per=timedelta(minutes=15))
    if not hashing.matches(db.session().get_one(Account, actor.id).password_hash, password):
        raise NotYourPassword
    with transaction() as session:
        needed = queries.has_factor(session, actor.id)
        if not needed or proving.take_code(session, actor, code):
            _note(session, actor, sign_in_id, second_factor=needed)
            return
    raise WrongCode  # Only now, so that the audit keeps that it was tried.


def confirm_with_passkey(
    answer: Answer, challenge: bytes, party: RelyingParty, *, sign_in_id: UUID, actor: Actor
) -> None:
    with transaction() as session:
        proving.spend_passkey(session, answer, challenge, party, actor.id)
        _note(session, actor, sign_in_id, second_factor=True)


def _note(session: Session, actor: Actor, sign_in_id: UUID, *, second_factor: bool) -> None:
    shown = {"authenticated_at": now()} | ({"second_factor_at": now()} if second_factor else {})
    session.execute(
        update(SignIn).where(SignIn.id == sign_in_id, SignIn.account_id == actor.id).values(**shown)
    )
    audit.record(session, actor, "sign_in.confirmed", sign_in_id, second_factor=second_factor)
