"""What docs/money.md says of the chart is what the code does."""

import re

from payouts.journal.chart import CHART
from tests.architecture.code import ROOT

_ROW = re.compile(r"^\| `(\w+)` \| (\w+)(, owed)? \| (\w+) \| (.+) \|$", re.M)


def test_the_chart_in_the_docs_is_ours():
    said = {row[0]: row[1:] for row in _ROW.findall((ROOT / "docs/money.md").read_text())}
    assert said == {
        kind.value: (each.family.value, ", owed" * each.owed, each.owner, each.says)
        for kind, each in CHART.items()
    }
