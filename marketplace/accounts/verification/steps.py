"""Mailing the link, and noting that an address was shown to be somebody's."""

from datetime import timedelta

from sqlalchemy.orm import Session

from foundation import audit, mail
from foundation.clock import now
from marketplace.accounts.links import steps as links
from marketplace.accounts.models import Account
from marketplace.accounts.visitors import themselves

PURPOSE = "verify"
LINK_LIVES = timedelta(days=2)


def send_link(session: Session, account: Account) -> None:
    if account.email is None:
        return
    token = links.issue(
        session, purpose=PURPOSE, email=account.email, account_id=account.id, lives=LINK_LIVES
    )
    mail.post(session, to=account.email, template="verify", token=token, person=account.name)


def note_verified(session: Session, account: Account) -> None:
    if account.email_verified_at is None:
        account.email_verified_at = now()
        audit.record(session, themselves(account.id), "mail.verified", account.id)
