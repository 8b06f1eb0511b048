"""`flask credentials key ...`: the key that signs content credentials."""

from collections.abc import Callable

import click
from flask.cli import AppGroup

from foundation.errors import DomainError
from foundation.web import settings
from marketplace.deliveries.describing import signing_key

credentials_cli = AppGroup("credentials", help="Content credentials in what is delivered.")
key_cli = AppGroup("key", help="The key that signs them.")
credentials_cli.add_command(key_cli)


@key_cli.command("create")
def create() -> None:
    """Make the key with its certificates, where there is none."""
    given = settings()
    path = signing_key.path_of(given)
    if path.exists():
        raise click.ClickException(
            f"{path} is there. Move it away first; what it signed stays good until it ends."
        )
    made = _said(lambda: signing_key.create(path, given))
    click.echo(f"Content credentials are signed with {path}. Give every worker that file.")
    _tell(made)


@key_cli.command("show")
def show() -> None:
    """The certificate that verifiers have to trust."""
    _tell(_said(lambda: signing_key.read(settings())))


def _tell(key: signing_key.SigningKey) -> None:
    click.echo(f"Verifiers trust {key.name}, until {key.ends_at.date()}:")
    click.echo(key.anchor.decode(), nl=False)


def _said(read: Callable[[], signing_key.SigningKey]) -> signing_key.SigningKey:
    try:
        return read()
    except DomainError as why:
        raise click.ClickException(str(why)) from None
    except OSError as why:
        raise click.ClickException(f"{why.filename} cannot be written: {why.strerror}.") from None
