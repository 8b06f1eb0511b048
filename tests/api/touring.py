"""The blocks of `docs/api.md` in their order, and what people do between them."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.architecture.code import ROOT

_STEP = re.compile(r"^```(python|sh)\n(.*?)^```$|^<!-- act: (.*?) -->$", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Step:
    kind: str
    """"python", "sh" or "act"."""
    said: str
    line: int


def steps(text: str) -> Iterator[Step]:
    for found in _STEP.finditer(text):
        kind, code, act = found.groups()
        line = text.count("\n", 0, found.start()) + 1
        yield Step(kind or "act", code if kind else act, line)


def of_the_tour() -> list[Step]:
    return [*steps((ROOT / "docs" / "api.md").read_text("utf-8"))]


def take(
    tour: list[Step],
    folder: Path,
    environment: Mapping[str, str],
    act: Callable[[str], None],
) -> dict[str, Any]:
    """What the code has at its end. What is wrong is said with its line in the text."""
    known: dict[str, Any] = {}
    for step in tour:
        if step.kind == "python":
            # Empty lines before it, so that a trace names the line of the text.
            exec(compile("\n" * step.line + step.said, "docs/api.md", "exec"), known)
        elif step.kind == "sh":
            _shell(step, folder, environment)
        else:
            act(step.said)
    return known


def _shell(step: Step, folder: Path, environment: Mapping[str, str]) -> None:
    """`python` is the one that runs this."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-eu", "-c", step.said],
        cwd=folder,
        env={**environment, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"docs/api.md:{step.line}\n{done.stdout}{done.stderr}"
