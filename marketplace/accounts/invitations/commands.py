"""`flask accounts invite`: the first administrator, and all staff."""

from datetime import datetime

import click
from flask.cli import AppGroup, with_appcontext
from marshmallow import ValidationError

from foundation.actors import SYSTEM, Actor
from foundation.database import db
from foundation.web import settings
from marketplace.accounts.invitations import actions
from marketplace.accounts.invitations.schemas import INVITED, InvitationForm
from marketplace.accounts.queries import actor_of
from marketplace.accounts.roles import Role

accounts_cli = AppGroup("accounts", help="People who can sign in.")


@accounts_cli.command("invite")
@click.argument("email")
@click.option(
    "--role",
    type=click.Choice([str(role) for role in INVITED]),
    required=True,
    help="What they will do.",
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The last day on which they hold the role; without it, it is held until it is ended.",
)
@click.option("--as", "inviter", metavar="EMAIL", help="The administrator who invites.")
@with_appcontext
def invite(email: str, role: str, until: datetime | None, inviter: str | None) -> None:
    """Mail EMAIL a link to accept a role by. Inviting again mails another link."""
    try:
        last_day = until.date().isoformat() if until else None
        form = InvitationForm().load({"email": email, "role": role, "last_day": last_day})
    except ValidationError as invalid:
        raise click.ClickException(_wrong(email, invalid)) from invalid
    token = actions.invite(
        email=form["email"], role=Role(role), last_day=form["last_day"], actor=_inviter(inviter)
    )
    if token is None:
        click.echo(f"{form['email']} already holds this role.")
        return
    click.echo(f"An invitation is on its way to {form['email']}.")
    if not settings().production:
        click.echo(f"Here it can be opened at once: {settings().url}/invitations/{token}")


def _wrong(email: str, invalid: ValidationError) -> str:
    if "last_day" in invalid.messages_dict:
        return str(invalid.messages_dict["last_day"][0])
    return f"{email} is no email address."


def _inviter(email: str | None) -> Actor:
    """Whoever may run commands on this machine acts as the system, unless they say who they are."""
    if email is None:
        return SYSTEM
    actor = actor_of(db.session(), email.lower(), Role.ADMIN)
    if actor is None:
        raise click.ClickException(f"{email} is no administrator here.")
    return actor
