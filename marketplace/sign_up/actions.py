"""Joining Fairtake."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import mail
from foundation.database import transaction
from foundation.ids import new_id
from marketplace.accounts import grants
from marketplace.accounts.links import steps as links
from marketplace.accounts.models import Account
from marketplace.accounts.opening import Newcomer, open_account
from marketplace.accounts.passwords import hashing, rules
from marketplace.accounts.roles import Role
from marketplace.accounts.sign_in import pace
from marketplace.accounts.terms_of_use import note_accepted
from marketplace.accounts.verification.steps import LINK_LIVES, PURPOSE, send_link
from marketplace.accounts.visitors import themselves
from marketplace.clients.steps import found_client


class Kind(StrEnum):
    PERFORMER = "performer"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Joining:
    """What somebody typed. The terms were accepted and, by a performer, the age was declared."""

    kind: Kind
    name: str
    email: str
    password: str
    zone: str
    locale: str
    organisation: str = ""


def sign_up(joining: Joining) -> None:
    """The same to see and as long to wait for whether or not the address is taken;
    the difference is in the mail, which only its owner reads."""
    rules.refuse_weak(joining.password, joining.name, joining.email, joining.organisation)
    mail_allowed = pace.may_mail(joining.email)
    newcomer = Newcomer(
        name=joining.name,
        email=joining.email,
        password_hash=hashing.hash_password(joining.password),
        zone=joining.zone,
        locale=joining.locale,
    )
    if not mail_allowed:
        return
    with transaction() as session:
        account_id = _join(session, newcomer, joining)
        if account_id is None:
            _work_as_long(session, newcomer, joining)
            mail.post(session, to=joining.email, template="address_taken")
            return
        send_link(session, session.get_one(Account, account_id))


def _join(session: Session, newcomer: Newcomer, joining: Joining) -> UUID | None:
    """None where the address is taken."""
    account_id = open_account(session, newcomer)
    if account_id is not None:
        _give_first_role(session, account_id, joining)
        declared = {"of_age": True} if joining.kind is Kind.PERFORMER else {}
        note_accepted(session, account_id, joining.kind, **declared)
    return account_id


def _work_as_long(session: Session, newcomer: Newcomer, joining: Joining) -> None:
    """All that joining takes beside the mail, for an address that nobody has; none of it stays."""
    nobody = replace(newcomer, email=f"{new_id()}@example.invalid")
    with links.work_for(session, None):
        account_id = _join(session, nobody, joining)
        links.issue(
            session, purpose=PURPOSE, email=nobody.email, account_id=account_id, lives=LINK_LIVES
        )


def _give_first_role(session: Session, account_id: UUID, joining: Joining) -> None:
    actor = themselves(account_id)
    if joining.kind is Kind.PERFORMER:
        grants.give(session, actor, account_id, Role.PERFORMER)
    else:
        found_client(session, actor, joining.organisation, owner_id=account_id)
