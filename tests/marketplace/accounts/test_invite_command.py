"""The first administrator comes in by a command, as the README types it."""

from sqlalchemy import select

from foundation.database import db
from marketplace.accounts.invitations.models import Invitation


def test_a_role_is_named_as_everywhere_else(app):
    said = app.test_cli_runner().invoke(
        args=["accounts", "invite", "boss@example.org", "--role", "admin"]
    )
    assert said.exit_code == 0, said.output
    assert "/invitations/" in said.output
    assert db.session().scalars(select(Invitation.role)).all() == ["admin"]


def test_a_role_that_nobody_is_invited_to_is_refused(app):
    said = app.test_cli_runner().invoke(
        args=["accounts", "invite", "omar@example.org", "--role", "performer"]
    )
    assert said.exit_code == 2
    assert "admin" in said.output
