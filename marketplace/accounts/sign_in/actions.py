"""Coming in with a password, making a browser known, leaving."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit, mail
from foundation.actors import VISITOR, Actor
from foundation.database import db, transaction
from marketplace.accounts.links import steps as links
from marketplace.accounts.models import Account
from marketplace.accounts.passwords import hashing
from marketplace.accounts.passwords.steps import keep_stronger_hash
from marketplace.accounts.sign_in import pace, steps
from marketplace.accounts.sign_in.errors import NotLetIn
from marketplace.accounts.sign_in.known_browsers import KnownBrowser
from marketplace.accounts.visitors import themselves

KNOWN_BROWSER = "known_browser"
LINK_LIVES = timedelta(hours=1)


def prove_password(*, email: str, password: str, browser: KnownBrowser) -> UUID:
    """Whose password this is. Takes the same time and says the same for an unknown address."""
    account = _by_email(db.session(), email)
    known = account is not None and browser.knows(account.id)
    pace.count_password(email, browser.id if known else None)
    account = _by_email(db.session(), email)  # Counting let go of what was read before.
    kept = account.password_hash if account else None
    if not hashing.matches(kept, password):
        _record_failure(account.id if account else VISITOR.id)
        raise NotLetIn
    if account is None or kept is None:
        raise NotLetIn
    if hashing.outdated(kept):
        _hash_anew(account.id, password)
    return account.id


def begin_sign_in(
    account_id: UUID, *, replaces: UUID | None = None, known_browser: bool = True
) -> UUID:
    """`replaces` is what this browser was signed in with until now."""
    with transaction() as session:
        if replaces:
            steps.end(session, themselves(account_id), replaces, "signed in anew")
        if not known_browser:
            steps.warn_of_new_browser(session, account_id)
        return steps.begin(session, account_id)


def end_replaced(sign_in_id: UUID, *, by: UUID) -> None:
    """This browser lets go of what it was signed in with, before its second step."""
    with transaction() as session:
        steps.end(session, themselves(by), sign_in_id, "signed in anew")


def leave(sign_in_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        steps.end(session, actor, sign_in_id, "left")


def ask_to_know_browser(*, email: str) -> None:
    """Mails a link that makes a browser known. Says nothing about whether there is an account."""
    if not pace.may_mail(email):
        return
    with transaction() as session:
        account = _by_email(session, email)
        account_id = account.id if account else None
        with links.work_for(session, account_id):
            token = links.issue(
                session, purpose=KNOWN_BROWSER, email=email, account_id=account_id, lives=LINK_LIVES
            )
            mail.post(session, to=email, template="known_browser", token=token)
        audit.record(session, VISITOR, "browser.asked", account_id or VISITOR.id)


def know_browser(*, token: str) -> UUID:
    """Whose browser this is from now on. The password is still asked for."""
    with transaction() as session:
        account_id = links.use(session, KNOWN_BROWSER, token).account_id
        if account_id is None:
            raise NotLetIn
        audit.record(session, themselves(account_id), "browser.known", account_id)
        return account_id


def _by_email(session: Session, email: str) -> Account | None:
    return session.scalar(
        select(Account).where(Account.email == email, Account.closed_at.is_(None))
    )


def _record_failure(account_id: UUID) -> None:
    """Also where there is no such account: writing takes time that could be measured."""
    with transaction() as session:
        audit.record(session, VISITOR, "sign_in.failed", account_id)


def _hash_anew(account_id: UUID, password: str) -> None:
    hashed = hashing.hash_password(password)
    with transaction() as session:
        keep_stronger_hash(session, session.get_one(Account, account_id), hashed)
