"""Ending sign-ins, and changing one's password."""

from uuid import UUID

from foundation.actors import Actor
from foundation.database import db, transaction
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.passwords import hashing, rules
from marketplace.accounts.passwords.steps import set_password
from marketplace.accounts.security import policy
from marketplace.accounts.security.errors import NotTheOldPassword, SignInNotFound
from marketplace.accounts.sign_in import pace, steps
from marketplace.accounts.telling import tell_of_new_password
from marketplace.accounts.tokens.steps import revoke_all


def end_sign_in(sign_in_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        sign_in = session.get(SignIn, sign_in_id)
        if sign_in is None:
            raise SignInNotFound
        if not policy.may_end(actor, sign_in.account_id):
            raise SignInNotFound
        if not steps.end(session, actor, sign_in_id, "ended by its owner"):
            raise SignInNotFound


def end_other_sign_ins(*, sign_in_id: UUID, also_tokens: bool = False, actor: Actor) -> int:
    """All of this person's but this one; how many browsers that were."""
    with transaction() as session:
        if also_tokens:
            revoke_all(session, actor)
        return steps.end_all(session, actor.id, "ended by its owner", except_id=sign_in_id)


def change_password(
    old: str, new: str, *, also_tokens: bool = False, sign_in_id: UUID, actor: Actor
) -> None:
    """Ends every other sign-in: whoever knew the old password may be in one of them. Tokens only
    where that is asked for: programs that work should not stop for a password's birthday."""
    pace.count_guess(f"password:{sign_in_id}")
    account = db.session().get_one(Account, actor.id)
    if not hashing.matches(account.password_hash, old):
        raise NotTheOldPassword
    rules.refuse_weak(new, account.name, account.email or "")
    hashed = hashing.hash_password(new)
    with transaction() as session:
        account = session.get_one(Account, actor.id)
        set_password(session, actor, account, hashed)
        steps.end_all(session, actor.id, "password changed", except_id=sign_in_id)
        revoked = revoke_all(session, actor) if also_tokens else 0
        tell_of_new_password(session, actor.id, tokens_revoked=revoked > 0)
