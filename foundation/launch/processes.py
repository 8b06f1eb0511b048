"""The processes that together are Fairtake on one machine."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Process:
    """A command of this project's Python, under the name its output is shown with."""

    name: str
    module: str
    arguments: tuple[str, ...]

    @property
    def command(self) -> tuple[str, ...]:
        return (sys.executable, "-m", self.module, *self.arguments)


WORKER = Process("worker", "flask", ("--app", "wsgi", "worker"))


def web(port: int) -> Process:
    settings = ("-c", "python:foundation.launch.serving", "-b", f"127.0.0.1:{port}")
    return Process("web", "gunicorn", (*settings, "wsgi:create_app()"))
