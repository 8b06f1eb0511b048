"""Machines to be broken, and the program that breaks them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.consent.failures.machines import Machine
from tests.parts import program

_DATABASE = "failing"


@pytest.fixture(scope="session")
def strace() -> str:
    return program("killing at system calls", "strace", package="strace")


@pytest.fixture(scope="module")
def machine_of(request, tmp_path_factory, empty_database: Path) -> Callable[[str], Machine]:
    def made(kind: str) -> Machine:
        var = tmp_path_factory.mktemp("machine") / "var"
        if kind == "sqlite":
            file = var / "fairtake.sqlite"
            return Machine(f"sqlite:///{file}", var, lambda: shutil.copyfile(empty_database, file))
        server = request.getfixturevalue("postgresql")
        return Machine(server.url(_DATABASE), var, lambda: server.renew(_DATABASE))

    return made


@pytest.fixture(scope="module")
def machine(machine_of) -> Machine:
    renewed = machine_of("sqlite")
    renewed.renew()
    return renewed
