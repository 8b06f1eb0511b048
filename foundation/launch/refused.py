"""What is left of the application when its settings cannot be used: one who says why."""

import sys

import click
from flask import Flask
from flask.cli import AppGroup

from foundation.settings import BadSetting

_DO_NOT_RETRY = 3
"""Gunicorn gives up on a worker that ends so; any other status makes it try for ever."""


class OnlyOneCommand(AppGroup):
    """The doctor can be asked about settings that stop everything else."""

    def __init__(self, why: BadSetting, possible: click.Command) -> None:
        super().__init__()
        self._why, self._possible = why, possible

    def get_command(self, _context: click.Context, name: str) -> click.Command:
        if name == self._possible.name:
            return self._possible
        raise click.ClickException(str(self._why))


def refused(why: BadSetting, possible: click.Command) -> Flask:
    """At a command line an application that can do this one command; elsewhere, the end."""
    if click.get_current_context(silent=True) is None:
        sys.stderr.write(f"{why}\n")
        sys.exit(_DO_NOT_RETRY)
    app = Flask(__name__)
    app.cli = OnlyOneCommand(why, possible)
    return app
