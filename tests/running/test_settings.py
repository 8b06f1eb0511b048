"""Settings come from the environment, and what is wrong there is said by name."""

from pathlib import Path

import pytest

from foundation.settings import BadSetting, Settings

SECRET = "s3cr3t-" * 6
PRODUCTION = {
    "FAIRTAKE_MODE": "production",
    "FAIRTAKE_SECRET_KEY": SECRET,
    "FAIRTAKE_MASTER_KEY": "0123456789abcdef" * 4,
}


@pytest.fixture
def here(tmp_path: Path) -> dict[str, str]:
    return {"FAIRTAKE_VAR": str(tmp_path)}


def refusal(environment: dict[str, str]) -> str:
    with pytest.raises(BadSetting) as why:
        Settings.read(environment)
    return str(why.value)


def test_a_misspelt_name_stops_the_start(here):
    assert "FAIRTAKE_SMPT_URL is not a setting" in refusal({**here, "FAIRTAKE_SMPT_URL": "x"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FAIRTAKE_MODE", "prod"),
        ("FAIRTAKE_URL", "fairtake.example.org"),
        ("FAIRTAKE_URL", "https://fairtake.example.org/below"),
        ("FAIRTAKE_PROXIES", "one"),
        ("FAIRTAKE_LOG_LEVEL", "loud"),
        ("FAIRTAKE_STORAGE", "bucket"),
    ],
)
def test_a_bad_value_is_named_and_shown(here, name, value):
    said = refusal({**here, name: value})
    assert name in said
    assert value in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://me:hunter2@db/x"),
        ("FAIRTAKE_SMTP_URL", "http://me:hunter2@mail"),
        ("FAIRTAKE_SECRET_KEY", "hunter2"),
        ("FAIRTAKE_MASTER_KEY", "hunter2"),
    ],
)
def test_a_bad_secret_is_named_but_never_shown(here, name, value):
    said = refusal({**here, name: value})
    assert name in said
    assert "hunter2" not in said


def test_every_wrong_setting_is_said_at_once(here):
    said = refusal({**here, "FAIRTAKE_MODE": "prod", "FAIRTAKE_PROXIES": "one", "FAIRTAKE_X": "1"})
    assert said.count("\n") == 2


def test_production_makes_no_keys_of_its_own(here):
    said = refusal({**here, "FAIRTAKE_MODE": "production"})
    assert "FAIRTAKE_SECRET_KEY must be set" in said
    assert "FAIRTAKE_MASTER_KEY must be set" in said


def test_development_keeps_the_keys_it_made(here, tmp_path):
    first, second = Settings.read(here), Settings.read(here)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) == 64
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_showing_the_settings_shows_no_secret(here):
    shown = repr(
        Settings.read(
            {
                **here,
                **PRODUCTION,
                "DATABASE_URL": "postgresql://me:hunter2@db/x",
                "FAIRTAKE_SMTP_URL": "smtp://me:hunter3@mail",
                "FAIRTAKE_METRICS_TOKEN": "hunter4",
                "FAIRTAKE_S3_SECRET": "hunter5",
            }
        )
    )
    assert "hunter" not in shown
    assert SECRET not in shown
    assert "0123456789abcdef" not in shown


def test_the_url_that_others_call_postgres_is_understood(here):
    read = Settings.read({**here, "DATABASE_URL": "postgres://me@db/x"})
    assert read.database_url == "postgresql://me@db/x"
