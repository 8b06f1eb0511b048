"""Parts that need something of the machine: they run, or the closing lines say why not.

Where nobody reads closing lines (CI=true, STRICT=1) a part that cannot run is a failure.
Nothing else in the suite may skip.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

_MARK = "part not run: "
_ALSO_HERE = "/usr/sbin:/usr/local/sbin:/sbin"
_ONE_AT_A_TIME = Path(tempfile.gettempdir()) / f"fairtake-tests-install-{os.getuid()}.lock"


def strict() -> bool:
    return os.environ.get("CI") == "true" or os.environ.get("STRICT") == "1"


def not_run(part: str, why: str) -> NoReturn:
    """Called by a fixture that lacks what it needs. A failure where everything has to run."""
    if strict():
        pytest.fail(f"{part} did not run: {why}", pytrace=False)
    pytest.skip(f"{_MARK}{part}: {why}")


def missing_parts(skipped: list[pytest.TestReport]) -> dict[str, int]:
    """What did not run, and how many tests that is."""
    reasons = [report.longrepr[2] for report in skipped if isinstance(report.longrepr, tuple)]
    parts = [reason.partition(_MARK)[2] for reason in reasons if _MARK in reason]
    return {part: parts.count(part) for part in dict.fromkeys(parts)}


def program(part: str, name: str, *, package: str) -> str:
    """Where the system has this program; brings its Debian package where that is allowed."""
    found = _which(name)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(package)
        found = _which(name)
    return found or not_run(part, f"there is no {name}; apt-get install {package} brings it")


def _which(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path=_ALSO_HERE)


def _install(package: str) -> None:
    with _ONE_AT_A_TIME.open("w") as turn:  # Two workers may want it at once.
        fcntl.flock(turn, fcntl.LOCK_EX)
        _apt_get("update")
        _apt_get("install", "-y", "--no-install-recommends", package)


def _apt_get(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(
        ["apt-get", "-qq", *arguments], check=False, capture_output=True, env=environment
    )
