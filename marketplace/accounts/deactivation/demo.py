"""Two accounts of the demo: one to be deactivated in two weeks, one shut at once that appealed."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from sqlalchemy import select

from foundation.actors import SYSTEM, Actor
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts import grants
from marketplace.accounts.deactivation import actions
from marketplace.accounts.deactivation.models import Deactivation, DeactivationReason
from marketplace.accounts.demo import PASSWORD, character
from marketplace.accounts.opening import Newcomer, open_account
from marketplace.accounts.passwords import hashing
from marketplace.accounts.roles import POWERS, Role

_NAMESPACE = UUID("8b1d6a34-0a0e-4d5c-8a5f-6a0d6f3f2b19")
_ANNOUNCED = ("pavel", "Pavel Sokol", "A performer whose account is to be deactivated")
_SHUT = ("ruta", "Ruta Berg", "A performer whose account is deactivated, with an appeal")


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start made stays as it is."""
    there = db.session().scalar(select(Deactivation.id).limit(1))
    db.session.rollback()
    if there is None:
        hashed = hashing.hash_password(PASSWORD)
        for first_name, name, _ in (_ANNOUNCED, _SHUT):
            _open(first_name, name, hashed)
        _decide()
    people = (_ANNOUNCED, _SHUT)
    return [DemoPerson(name, _email(first), PASSWORD, sees) for first, name, sees in people]


def _decide() -> None:
    cora = Actor(character("cora").id, Role.COMPLIANCE, powers=POWERS[Role.COMPLIANCE])
    missed = "Three confirmed bookings within one month were missed without a word."
    actions.deactivate(
        _id("pavel"),
        reason=DeactivationReason.BROKEN_PROMISES,
        evidence=missed,
        days=14,
        actor=cora,
    )
    threats = "Two messages to a partner threatened to publish where they live."
    actions.deactivate(
        _id("ruta"), reason=DeactivationReason.HARASSMENT, evidence=threats, days=0, actor=cora
    )
    text = "Somebody else had my telephone that evening. I told the partner the next morning."
    actions.appeal(text, actor=Actor(_id("ruta"), Role.PERFORMER))


def _open(first_name: str, name: str, hashed: str) -> None:
    newcomer = Newcomer(
        name=name,
        email=_email(first_name),
        password_hash=hashed,
        zone="Europe/Vilnius",
        locale="en",
    )
    with transaction() as session:
        if open_account(session, newcomer, verified=True, account_id=_id(first_name)):
            grants.give(session, SYSTEM, _id(first_name), Role.PERFORMER)


def _id(first_name: str) -> UUID:
    return uuid5(_NAMESPACE, first_name)


def _email(first_name: str) -> str:
    return f"{first_name}@demo.example"
