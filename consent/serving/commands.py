"""`flask ledger audit`, `export` and `prove`: for auditors, and for who serves the files."""

import json
import sys
from pathlib import Path

import click
from sqlalchemy.exc import DatabaseError

from consent.keeping import places
from consent.keeping.commands import ledger_cli
from consent.ledger import auditing, exporting
from consent.ledger.auditing import Fault, Part, Report
from consent.ledger.proving import prove
from consent.ledger.signing import Contradiction
from foundation.database import db
from foundation.errors import DomainError
from foundation.web import settings

__all__ = ["ledger_cli"]


@ledger_cli.command("audit")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
def audit_command(as_json: bool) -> None:
    """Work everything out again that the ledger claims; exit 1 on any fault."""
    report = _audited()
    click.echo(_as_json(report) if as_json else _in_sentences(report))
    if not report.intact:
        raise SystemExit(1)


@ledger_cli.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_command(folder: Path) -> None:
    """Write the ledger as files that any web server can serve; again, for what is new."""
    try:
        done = exporting.export(db.session(), folder, _progress)
    except (exporting.NothingSigned, Contradiction, OSError) as why:
        raise click.ClickException(str(why)) from why
    finally:
        db.session.rollback()
    click.echo(
        f"{done.size} entries: {done.written} files written, {done.there} were there already."
    )


# One id in sixty-four begins with a hyphen, and is no option all the same.
@ledger_cli.command("prove", context_settings={"ignore_unknown_options": True})
@click.argument("entry_id")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Into this file.")
def prove_command(entry_id: str, out: Path | None) -> None:
    """The proof of one entry, as a .tlog-proof that verifies offline."""
    try:
        found = prove(db.session(), entry_id, places.policy(settings()))
    except DomainError as why:
        raise click.ClickException(str(why)) from why
    if out is None:
        click.echo(str(found.proof), nl=False)
        return
    try:
        out.write_text(str(found.proof))
    except OSError as why:
        raise click.ClickException(str(why)) from why
    click.echo(f"{out}: entry {found.proof.index}, proven by the checkpoint of {found.size}.")


def _audited() -> Report:
    """What cannot even be read is a fault like the others, and no traceback."""
    try:
        published = places.second_place(settings()).newest()
        return auditing.audit(db.session(), published, _progress)
    except DatabaseError as why:
        report = Report()
        report.add(Fault(Part.DATABASE, None, f"it cannot be read: {why.orig}"))
        return report
    finally:
        db.session.rollback()


def _progress(done: int, total: int) -> None:
    if done and sys.stderr.isatty():
        click.echo(f"\r{done:,} of {total:,} entries", err=True, nl=False)


def _in_sentences(report: Report) -> str:
    lines = [str(fault) for fault in report.faults]
    if report.found > len(lines):
        lines.append(f"… and {report.found - len(lines)} more.")
    counted = (
        f"{report.entries:,} entries, {report.subtrees:,} subtrees and"
        f" {report.checkpoints:,} checkpoints were worked out again"
    )
    return "\n".join([*lines, f"{counted}: {_ending(report)}"])


def _ending(report: Report) -> str:
    if report.found:
        return "1 fault." if report.found == 1 else f"{report.found} faults."
    return "everything is as it was signed." if report.checkpoints else "nothing is signed yet."


def _as_json(report: Report) -> str:
    faults = [
        {"part": each.part.value, "number": each.number, "sentence": str(each)}
        for each in report.faults
    ]
    counted = {"entries": report.entries, "subtrees": report.subtrees}
    more = {"checkpoints": report.checkpoints, "found": report.found, "faults": faults}
    return json.dumps({"intact": report.intact, **counted, **more})
