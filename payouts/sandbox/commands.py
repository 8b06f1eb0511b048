"""`flask sandbox run`: the stand-in for Stripe by itself."""

import contextlib
import logging
import signal
from pathlib import Path

import click
from flask import has_app_context

from payouts.sandbox.server import RATE, Sandbox
from payouts.sandbox.state import InUse

SNAPSHOT_SECRET, THIN_SECRET = "whsec_sandbox_snapshot", "whsec_sandbox_thin"
"""What development signs with where nobody set anything: it protects nothing but loopback."""


@click.group("sandbox", help="A stand-in for Stripe on this machine. No real money.")
def sandbox_cli() -> None:
    """Needs nothing of the application but its code."""


@sandbox_cli.command("run")
@click.option("--port", required=True, type=click.IntRange(0, 65535), help="0 is any free one.")
@click.option("--rate", default=RATE, show_default=True, help="Requests a second; above, 429.")
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file that keeps it over restarts. Default: sandbox.sqlite in the var folder.",
)
@click.option("--webhook", default="", help="Where snapshot events are sent.")
@click.option("--thin-webhook", default="", help="Where events of the second generation are sent.")
@click.option("--webhook-secret", default=SNAPSHOT_SECRET, show_default=True)
@click.option("--thin-webhook-secret", default=THIN_SECRET, show_default=True)
def run(  # noqa: PLR0913, PLR0917 - one parameter for each option.
    port: int,
    rate: float,
    state: Path | None,
    webhook: str,
    thin_webhook: str,
    webhook_secret: str,
    thin_webhook_secret: str,
) -> None:
    """Answer as Stripe would, until it is stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        sandbox = Sandbox(state or _usual_place(), port=port, rate=rate)
    except InUse as why:
        raise click.ClickException(f"It cannot start: {why}.") from why
    except OSError as why:
        raise click.ClickException(f"It cannot answer on port {port}: {why}") from why
    sandbox.send_to("snapshot", webhook, webhook_secret)
    sandbox.send_to("thin", thin_webhook, thin_webhook_secret)
    click.echo(f"Stand-in for Stripe, no real money: {sandbox.address}/")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt), sandbox:
        sandbox.serve()


def _usual_place() -> Path:
    if has_app_context():
        from foundation.web import settings  # noqa: PLC0415 - by itself it needs no application.

        return settings().var / "sandbox.sqlite"
    return Path("var") / "sandbox.sqlite"
