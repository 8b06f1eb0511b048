"""What building really makes, taken home by the client: from the first fetch to the delta."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from consent.grants.models import Grant
from foundation.database import db
from marketplace.deliveries.choosing.form import Form, Layout
from marketplace.deliveries.fetching import fairtake_fetch as client
from marketplace.deliveries.taking.asking import ask_for_delta
from tests.api.asking import Program
from tests.consent.recalls.ending import withdraw
from tests.listening import listening
from tests.marketplace.deliveries.building.conftest import (  # noqa: F401 - fixtures
    hardly_described,
    indexed_here,
)
from tests.marketplace.deliveries.building.delivered import alone, build, delivered
from tests.marketplace.deliveries.choosing.played import scene


@pytest.mark.usefixtures("licence", "indexed_here", "hardly_described")
@pytest.mark.parametrize("layout", Layout)
def test_from_the_first_fetch_to_the_delta(app, cast, monkeypatch, layout, tmp_path):
    of = scene()
    takes = [alone(cast.omar.id, of), alone(cast.mira.id, of, level=9)]
    first = delivered(cast, *takes, form=replace(Form(), layout=layout))
    monkeypatch.setenv("FAIRTAKE_TOKEN", Program(app, cast.ben).secret)
    with listening(app) as address:
        monkeypatch.setenv("FAIRTAKE_SERVER", address)

        def run(*words: object) -> int:
            return client.main([str(each) for each in words])

        assert run("fetch", first, tmp_path) == client.WELL
        assert run("verify", tmp_path) == client.WELL
        wanted = select(Grant).where(Grant.performer_id == cast.omar.id)
        grants = db.session().scalars(wanted).all()
        db.session().expunge_all()
        db.session.rollback()
        for grant in grants:
            withdraw(grant)
        assert run("recalls", tmp_path) == client.RECALLED
        assert run("apply", tmp_path) == client.WELL
        assert run("verify", tmp_path) == client.WELL
        delta = ask_for_delta(first, actor=cast.ben.actor)
        build()
        assert run("apply", tmp_path, "--delta", delta) == client.WELL
        assert run("verify", tmp_path) == client.WELL
        assert run("attest", tmp_path) == client.WELL
        assert run("recalls", tmp_path) == client.WELL
