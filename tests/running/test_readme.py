"""The README says of each setting what the code says of it, and of no other."""

import re
from dataclasses import fields

from foundation.settings import Settings, variable
from tests.architecture.code import ROOT


def settings_in(readme: str) -> dict[str, str]:
    return dict(re.findall(r"^\| `([A-Z_0-9]+)` \| .*? \| (.+) \|$", readme, re.MULTILINE))


def test_the_readme_has_every_setting_as_the_code_means_it():
    meant = {variable(each): each.metadata["means"] for each in fields(Settings)}
    said = settings_in((ROOT / "README.md").read_text())
    rows = "\n".join(f"| `{name}` | … | {meant[name]} |" for name in meant if name not in said)
    assert said == meant, f"the README lacks\n{rows}"


def test_a_setting_left_out_would_be_found():
    assert settings_in("| `FAIRTAKE_X` | `1` | Says x. |\n| other | row | here |") == {
        "FAIRTAKE_X": "Says x."
    }
