"""Taking away what somebody else proved themselves with."""

from uuid import UUID

from sqlalchemy import delete

from foundation import audit
from foundation.actors import Actor, Power
from foundation.database import transaction
from marketplace.accounts.factor_reset.errors import NothingToReset, OwnFactorsStay, PersonNotFound
from marketplace.accounts.factor_reset.models import FactorReset
from marketplace.accounts.factors import news, queries, steps
from marketplace.accounts.factors.models import AuthenticatorApp, Passkey
from marketplace.accounts.models import Account
from marketplace.accounts.sign_in import steps as sign_ins


def reset_factors(account_id: UUID, *, because: str, actor: Actor) -> None:
    """Signs the person out everywhere; whose role needs a factor sets one up when they return."""
    with transaction() as session:
        actor.require_power(Power.MANAGE_PEOPLE)
        if account_id == actor.id:
            raise OwnFactorsStay
        account = session.get(Account, account_id)
        if account is None or account.closed_at is not None:
            raise PersonNotFound
        steps.lock(session, account_id)
        if not queries.has_factor(session, account_id):
            raise NothingToReset
        for model in (AuthenticatorApp, Passkey):
            session.execute(delete(model).where(model.account_id == account_id))
        steps.drop_recovery_codes(session, account_id)
        sign_ins.end_all(session, account_id, "second step reset")
        session.add(FactorReset(account_id=account_id, reset_by=actor.id, because=because))
        news.tell(session, account_id, news.FACTORS_RESET)
        audit.record(session, actor, "factors.reset", account_id)
