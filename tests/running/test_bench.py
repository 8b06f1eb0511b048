"""Figures are fair before they are good: in turn, by their median, with their spread."""

import json
from collections.abc import Callable

import pytest

from bench.__main__ import keep, main
from bench.rows import Goal, Row, interleaved


def figures(order: list[str], name: str, values: list[float]) -> Callable[[], float]:
    left = iter(values)

    def one() -> float:
        order.append(name)
        return next(left)

    return one


@pytest.fixture
def row() -> Row:
    order: list[str] = []
    ours = figures(order, "ours", [1, 2, 3])
    peer = figures(order, "peer", [10, 10, 10])
    made = interleaved("a_ratio", ours, peer, packages=("flask",), rounds=3)
    assert order == ["ours", "peer", "peer", "ours", "ours", "peer"]
    return made


def test_the_median_round_decides_and_the_spread_is_told(row):
    assert (row.ratio, row.min, row.max, row.rounds) == (0.2, 0.1, 0.3, 3)
    assert row.versions.keys() == {"python", "flask"}


def test_a_goal_may_be_a_floor_or_a_ceiling(row):
    assert Goal(at_least=0.2).met(row)
    assert not Goal(at_least=0.21).met(row)
    assert Goal(at_most=0.2).met(row)
    assert not Goal(at_most=0.19).met(row)


def test_a_second_measurement_replaces_the_first_and_leaves_the_others(row, tmp_path):
    results = tmp_path / "results.json"
    results.write_text(json.dumps([{"name": "another"}, {"name": "a_ratio", "ratio": 9}]))
    keep(row, results)
    first, second = json.loads(results.read_text())
    assert list(first) == ["name", "ours", "peer", "ratio", "min", "max", "rounds", "versions"]
    assert first["ratio"] == 0.2
    assert second == {"name": "another"}


def test_a_misspelt_name_measures_nothing(capsys):
    assert main(["no_such_ratio"]) == 2
    assert "page_vs_flask_hello" in capsys.readouterr().out
