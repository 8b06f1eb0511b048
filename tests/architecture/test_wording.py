"""What people read calls one thing by one name."""

import re
from pathlib import Path

from tests.architecture.code import MODULES, ROOT, relative

READ_BY_PEOPLE = [
    *MODULES,
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted(path for path in (ROOT / "templates").rglob("*.*")),
]
_OTHER_NAMES = re.compile(r"\b(mail[ -]address|e-mail)", re.I)


def other_names(text: str) -> list[str]:
    """Where an email address is called something else."""
    return _OTHER_NAMES.findall(text)


def test_an_email_address_is_called_that_everywhere():
    found = {relative(path): other_names(path.read_text()) for path in _texts()}
    assert {path: names for path, names in found.items() if names} == {}


def test_another_name_would_be_found():
    assert other_names("Enter your mail address") == ["mail address"]
    assert other_names("Your E-Mail") == ["E-Mail"]
    assert other_names("Enter your email address") == []


def _texts() -> list[Path]:
    return [path for path in READ_BY_PEOPLE if path.suffix in (".py", ".html", ".txt", ".md")]
