"""A span that is marked after a delivery leaves by no link any more; a delta goes without it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.grants.models import Grant
from foundation import clock
from foundation.database import db
from marketplace.deliveries.taking import deciding
from tests.cast import sign_in
from tests.marketplace.deliveries.choosing.played import marked, paper, scene, take
from tests.marketplace.deliveries.taking.delivered import SHARD, delivered, name_of
from tests.marketplace.deliveries.taking.test_taking import link

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def kept(cast):
    return take(scene(), paper(cast.omar.id), paper(cast.mira.id))


@pytest.fixture
def grants(kept):
    db.session.rollback()
    of = Grant
    rows = db.session().scalars(select(of).where(of.recording_id.in_(kept.recordings))).all()
    db.session().expunge_all()
    db.session.rollback()
    return sorted(rows, key=lambda each: kept.recordings.index(each.recording_id))


def test_what_is_marked_since_does_not_leave(client, cast, program, delivery, kept, grants):
    clock.move(timedelta(minutes=1))
    marked(kept)
    shut = link(program, delivery, name_of(grants[0]))
    assert shut.status_code == 409
    assert shut.json["detail"].startswith("Part of a recording in it goes to nobody")
    assert link(program, delivery, SHARD).status_code == 409
    assert link(program, delivery, name_of(grants[1])).status_code == 200
    assert link(program, delivery, "README.md").status_code == 200
    sign_in(client, cast.ben)
    page = client.get(f"/deliveries/{delivery.id}/files").text
    assert "or part of it is withheld since, so 2 files cannot be fetched" in page
    delta = program.post(f"/api/v1/deliveries/{delivery.id}/delta", None)
    assert delta.status_code == 201


def test_what_was_marked_before_is_not_in_it(program, licence, kept, grants):
    marked(kept)
    clock.move(timedelta(minutes=1))
    found = delivered(grants)
    assert link(program, found, name_of(grants[0])).status_code == 200


def test_without_asking_it_would_have_left(monkeypatch, program, delivery, kept, grants):
    """The fault that the tests above are there to find."""
    clock.move(timedelta(minutes=1))
    marked(kept)
    monkeypatch.setattr(deciding, "_withheld_since", lambda *_given: frozenset())
    assert link(program, delivery, name_of(grants[0])).status_code == 200
