"""`flask ledger monitor`: watches a log from outside, for whoever does not take its word."""

import time
from pathlib import Path

import click

from consent.ledger.monitoring.memory import Memory
from consent.ledger.monitoring.reports import LogAtFault, NotLooked, Report
from consent.ledger.monitoring.sources import open_source
from consent.ledger.monitoring.watching import Monitor
from consent.ledger.policies import BadPolicy, Policy

NOT_LOOKED = 2


@click.command("monitor")
@click.argument("url")
@click.option(
    "--state",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where it remembers how far it has looked, and keeps evidence.",
)
@click.option(
    "--policy",
    "policy_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A tlog-policy file: the log's key, and witnesses with their addresses.",
)
@click.option("--once", is_flag=True, help="Look once, then end: 0 fine, 1 findings, 2 unreadable.")
@click.option("--every", "every_s", type=click.IntRange(1), default=60, show_default=True)
def monitor(url: str, state: Path, policy_file: Path | None, once: bool, every_s: int) -> None:
    """Fetch what the log at URL serves, hash and judge what is new, and compare it with what its
    witnesses hold. URL is the address above /checkpoint, a file:// address or a folder."""
    try:
        policy = Policy.parse(policy_file.read_text()) if policy_file else None
    except (BadPolicy, UnicodeDecodeError) as why:
        raise click.ClickException(f"{policy_file}: {why}") from why
    watcher = Monitor(open_source(url), Memory(state), state, policy)
    while True:
        status = _look(watcher)
        if once or status == 1:
            raise SystemExit(status)
        time.sleep(every_s)


def _look(watcher: Monitor) -> int:
    try:
        report = watcher.look()
    except LogAtFault as why:
        click.echo(str(why))
        return 1
    except NotLooked as why:
        click.echo(f"Nothing was concluded: {why}", err=True)
        return NOT_LOOKED
    _say(report)
    return 1 if report.findings else 0


def _say(report: Report) -> None:
    for sentence in (*report.remarks, *report.findings):
        click.echo(sentence)
    for path in report.evidence:
        click.echo(f"Evidence: {path}")
    if not report.findings:
        click.echo(f"{report.size} entries, {report.new} of them new: nothing is wrong.")
