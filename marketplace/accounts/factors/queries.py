"""Questions about what people prove themselves with."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from marketplace.accounts.factors import policy, totp
from marketplace.accounts.factors.errors import AppAlreadyConfirmed, FactorNotFound
from marketplace.accounts.factors.keys import app_seal
from marketplace.accounts.factors.models import AuthenticatorApp, Passkey, RecoveryCode
from marketplace.accounts.holding import is_held
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.roles import NEEDS_SECOND_FACTOR


@dataclass(frozen=True, slots=True)
class Ways:
    """How somebody can take the second step now."""

    app: bool
    passkey: bool

    @property
    def any(self) -> bool:
        return self.app or self.passkey


def ways_of(session: Session, account_id: UUID) -> Ways:
    app = exists().where(
        AuthenticatorApp.account_id == account_id, AuthenticatorApp.confirmed_at.is_not(None)
    )
    passkey = exists().where(Passkey.account_id == account_id)
    row = session.execute(select(app, passkey)).one()
    return Ways(app=bool(row[0]), passkey=bool(row[1]))


def has_factor(session: Session, account_id: UUID) -> bool:
    """Whether a password alone no longer signs this person in."""
    return ways_of(session, account_id).any


def factor_count(session: Session, account_id: UUID) -> int:
    return confirmed_app_count(session, account_id) + len(passkey_ids(session, account_id))


def confirmed_app_count(session: Session, account_id: UUID) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(AuthenticatorApp)
            .where(
                AuthenticatorApp.account_id == account_id,
                AuthenticatorApp.confirmed_at.is_not(None),
            )
        )
        or 0
    )


def passkey_ids(session: Session, account_id: UUID) -> Sequence[bytes]:
    """Credential ids, as browsers know them."""
    return session.scalars(
        select(Passkey.credential_id).where(Passkey.account_id == account_id)
    ).all()


def unused_recovery_codes(session: Session, account_id: UUID) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(RecoveryCode)
            .where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
        )
        or 0
    )


def needs_factor(session: Session, account_id: UUID) -> bool:
    """Whether one of the roles this person holds may not act without a second factor."""
    held = exists().where(
        RoleGrant.role.in_(NEEDS_SECOND_FACTOR),
        RoleGrant.account_id == account_id,
        is_held(),
    )
    return bool(session.scalar(select(held)))


def own_app(session: Session, app_id: UUID, actor: Actor) -> AuthenticatorApp:
    app = session.get(AuthenticatorApp, app_id)
    if app is None:
        raise FactorNotFound
    if not policy.may_change(actor, app):
        raise FactorNotFound
    return app


def own_passkey(session: Session, passkey_id: UUID, actor: Actor) -> Passkey:
    passkey = session.get(Passkey, passkey_id)
    if passkey is None:
        raise FactorNotFound
    if not policy.may_change(actor, passkey):
        raise FactorNotFound
    return passkey


@dataclass(frozen=True, slots=True)
class NewApp:
    """What a phone needs to be set up. Shown until its first code was typed, never after."""

    id: UUID
    name: str
    picture: str
    secret: str


def unfinished_app(session: Session, app_id: UUID, actor: Actor, email: str) -> NewApp:
    app = own_app(session, app_id, actor)
    if app.confirmed_at is not None:
        raise AppAlreadyConfirmed
    secret = app_seal().open(app.sealed_secret, owner=app.account_id).decode()
    return NewApp(app.id, app.name, totp.picture(secret, email), totp.in_groups(secret))
