"""`flask doctor`: what this configuration lacks, in sentences, even where nothing else starts."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click
from flask import Flask

from foundation import database, hooks
from foundation.database import db
from foundation.doctor import configuration, surroundings
from foundation.hooks import Finding
from foundation.settings import Settings

CHECKS = (
    configuration.keys,
    configuration.address,
    configuration.mail,
    configuration.database_kind,
    configuration.visibility,
    surroundings.database,
)
_ON = ("1", "true", "True", "yes", "on")


def findings(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Every one there is, also where a setting is wrong that would stop the start."""
    given, problems = Settings.judged(environment)
    for sentence in problems:
        yield Finding(sentence, hurts=True)
    if given.production and environment.get("FLASK_DEBUG") in _ON:
        yield Finding("FLASK_DEBUG is on: visitors could run code here.", hurts=True)
    for check in CHECKS:
        yield from check(given)
    if given.secret_key and given.master_key:
        with _database_at_hand(given):
            for provider in hooks.doctor:
                yield from provider(given)


@contextmanager
def _database_at_hand(given: Settings) -> Iterator[None]:
    """The one that is judged, which need not be that of the application that runs."""
    app = Flask(__name__)
    database.init_app(app, given.database_url)
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def doctor_command(environment: Mapping[str, str]) -> click.Command:
    @click.command("doctor")
    @click.option("--production", is_flag=True, help="Judge as if this were production.")
    def doctor(production: bool) -> None:
        """Say what this configuration lacks. Ends with 1 where something would hurt."""
        judged = {**environment, "FAIRTAKE_MODE": "production"} if production else environment
        found = list(findings(judged))
        for each in sorted(found, key=lambda finding: not finding.hurts):
            click.echo(("HURTS  " if each.hurts else "note   ") + each.sentence)
        hurting = sum(each.hurts for each in found)
        if not hurting:
            click.echo("Nothing was found that would hurt.")
        sys.exit(1 if hurting else 0)

    return doctor
