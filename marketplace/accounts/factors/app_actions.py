"""Setting up an authenticator app, and removing one."""

from uuid import UUID

from sqlalchemy import delete

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.factors import news, proving, queries, steps, totp
from marketplace.accounts.factors.errors import AppAlreadyConfirmed, TooManyFactors, WrongCode
from marketplace.accounts.factors.keys import app_seal
from marketplace.accounts.factors.models import AuthenticatorApp

MOST_APPS = 3
"""Each one more makes a guessed code likelier to be right."""


def add_app(name: str, *, actor: Actor) -> UUID:
    """It proves nothing until `confirm_app`; one that was left unfinished is forgotten."""
    with transaction() as session:
        steps.lock(session, actor.id)
        if queries.confirmed_app_count(session, actor.id) >= MOST_APPS:
            raise TooManyFactors
        unfinished = (
            AuthenticatorApp.account_id == actor.id,
            AuthenticatorApp.confirmed_at.is_(None),
        )
        session.execute(delete(AuthenticatorApp).where(*unfinished))
        sealed = app_seal().close(totp.new_secret().encode(), owner=actor.id)
        app = AuthenticatorApp(account_id=actor.id, name=name, sealed_secret=sealed)
        session.add(app)
        session.flush()
        return app.id


def confirm_app(app_id: UUID, code: str, *, sign_in_id: UUID, actor: Actor) -> list[str]:
    """The recovery codes to show once, where the person has none left; else nothing."""
    with transaction() as session:
        app = queries.own_app(session, app_id, actor)
        if app.confirmed_at is not None:
            raise AppAlreadyConfirmed
        if not proving.spend_app_code(session, app, code):
            raise WrongCode
        app.confirmed_at = now()
        steps.count_as_shown(session, actor.id, sign_in_id)
        audit.record(session, actor, "factor.added", app.id, kind="app")
        news.tell(session, actor.id, news.FACTOR_ADDED, what="an authenticator app")
        if queries.unused_recovery_codes(session, actor.id):
            return []
        return steps.write_recovery_codes(session, actor.id)


def remove_app(app_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        steps.lock(session, actor.id)
        app = queries.own_app(session, app_id, actor)
        was_confirmed = app.confirmed_at is not None
        if was_confirmed:
            steps.refuse_to_leave_none(session, actor.id)
        session.delete(app)
        session.flush()
        steps.drop_recovery_codes_if_alone(session, actor.id)
        if was_confirmed:
            audit.record(session, actor, "factor.removed", app_id, kind="app")
            news.tell(session, actor.id, news.FACTOR_REMOVED, what="an authenticator app")


def renew_recovery_codes(*, actor: Actor) -> list[str]:
    """Shown once; those printed before stop working."""
    with transaction() as session:
        steps.lock(session, actor.id)
        codes = steps.write_recovery_codes(session, actor.id)
        audit.record(session, actor, "recovery_codes.renewed", actor.id)
        news.tell(session, actor.id, news.RECOVERY_CODES_RENEWED)
        return codes
