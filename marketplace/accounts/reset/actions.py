"""Asking for a new password, and setting it."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit, mail
from foundation.actors import VISITOR
from foundation.database import db, transaction
from marketplace.accounts import telling
from marketplace.accounts.links import steps as links
from marketplace.accounts.links.errors import LinkNotValid
from marketplace.accounts.models import Account
from marketplace.accounts.passwords import hashing, rules
from marketplace.accounts.passwords.steps import set_password
from marketplace.accounts.sign_in import pace
from marketplace.accounts.sign_in import steps as sign_ins
from marketplace.accounts.tokens.steps import revoke_all
from marketplace.accounts.verification.steps import note_verified
from marketplace.accounts.visitors import themselves

PURPOSE = "reset"
LINK_LIVES = timedelta(hours=1)


def ask_for_reset(*, email: str) -> None:
    """Says nothing about whether there is an account; the mail goes only to one that exists."""
    if not pace.may_mail(email):
        return
    with transaction() as session:
        account_id = session.scalar(select(Account.id).where(Account.email == email))
        with links.work_for(session, account_id):
            token = links.issue(
                session, purpose=PURPOSE, email=email, account_id=account_id, lives=LINK_LIVES
            )
            mail.post(session, to=email, template="reset", token=token)
        audit.record(session, VISITOR, "reset.asked", account_id or VISITOR.id)


def reset_password(*, token: str, password: str) -> UUID:
    """Ends every sign-in and API token: whoever knew the old password may be behind one of them."""
    account = _account_of(db.session(), token)
    rules.refuse_weak(password, account.name, account.email or "")
    hashed = hashing.hash_password(password)
    with transaction() as session:
        links.use(session, PURPOSE, token)
        account = session.get_one(Account, account.id)
        who = themselves(account.id)
        set_password(session, who, account, hashed)
        note_verified(session, account)
        sign_ins.end_all(session, account.id, "password reset")
        revoked = revoke_all(session, who)
        session.flush()  # The notice goes to the address that was just shown to be theirs.
        telling.tell_of_new_password(session, account.id, tokens_revoked=revoked > 0)
        return account.id


def _account_of(session: Session, token: str) -> Account:
    """A link to an address that is no longer the account's leads nowhere."""
    link = links.look(session, PURPOSE, token)
    account = session.get(Account, link.account_id) if link.account_id else None
    if account is None or account.email != link.email:
        raise LinkNotValid
    return account
