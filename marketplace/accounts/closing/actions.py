"""Closing an account: what is personal goes, what others rely on stays as an id."""

from sqlalchemy import select

from foundation import audit, hooks, mail
from foundation.actors import Actor
from foundation.database import transaction
from marketplace.accounts.closing import forgetting
from marketplace.accounts.closing.errors import AlreadyClosed, ClosingBlocked, WordsMissing
from marketplace.accounts.models import Account

WORDS = "close my account"


def close_account(typed: str, *, actor: Actor) -> None:
    """One's own only: there is no way to name somebody else. It cannot be undone."""
    if " ".join(typed.lower().split()) != WORDS:
        raise WordsMissing(WORDS)
    with transaction() as session:
        locked = select(Account).where(Account.id == actor.id).with_for_update()
        account = session.scalars(locked).one()
        if account.closed_at is not None:
            raise AlreadyClosed
        reasons = hooks.reasons_against_closing(session, actor.id)
        if reasons:
            raise ClosingBlocked(tuple(reasons))
        email = account.email
        for erase in hooks.erase_of:
            erase(session, actor.id)
        forgetting.end_roles(session, actor.id)
        forgetting.end_sign_ins(session, actor.id)
        forgetting.forget_mail_changes(session, actor.id)
        forgetting.revoke_tokens(session, actor.id)
        forgetting.erase_account(session, actor.id)
        audit.record(session, actor, "account.closed", actor.id)
        if email:
            mail.post(session, to=email, template="account_closed")
