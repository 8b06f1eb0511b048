"""All that the security page shows, in two questions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.accounts.factors.models import AuthenticatorApp, Passkey, RecoveryCode
from marketplace.accounts.models import SignIn
from marketplace.accounts.security.devices import device
from marketplace.accounts.signed_in import ENDS_AFTER, IDLE_AFTER

MOST_SHOWN = 50
_Row = Select[str, UUID, str, datetime, datetime | None]


@dataclass(frozen=True, slots=True)
class OpenSignIn:
    id: UUID
    device: str
    address: str
    started_at: datetime
    seen_at: datetime
    second_factor: bool


@dataclass(frozen=True, slots=True)
class Factor:
    id: UUID
    name: str
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    apps: tuple[Factor, ...]
    passkeys: tuple[Factor, ...]
    codes_left: int

    @property
    def any(self) -> bool:
        return bool(self.apps or self.passkeys)


_OPEN = (
    select(
        SignIn.id,
        SignIn.agent,
        SignIn.address,
        SignIn.started_at,
        SignIn.seen_at,
        SignIn.second_factor_at,
    )
    .where(SignIn.account_id == bindparam("account_id"), SignIn.ended_at.is_(None))
    .where(SignIn.started_at > bindparam("started_after"), SignIn.seen_at > bindparam("seen_after"))
    .order_by(SignIn.started_at.desc())
    .limit(MOST_SHOWN)
)


def open_sign_ins(session: Session, account_id: UUID) -> list[OpenSignIn]:
    """The latest; more than are shown ended by themselves long ago, or are an attack."""
    at = now()
    asked = {"started_after": at - ENDS_AFTER, "seen_after": at - IDLE_AFTER}
    rows = session.execute(_OPEN, {"account_id": account_id, **asked})
    return [
        OpenSignIn(id_, device(agent), address, started_at, seen_at, factor_at is not None)
        for id_, agent, address, started_at, seen_at, factor_at in rows
    ]


def factors_of(session: Session, account_id: UUID) -> Factors:
    rows = session.execute(_FACTORS, {"account_id": account_id}).all()

    def of(kind: str) -> tuple[Factor, ...]:
        found = (Factor(*row[1:]) for row in rows if row[0] == kind)
        return tuple(sorted(found, key=lambda factor: factor.created_at))

    return Factors(of("app"), of("passkey"), len(of("code")))


def _each(kind: str, model: type[AuthenticatorApp] | type[Passkey]) -> _Row:
    return select(
        literal(kind).label("kind"), model.id, model.name, model.created_at, model.used_at
    ).where(model.account_id == bindparam("account_id"))


_UNUSED_CODES: _Row = select(
    literal("code"), RecoveryCode.id, literal(""), RecoveryCode.created_at, RecoveryCode.used_at
).where(RecoveryCode.account_id == bindparam("account_id"), RecoveryCode.used_at.is_(None))
_FACTORS = union_all(
    _each("app", AuthenticatorApp).where(AuthenticatorApp.confirmed_at.is_not(None)),
    _each("passkey", Passkey),
    _UNUSED_CODES,
)
