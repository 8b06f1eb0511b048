"""A split that was asked for and gets nothing: said while one chooses, and of what is built."""

import pytest
from sqlalchemy import select

from consent.grants.models import Grant
from foundation.database import db, transaction
from marketplace.deliveries.building import finishing
from marketplace.deliveries.building.actions import ask_for_delivery
from marketplace.deliveries.choosing import laying
from marketplace.deliveries.choosing.form import Form, Split
from marketplace.deliveries.choosing.models import DatasetVersion
from tests.api.asking import Program
from tests.cast import NORTHLAB, sign_in
from tests.consent.recalls.ending import withdraw
from tests.marketplace.deliveries.building.delivered import alone, build, sisters, version
from tests.marketplace.deliveries.building.test_following import following
from tests.marketplace.deliveries.building.test_leaving_out import damage
from tests.marketplace.deliveries.choosing.played import scene

pytestmark = pytest.mark.usefixtures("licence", "indexed_here", "hardly_described", "unsigned")
HALVES = Form(splits={Split.TRAIN: 50, Split.TEST: 50})
THREE = Form(splits={Split.TRAIN: 80, Split.VALIDATION: 10, Split.TEST: 10})
TOGETHER = "of performers who play together, and no performer is in two splits."
TOO_LITTLE = "10 percent of 3 takes is too little."
TYPED = {
    "uses": "evaluation",
    "end_product": "support",
    "regions": "EU",
    "tracks": "yes",
    "asked": "yes",
}


@pytest.fixture
def of():
    return scene()


@pytest.fixture
def told(monkeypatch):
    """What card and README are made of."""
    found = []
    described = finishing.describe
    monkeypatch.setattr(finishing, "describe", lambda each: found.append(each) or described(each))
    return found


def built(cast, saved):
    delivery = ask_for_delivery(saved, actor=cast.ben.actor)
    build()
    return delivery


def predicted(saved):
    session = db.session()
    session.rollback()
    found = laying.empty_in(session, session.get_one(DatasetVersion, saved), NORTHLAB)
    session.rollback()
    return found


def said(app, cast, delivery):
    answer = Program(app, cast.ben).get(f"/api/v1/deliveries/{delivery}").json
    return {each["split"]: each["because"] for each in answer["empty_splits"]}


def test_it_is_said_while_one_chooses(client, cast, of):
    sisters(cast, of)
    sisters(cast, of, level=7)
    sign_in(client, cast.ben)
    halves = {**TYPED, "train": "50", "test": "50"}
    shown = client.get("/datasets/counts", query_string=halves).text
    assert f"split test: the 2 takes are all of one group {TOGETHER}" in shown
    whole = client.get("/datasets/counts", query_string={**TYPED, "train": "100"}).text
    wrong = client.get("/datasets/counts", query_string={**TYPED, "train": "50"}).text
    for page in (whole, wrong):
        assert "<b>2</b>" in page
        assert "Nothing would be" not in page


def test_and_on_the_page_where_one_asks_and_to_programs(app, client, cast, of):
    saved = version(cast, sisters(cast, of), form=HALVES)
    dataset = db.session().get_one(DatasetVersion, saved).dataset_id
    sign_in(client, cast.ben)
    for page in (
        f"/deliveries/of/{saved}",
        f"/datasets/{dataset}",
        f"/datasets/{dataset}/versions/1",
    ):
        assert "Nothing would be in the split test: there is only one take." in (
            client.get(page).text
        )
    counts = Program(app, cast.ben).get(f"/api/v1/datasets/{dataset}/versions/1/counts").json
    assert counts["empty_splits"] == [{"split": "test", "because": "there is only one take."}]


def test_what_was_said_before_is_so_once_it_is_built_and_its_page_and_card_say_it(
    app, client, cast, of, told
):
    takes = [alone(cast.omar.id, of), alone(cast.mira.id, of, level=9), alone(cast.cora.id, of)]
    saved = version(cast, *takes, form=THREE)
    before = predicted(saved)
    assert [each.split for each in before] == ["validation", "test"]
    assert all(each.because.startswith(TOO_LITTLE) for each in before)
    delivery = built(cast, saved)
    assert said(app, cast, delivery) == {each.split: each.because for each in before}
    sign_in(client, cast.ben)
    assert f"Nothing is in the split test: {TOO_LITTLE}" in (
        client.get(f"/deliveries/{delivery}").text
    )
    (bundle,) = told
    assert [(each.split, each.because) for each in bundle.empty_splits] == [
        (each.split, each.because) for each in before
    ]


def test_of_what_had_to_be_left_out_that_is_said(app, cast, of):
    omars, miras = alone(cast.omar.id, of), alone(cast.mira.id, of, level=9)
    saved = version(cast, omars, miras, form=HALVES)
    assert predicted(saved) == []
    damage(omars)
    (because,) = said(app, cast, built(cast, saved)).values()
    assert because == "the only take that was to be in it had to be left out."


def test_of_what_went_since_that_is_said(app, cast, of):
    omars, miras = alone(cast.omar.id, of), alone(cast.mira.id, of, level=9)
    first = built(cast, version(cast, omars, miras, form=HALVES))
    assert said(app, cast, first) == {}
    with transaction() as session:
        wanted = select(Grant).where(Grant.recording_id == omars.recordings[0])
        grant = session.scalars(wanted).one()
        session.expunge(grant)
    withdraw(grant)
    delta = following(first)
    build()
    (because,) = said(app, cast, delta).values()
    assert because == "what D-2026-00001 had in it may not be used any more."


def test_before_it_begins_and_with_one_split_nothing_is_said(app, cast, of):
    kept = sisters(cast, of)
    waiting = ask_for_delivery(version(cast, kept, form=HALVES), actor=cast.ben.actor)
    assert said(app, cast, waiting) == {}
    assert said(app, cast, built(cast, version(cast, kept))) == {}
