"""`flask witness …`: what a union, a client or compliance types to watch over a log."""

import contextlib
import logging
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from consent.ledger.key_ring import NoKey
from consent.ledger.keys import BadKey, Kind, VerifierKey
from consent.ledger.witness.home import Home, NotAtHome, open_home
from consent.ledger.witness.server import Server
from consent.ledger.witness.witnessing import Witness

_state = click.option(
    "--state",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The witness's folder: its key and what it has signed. Made at the first start.",
)


@click.group("witness", help="A witness of rights ledgers: signs that they only grow.")
def witness_cli() -> None:
    """Needs nothing of the application but its code."""


@witness_cli.command("run")
@_state
@click.option("--port", required=True, type=click.IntRange(0, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 opens it to others.")
@click.option("--name", default="", help="What it is called, at the first start: union.example.org")
@click.option("--origin-vkey", "vkeys", multiple=True, help="A log to watch over; any number.")
def run(state: Path, port: int, host: str, name: str, vkeys: tuple[str, ...]) -> None:
    """Answer logs that ask for a signature, until it is stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    with _said():
        home = open_home(state, name)
        _trust(home, vkeys)
        server = _answering(host, port, home)
    click.echo(f"This witness is {home.key.verifier}")
    for key in home.store.trusted():
        click.echo(f"It watches over {key}")
    address = f"[{host}]" if ":" in host else host
    click.echo(f"It answers at http://{address}:{server.server_port}/    Ctrl-C ends it.")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt), server:
        server.serve_forever()


@witness_cli.command("trust")
@_state
@click.argument("vkey")
def trust(state: Path, vkey: str) -> None:
    """Watch over one more log, or over one that gets a new key. No restart is needed."""
    _refuse_none(state)
    with _said():
        key = _trust(open_home(state), (vkey,))[0]
    click.echo(f"This witness watches over {key.name}.")


@witness_cli.command("key")
@_state
def show_key(state: Path) -> None:
    """Print the public key, to be given to whoever relies on this witness."""
    _refuse_none(state)
    with _said():
        click.echo(str(open_home(state).key.verifier))


def _trust(home: Home, vkeys: tuple[str, ...]) -> list[VerifierKey]:
    keys = [VerifierKey.parse(vkey) for vkey in vkeys]
    for key in keys:
        if key.kind is not Kind.LOG:
            raise BadKey(f"{key.name} is the key of a witness, not of a log")
        home.store.trust(key)
    return keys


def _refuse_none(state: Path) -> None:
    """A mistyped folder must not become a second witness, whose key somebody then passes on."""
    if not state.is_dir() or not any(state.iterdir()):
        raise click.ClickException(f"There is no witness in {state}: its first run makes one.")


def _answering(host: str, port: int, home: Home) -> Server:
    try:
        return Server(host, port, Witness(home))
    except OSError as why:
        raise click.ClickException(f"It cannot answer at {host}, port {port}: {why}") from why


@contextlib.contextmanager
def _said() -> Iterator[Any]:
    try:
        yield
    except (BadKey, NoKey, NotAtHome, OSError, sqlite3.Error) as why:
        raise click.ClickException(str(why)) from why
