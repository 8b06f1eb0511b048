"""`flask accounts invite`: the first administrator, and all staff."""

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
@click.option("--as", "inviter", metavar="EMAIL", help="The administrator who invites.")
@with_appcontext
def invite(email: str, role: str, inviter: str | None) -> None:
    """Mail EMAIL a link to accept a role by. Inviting again mails another link."""
    try:
        form = InvitationForm().load({"email": email, "role": role})
    except ValidationError as invalid:
        raise click.ClickException(f"{email} is no email address.") from invalid
    token = actions.invite(email=form["email"], role=Role(role), actor=_inviter(inviter))
    if token is None:
        click.echo(f"{form['email']} already holds this role.")
        return
    click.echo(f"An invitation is on its way to {form['email']}.")
    if not settings().production:
        click.echo(f"Here it can be opened at once: {settings().url}/invitations/{token}")


def _inviter(email: str | None) -> Actor:
    """Whoever may run commands on this machine acts as the system, unless they say who they are."""
    if email is None:
        return SYSTEM
    actor = actor_of(db.session(), email.lower(), Role.ADMIN)
    if actor is None:
        raise click.ClickException(f"{email} is no administrator here.")
    return actor
