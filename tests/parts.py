"""Parts that need something of the machine: they run, or the closing lines say why not."""

import os
from typing import NoReturn

import pytest

_MARK = "part not run: "


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
