"""Which version of Fairtake this is: `pyproject.toml` says it once."""

import tomllib
from pathlib import Path
from typing import cast


def _stated() -> str:
    project = Path(__file__).parents[1] / "pyproject.toml"
    return cast(str, tomllib.loads(project.read_text())["project"]["version"])


VERSION = _stated()
