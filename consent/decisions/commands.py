"""`flask consent decide`: recording ids on standard input, one JSON decision a line."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, TextIO
from uuid import UUID

import click
from flask.cli import AppGroup

from consent.decisions.answers import Decisions
from consent.decisions.deciding import decide
from consent.ledger.explaining.words import Use
from consent.terms.purpose import Purpose
from foundation.database import db

consent_cli = AppGroup("consent", help="What performers allow.")
_DAY = click.DateTime(formats=["%Y-%m-%d"])
_TIME = click.DateTime(formats=["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.%fZ"])


@consent_cli.command("decide")
@click.option("--use", type=click.Choice([use.value for use in Use]), required=True)
@click.option("--client", type=click.UUID, required=True)
@click.option("--recipient", type=click.UUID, help="Who gets the bytes, where not the client.")
@click.option("--end-product")
@click.option("--territory")
@click.option("--model")
@click.option("--model-class")
@click.option("--subject", "subjects", multiple=True, help="May be given more than once.")
@click.option("--region", help="Where it is stored and processed.")
@click.option("--on", type=_DAY, help="By what is true on this day; otherwise today.")
@click.option("--known-at", type=_TIME, help="By what was known at this instant, in UTC.")
def decide_command(*, on: datetime | None, known_at: datetime | None, **purpose: Any) -> None:
    """May each of these recordings be used so? Their ids are read from standard input."""
    ids = list(read_ids(sys.stdin))
    day: date | None = on.date() if on else None
    known = known_at.replace(tzinfo=UTC) if known_at else None
    decisions = decide(db.session(), ids, _purpose(**purpose), day, known)
    for each in ids:
        click.echo(json.dumps(_as_json(decisions, each)))
    db.session.rollback()


def read_ids(lines: TextIO) -> Iterator[UUID]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield UUID(line.strip())
            except ValueError:
                raise click.ClickException(f"line {number} is no recording's id") from None


def _purpose(*, use: str, subjects: tuple[str, ...], **stated: Any) -> Purpose:
    """Subjects that are not given are not stated, which is not the same as none."""
    return Purpose(use=Use(use), subjects=subjects or None, **stated)


def _as_json(decisions: Decisions, recording: UUID) -> dict[str, Any]:
    against = [
        {
            "performer": each.performer_id and str(each.performer_id),
            "grant": each.grant_id and str(each.grant_id),
            "why": list(each.sentences()),
        }
        for each in decisions.refusals(recording)
    ]
    permitted = decisions.permits(recording)
    return {"recording": str(recording), "permitted": permitted, "against": against}
