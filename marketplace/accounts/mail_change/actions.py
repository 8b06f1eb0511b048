"""Asking for another email address, agreeing to it at both, and taking it back."""

from datetime import timedelta

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation import audit, mail, throttle
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.links import steps as mailed_links
from marketplace.accounts.mail_change import links
from marketplace.accounts.mail_change.errors import AddressTaken, ChangeNotFound, SameAddress
from marketplace.accounts.mail_change.links import Purpose
from marketplace.accounts.mail_change.models import MailChange
from marketplace.accounts.models import Account
from marketplace.accounts.sign_in import steps as sign_ins
from marketplace.accounts.tokens.steps import revoke_all
from marketplace.accounts.visitors import themselves


def ask_for_change(new_email: str, *, actor: Actor) -> None:
    """Says nothing about whether the new address is taken; its owner is told, by mail."""
    throttle.spend(bucket=f"mail_change:{actor.id}", limit=5, per=timedelta(hours=24))
    with transaction() as session:
        account = session.get_one(Account, actor.id)
        if account.email is None or account.email == new_email:
            raise SameAddress
        _stop_those_waiting(session, account)
        change = MailChange(account_id=account.id, old_email=account.email, new_email=new_email)
        session.add(change)
        session.flush()
        _mail_links(session, account, change)
        audit.record(session, actor, "mail_change.asked", account.id, change=str(change.id))


def agree(purpose: Purpose, token: str) -> bool:
    """One address says yes. True once both did: the change is made."""
    with transaction() as session:
        change = links.change_of(session, mailed_links.use(session, purpose, token))
        account = session.get_one(Account, change.account_id)
        if not change.waits or account.email != change.old_email:
            raise ChangeNotFound
        if purpose is Purpose.NEW:
            change.new_agreed_at = now()
        else:
            change.old_agreed_at = now()
        audit.record(session, themselves(account.id), "mail_change.agreed", account.id)
        return _make_if_both_agreed(session, account, change)


def stop(token: str) -> None:
    """From the old address: before the change is made it stops it, after that it takes it back.

    Whoever needs this may have lost their account to somebody: so all sign-ins and API tokens end.
    """
    with transaction() as session:
        change = links.change_of(session, mailed_links.use(session, Purpose.STOP, token))
        account = session.get_one(Account, change.account_id)
        if not (change.waits or change.may_be_taken_back):
            raise ChangeNotFound
        if change.done_at is not None:
            _take_back(session, account, change)
        change.cancelled_at = now()
        sign_ins.end_all(session, account.id, "change of email address stopped")
        revoke_all(session, themselves(account.id))
        mail.post(session, to=change.old_email, template="mail_change_stopped")
        audit.record(session, themselves(account.id), "mail_change.stopped", account.id)


def _stop_those_waiting(session: Session, account: Account) -> None:
    waiting = (MailChange.account_id == account.id, MailChange.done_at.is_(None))
    session.execute(
        update(MailChange)
        .where(*waiting, MailChange.cancelled_at.is_(None))
        .values(cancelled_at=now(), version=MailChange.version + 1)
    )


def _mail_links(session: Session, account: Account, change: MailChange) -> None:
    mail.post(
        session,
        to=change.old_email,
        template="mail_change_old",
        person=account.name,
        new_email=change.new_email,
        agree_path=links.path(session, Purpose.OLD, change),
        stop_path=links.path(session, Purpose.STOP, change),
    )
    if session.scalar(select(exists().where(Account.email == change.new_email))):
        mail.post(session, to=change.new_email, template="mail_change_taken")
        return
    mail.post(
        session,
        to=change.new_email,
        template="mail_change_new",
        person=account.name,
        agree_path=links.path(session, Purpose.NEW, change),
    )


def _make_if_both_agreed(session: Session, account: Account, change: MailChange) -> bool:
    if change.new_agreed_at is None or change.old_agreed_at is None:
        return False
    change.done_at = now()
    _move(session, account, change.new_email)
    for address in (change.old_email, change.new_email):
        mail.post(session, to=address, template="mail_changed", person=account.name)
    audit.record(session, themselves(account.id), "mail_change.made", account.id)
    return True


def _take_back(session: Session, account: Account, change: MailChange) -> None:
    if account.email != change.new_email:
        raise ChangeNotFound  # Changed again since: only the address of today may stop that.
    _move(session, account, change.old_email)


def _move(session: Session, account: Account, email: str) -> None:
    account.email = email
    account.email_verified_at = now()
    try:
        session.flush()
    except IntegrityError:
        raise AddressTaken from None
