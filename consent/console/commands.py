"""What an operator asks of compliance's console at a command line."""

import json
import sys

import click

from consent.console.checks.running import Asked, run_checks
from consent.decisions.commands import consent_cli
from foundation.actors import SYSTEM

__all__ = ["consent_cli"]


@consent_cli.command("check")
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object for all of them.")
def check_command(names: tuple[str, ...], as_json: bool) -> None:
    """Ask the standing checks, all or some by NAMES, and keep what they found.

    Ends with 1 where something was found, or where a check could not be asked to its end.
    """
    asked = run_checks(names, actor=SYSTEM)
    if not asked:
        raise click.ClickException("there is no check of that name")
    if as_json:
        click.echo(json.dumps([_as_json(each) for each in asked], indent=1))
    else:
        for each in asked:
            _say(each)
    sys.exit(1 if any(each.found or each.failed for each in asked) else 0)


def _as_json(asked: Asked) -> dict[str, object]:
    return {
        "check": asked.check.name,
        "holds": asked.check.holds,
        "found": asked.found,
        "failed": asked.failed,
        "findings": [{"about": each.about, "says": each.sentence} for each in asked.first],
    }


def _say(asked: Asked) -> None:
    click.echo(f"{asked.check.name}: {asked.failed or f'{asked.found} found'}")
    for each in asked.first:
        click.echo(f"  {each.sentence}")
    if asked.found > len(asked.first):
        click.echo(f"  and {asked.found - len(asked.first)} more")
