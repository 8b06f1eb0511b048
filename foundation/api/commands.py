"""`flask api module` prints the Python module, as `assembly/fairtake.py` keeps it."""

import click
from flask.cli import AppGroup

from foundation.api.description import described
from foundation.api.python.writing import written

api_cli = AppGroup("api", help="The API for programs.")


@api_cli.command("module")
def module() -> None:
    """Print the Python module for this version's API; it names no server."""
    click.echo(written(described().spec, server=""), nl=False)
