"""The doctor names everything that would hurt, and is silent about what would not."""

import pytest

from foundation import hooks
from foundation.database import db
from foundation.doctor.commands import findings
from foundation.hooks import Finding
from payouts.stripe_gateway.mode import API_VERSION
from tests.running.programs import flask

GOOD = {
    "FAIRTAKE_MODE": "production",
    "FAIRTAKE_URL": "https://fairtake.example.org",
    "FAIRTAKE_SECRET_KEY": "5f1d0c6e8b7a49e2b3c4d5e6f708192a",
    "FAIRTAKE_MASTER_KEY": "0123456789abcdef" * 4,
    "FAIRTAKE_SMTP_URL": "smtps://me:pw@mail.example.org",
    "FAIRTAKE_MAIL_FROM": "Fairtake <no-reply@example.org>",
    "FAIRTAKE_PROXIES": "1",
    "FAIRTAKE_METRICS_TOKEN": "long enough to be a secret",
    "DATABASE_URL": "postgresql://me@127.0.0.1:1/fairtake",
}
"""Only its database does not answer."""


@pytest.fixture
def here(app, tmp_path) -> dict[str, str]:
    return {**GOOD, "FAIRTAKE_VAR": str(tmp_path)}


def hurting(environment: dict[str, str]) -> str:
    return "\n".join(each.sentence for each in findings(environment) if each.hurts)


def test_a_good_configuration_hurts_only_where_its_database_is_away(here):
    said = hurting(here)
    assert "The database (postgresql) does not answer" in said
    assert not any(name in said for name in GOOD)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FAIRTAKE_SECRET_KEY", ""),
        ("FAIRTAKE_SECRET_KEY", "short"),
        ("FAIRTAKE_SECRET_KEY", "changeme" * 4),
        ("FAIRTAKE_MASTER_KEY", ""),
        ("FAIRTAKE_MASTER_KEY", "0" * 64),
        ("FAIRTAKE_URL", "http://fairtake.example.org"),
        ("FAIRTAKE_URL", "https://localhost"),
        ("FAIRTAKE_URL", "https://127.0.0.1"),
        ("FAIRTAKE_SMTP_URL", ""),
        ("FAIRTAKE_MAIL_FROM", ""),
        ("DATABASE_URL", "sqlite:////nowhere/fairtake.sqlite"),
        ("FLASK_DEBUG", "1"),
        ("FAIRTAKE_TYPO", "1"),
    ],
)
def test_what_would_hurt_is_named(here, name, value):
    assert name in hurting({**here, name: value})


def test_the_password_of_an_absent_database_is_not_told(here):
    said = hurting({**here, "DATABASE_URL": "postgresql://me:hunter2@127.0.0.1:1/fairtake"})
    assert "does not answer" in said
    assert "hunter2" not in said


def test_tables_that_are_not_there_are_named_with_the_command_that_makes_them(here, tmp_path):
    there = {**here, "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite'}"}
    assert "flask database upgrade" in hurting(there)


def test_a_worker_that_is_not_alive_hurts_in_production(here, settings):
    assert "No worker is alive" in hurting({**here, "DATABASE_URL": settings.database_url})


def test_other_parts_judge_the_database_that_is_meant(here, tmp_path, monkeypatch):
    def where(_settings):
        yield Finding(str(db.engine.url), hurts=False)

    monkeypatch.setattr(hooks, "doctor", (where,))
    there = {**here, "DATABASE_URL": f"sqlite:///{tmp_path / 'meant.sqlite'}"}
    assert f"{tmp_path / 'meant.sqlite'}" in "\n".join(each.sentence for each in findings(there))


def test_it_judges_where_nothing_else_can_start(tmp_path):
    ended = flask(tmp_path, "doctor", "--production")
    assert ended.returncode == 1
    for name in ("SECRET_KEY", "MASTER_KEY", "URL", "SMTP_URL", "DATABASE_URL"):
        assert name in ended.stdout
    assert "Traceback" not in ended.stderr


def test_a_new_development_machine_is_told_of_its_missing_tables_only(tmp_path):
    assert flask(tmp_path, "database", "upgrade").returncode == 0
    ended = flask(tmp_path, "doctor")
    assert ended.returncode == 0, ended.stdout
    assert "No worker is alive" in ended.stdout
    assert f"API version {API_VERSION}. The stand-in on this machine" in ended.stdout
