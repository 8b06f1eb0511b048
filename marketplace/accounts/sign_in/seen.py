"""Notes when a signed-in browser was last here; a sign-in that is not used ends by itself."""

from datetime import timedelta

from flask import Flask
from flask_login import current_user
from sqlalchemy import update

from foundation.clock import now
from foundation.database import transaction
from foundation.web import is_api
from marketplace.accounts.models import SignIn

AT_MOST_EVERY = timedelta(minutes=5)
"""So that reading pages hardly ever writes."""


def init_app(app: Flask) -> None:
    @app.before_request
    def note_seen() -> None:
        if is_api() or not current_user.is_authenticated:
            return
        if current_user.seen_at < now() - AT_MOST_EVERY:
            with transaction() as session:
                session.execute(
                    update(SignIn)
                    .where(SignIn.id == current_user.sign_in_id, SignIn.ended_at.is_(None))
                    .values(seen_at=now())
                )
