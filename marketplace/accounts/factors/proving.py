"""Steps that take one proof and spend it, so that nobody can show it again."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.statements import changed
from marketplace.accounts.factors import ceremonies, news, recovery, totp
from marketplace.accounts.factors.ceremonies import Answer, RelyingParty
from marketplace.accounts.factors.errors import PasskeyCountedBackwards, WrongCode, WrongPasskey
from marketplace.accounts.factors.keys import app_seal, recovery_key
from marketplace.accounts.factors.models import AuthenticatorApp, Passkey, RecoveryCode


@dataclass(frozen=True, slots=True)
class Proof:
    """What was shown: `app`, `recovery code` or `passkey`, and which."""

    kind: str
    factor_id: UUID
    account_id: UUID


def take_code(session: Session, actor: Actor, typed: str) -> Proof | None:
    """None for a wrong code, and then the audit says that one was tried; never which."""
    try:
        return spend_code(session, actor.id, typed)
    except WrongCode:
        audit.record(session, actor, "factor.failed", actor.id)
        return None


def spend_code(session: Session, account_id: UUID, typed: str) -> Proof:
    """Six digits of an app, or a recovery code: one field takes both."""
    if recovery.looks_like_one(typed):
        return _spend_recovery_code(session, account_id, typed)
    apps = session.scalars(
        select(AuthenticatorApp).where(
            AuthenticatorApp.account_id == account_id, AuthenticatorApp.confirmed_at.is_not(None)
        )
    )
    for app in apps:
        if spend_app_code(session, app, typed):
            return Proof("app", app.id, account_id)
    raise WrongCode


def spend_app_code(session: Session, app: AuthenticatorApp, typed: str) -> bool:
    """False for a wrong code and for one that this or an earlier step has spent."""
    secret = app_seal().open(app.sealed_secret, owner=app.account_id).decode()
    step = totp.matching_step(secret, digits(typed), now())
    if step is None:
        return False
    # The condition, not the row read before, decides between two who type it at once.
    spent = update(AuthenticatorApp).where(
        AuthenticatorApp.id == app.id, AuthenticatorApp.last_step < step
    )
    return changed(session, spent.values(last_step=step, used_at=now())) == 1


def digits(typed: str) -> str:
    return "".join(letter for letter in typed if letter in "0123456789")


def _spend_recovery_code(session: Session, account_id: UUID, typed: str) -> Proof:
    digest = recovery.digest(typed, recovery_key())
    found = session.scalar(
        select(RecoveryCode.id).where(
            RecoveryCode.account_id == account_id, RecoveryCode.digest == digest
        )
    )
    spent = update(RecoveryCode).where(RecoveryCode.id == found, RecoveryCode.used_at.is_(None))
    if found is None or changed(session, spent.values(used_at=now())) != 1:
        raise WrongCode
    news.tell(session, account_id, news.RECOVERY_CODE_USED)
    return Proof("recovery code", found, account_id)


def spend_passkey(
    session: Session,
    answer: Answer,
    challenge: bytes,
    party: RelyingParty,
    account_id: UUID | None = None,
) -> Proof:
    """`account_id` where only one person's passkey will do; else the answer says who it is."""
    passkey = session.scalar(
        select(Passkey).where(Passkey.credential_id == ceremonies.credential_of(answer))
    )
    if passkey is None or account_id not in (None, passkey.account_id):
        raise WrongPasskey
    if ceremonies.owner_in(answer) not in (None, passkey.account_id):
        raise WrongPasskey
    count = ceremonies.checked_count(answer, challenge, party, passkey.public_key)
    if count <= passkey.sign_count and (count, passkey.sign_count) != (0, 0):
        raise PasskeyCountedBackwards
    counted = update(Passkey).where(
        Passkey.id == passkey.id, Passkey.sign_count == passkey.sign_count
    )
    if changed(session, counted.values(sign_count=count, used_at=now())) != 1:
        raise WrongPasskey
    return Proof("passkey", passkey.id, passkey.account_id)
