"""`flask demo load`: who may sign in afterwards, and how many there are."""

from dataclasses import replace

import pytest

from foundation import demo, hooks
from foundation.hooks import DemoPerson, DemoSize
from foundation.web import settings

ASKED: list[DemoSize] = []


def one_person(size: DemoSize) -> list[DemoPerson]:
    ASKED.append(size)
    return [DemoPerson("Sam Sample", "sam@example.org", "open sesame twice", "one gig")]


@pytest.fixture
def _one_provider(app, monkeypatch):
    ASKED.clear()
    monkeypatch.setattr(hooks, "demo", (one_person,))


@pytest.mark.usefixtures("_one_provider")
def test_loading_says_who_can_sign_in_and_how(app):
    said = app.test_cli_runner().invoke(args=["demo", "load"])
    assert said.exit_code == 0
    assert "sam@example.org" in said.output
    assert "open sesame twice" in said.output


@pytest.mark.usefixtures("_one_provider")
def test_the_sizes_reach_every_provider(app):
    app.test_cli_runner().invoke(args=["demo", "load", "--performers", "3", "--seed", "5"])
    (asked,) = ASKED
    assert asked == DemoSize(performers=3, recordings=0, seed=5)


@pytest.mark.usefixtures("_one_provider")
def test_recordings_are_refused_rather_than_forgotten(app):
    said = app.test_cli_runner().invoke(args=["demo", "load", "--recordings", "4"])
    assert (said.exit_code, said.output.count("\n")) == (1, 1)
    assert "leave out --recordings" in said.output
    assert ASKED == []


@pytest.mark.usefixtures("_one_provider")
def test_there_are_no_known_passwords_in_production(app):
    with pytest.raises(demo.DemoInProduction):
        demo.load(replace(settings(), mode="production"))
    assert ASKED == []
