"""The key of the content credentials: made once, kept to its owner, missed where it is not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from foundation import clock
from marketplace.deliveries.describing import signing_key
from marketplace.deliveries.describing.commands import credentials_cli
from marketplace.deliveries.describing.signing_key import BadSigningKey, NoSigningKey


@pytest.fixture
def own(settings, tmp_path):
    return replace(settings, var=tmp_path)


@pytest.fixture
def production(own):
    return replace(own, mode="production")


def test_development_makes_its_own_once(own):
    made = signing_key.read(own)
    assert signing_key.read(own) == made
    assert signing_key.path_of(own).stat().st_mode & 0o777 == 0o600
    assert "PRIVATE" not in repr(made)
    assert list(signing_key.findings(own)) == []


def test_production_says_what_is_missing(production):
    with pytest.raises(NoSigningKey):
        signing_key.read(production)
    (said,) = signing_key.findings(production)
    assert said.hurts
    assert "flask credentials key create" in said.sentence
    signing_key.create(signing_key.path_of(production), production)
    assert list(signing_key.findings(production)) == []


def test_a_named_file_is_never_made_by_itself(own):
    with pytest.raises(NoSigningKey):
        signing_key.read(replace(own, credentials_key=str(own.var / "mounted.pem")))


def test_a_second_creation_changes_nothing(own):
    first = signing_key.read(own)
    assert signing_key.create(signing_key.path_of(own), own) == first


def test_what_others_can_read_is_refused(own):
    signing_key.read(own)
    signing_key.path_of(own).chmod(0o644)
    with pytest.raises(BadSigningKey, match="others can read it"):
        signing_key.read(own)


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_half_a_file_is_refused(own, kept):
    signing_key.read(own)
    path = signing_key.path_of(own)
    whole = path.read_text().split("-----END")
    path.write_text("-----END".join(whole[: kept + 1]))
    with pytest.raises(BadSigningKey, match="it is not a private key"):
        signing_key.read(own)


def test_anothers_key_over_our_certificates_is_refused(own, tmp_path):
    signing_key.read(own)
    other = signing_key.create(tmp_path / "other.pem", own)
    ours = signing_key.read(own)
    signing_key.path_of(own).write_bytes(other.key + ours.chain)
    with pytest.raises(BadSigningKey, match="of another key"):
        signing_key.read(own)


def test_the_doctor_says_a_year_before_it_ends(own):
    signing_key.read(own)
    clock.move(signing_key.GOOD_FOR - timedelta(days=300))
    (said,) = signing_key.findings(own)
    assert not said.hurts
    clock.move(timedelta(days=301))
    (said,) = signing_key.findings(own)
    assert said.hurts


def test_the_command_makes_one_and_never_another(app, tmp_path, monkeypatch):
    given = replace(app.extensions["fairtake_settings"], var=tmp_path)
    monkeypatch.setitem(app.extensions, "fairtake_settings", given)
    run = app.test_cli_runner().invoke
    said = run(credentials_cli, ["key", "create"])
    assert said.exit_code == 0
    assert signing_key.read(given).name in said.output
    assert "BEGIN CERTIFICATE" in said.output
    assert "PRIVATE" not in said.output
    again = run(credentials_cli, ["key", "create"])
    assert again.exit_code == 1
    assert "Move it away first" in again.output
    assert signing_key.read(given).name in run(credentials_cli, ["key", "show"]).output
