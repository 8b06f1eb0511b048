"""Confirming an email address, and asking for another link."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.database import db, transaction
from marketplace.accounts.links import steps as links
from marketplace.accounts.links.errors import LinkNotValid
from marketplace.accounts.models import Account
from marketplace.accounts.passwords import hashing
from marketplace.accounts.sign_in import pace
from marketplace.accounts.verification.errors import WrongPassword
from marketplace.accounts.verification.steps import PURPOSE, note_verified, send_link


def confirm_address(*, token: str, password: str, signed_in_as: UUID | None) -> UUID:
    """Whose address it is. The link alone does not do: somebody else may have signed up with
    this address and a password of their own, and the owner of the mailbox would open it for them.
    """
    account = _account_of(db.session(), token)
    if account.id != signed_in_as:
        kept = account.password_hash
        pace.count_guess(f"verify:{account.id}")
        if not hashing.matches(kept, password):
            raise WrongPassword
    with transaction() as session:
        links.use(session, PURPOSE, token)
        account = session.get_one(Account, account.id)
        note_verified(session, account)
        return account.id


def send_again(*, actor: Actor) -> None:
    email = db.session().get_one(Account, actor.id).email
    if email is None or not pace.may_mail(email):
        return
    with transaction() as session:
        account = session.get_one(Account, actor.id)
        if account.email_verified_at is None:
            send_link(session, account)


def _account_of(session: Session, token: str) -> Account:
    """Links of an address that was changed since then lead nowhere."""
    link = links.look(session, PURPOSE, token)
    account = session.get(Account, link.account_id) if link.account_id else None
    if account is None or account.email != link.email:
        raise LinkNotValid
    return account
