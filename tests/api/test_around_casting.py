"""Around casting, by token: invitations, addresses, self-tapes, agents, saved searches."""

import pytest
from sqlalchemy import func, select

from consent.keeping.readings import RightsReading
from foundation.database import db
from foundation.uploads import spool
from marketplace.casting.models import ApplicationState, OfferState
from tests.api.asking import Program
from tests.api.test_performers_own import SOUND, uploaded
from tests.marketplace.bookings.booked import proposed, sisters
from tests.marketplace.casting.scene import ADDRESS, application, drafted, offer, offered, opened
from tests.marketplace.casting.test_inviting import welcomes
from tests.marketplace.gigs.posting import verify
from tests.marketplace.profiles.known import mandate

AT = "/api/v1"


@pytest.fixture(autouse=True)
def _empty_spool(settings):
    yield
    for path in spool.folder(settings.var).glob("*"):
        path.unlink()


def was_read(person):
    """How often what is theirs was shown to somebody, as they are told."""
    db.session.rollback()
    wanted = select(func.count()).where(RightsReading.person_id == person.id)
    return db.session().scalar(wanted)


def test_who_casts_invites_and_a_performer_declines(app, cast):
    gig = opened(cast)
    verify(cast)
    welcomes(cast.omar, "Omar")
    ben, omar, mira = (Program(app, each) for each in (cast.ben, cast.omar, cast.mira))
    way = f"{AT}/casting/gigs/{gig}"
    (found,) = ben.get(f"{way}/invitable").json
    assert (found["performer_id"], found["name"]) == (str(cast.omar.id), "Omar")
    body = {"part": "rosa", "performer_ids": [found["performer_id"]]}
    assert ben.post(f"{way}/invitations", body).json == {"changed": 1}
    assert ben.post(f"{way}/invitations", body).status_code == 409
    assert mira.get(f"{way}/invitable").status_code == 404
    (mine,) = omar.get(f"{AT}/invitations").json["items"]
    assert (mine["part"], mine["state"]) == ("rosa", "open")
    assert mira.post(f"{AT}/invitations/{mine['id']}/decline", {}).status_code == 404
    assert omar.post(f"{AT}/invitations/{mine['id']}/decline", {}).json["state"] == "declined"
    assert [each["state"] for each in ben.get(f"{way}/invitations").json] == ["declined"]


def test_an_address_is_its_owners_alone(app, cast):
    made = drafted(opened(cast), cast.omar)
    omar, way = Program(app, cast.omar), f"{AT}/applications/{made}/address"
    assert omar.get(way).json == {"address": ""}
    assert omar.post(way, {"address": "short"}).status_code == 422
    assert omar.post(way, {"address": ADDRESS}).json == {"address": ADDRESS}
    for stranger in (cast.mira, cast.ben, cast.otto):
        assert Program(app, stranger).get(way).status_code == 404
    narrow = Program(app, cast.omar, ["applications:read", "applications:write"])
    assert narrow.get(way).status_code == 403


def test_a_client_says_where_its_contracts_reach_it(app, cast):
    gig = opened(cast)
    made = offer(offered(gig, cast.omar, cast.ben)).application_id
    way, ben = f"{AT}/casting/applications/{made}/address", Program(app, cast.ben)
    moved = "2 Example Street\n12345 Exampletown\nGermany"
    assert ben.get(way).json == {"address": ADDRESS}
    assert ben.post(way, {"address": moved}).json == {"address": moved}
    assert Program(app, cast.omar).get(way).status_code == 404


def test_a_self_tape_comes_in_by_upload_and_is_taken_away(app, cast, client):
    made = drafted(opened(cast), cast.omar)
    omar, way = Program(app, cast.omar), f"{AT}/applications/{made}/tape"
    assert omar.get(way).status_code == 404
    body = {"upload_id": uploaded(client, cast.omar)}
    kept = omar.put(way, body)
    assert (kept.status_code, kept.json["size_bytes"]) == (200, len(SOUND))
    assert (kept.json["media_type"], kept.json["watched"]) == ("audio/mpeg", [])
    assert omar.put(way, body).status_code == 409
    mira = Program(app, cast.mira)
    theirs = {"upload_id": uploaded(client, cast.mira)}
    assert mira.put(way, theirs).status_code == 404
    assert omar.put(way, theirs).status_code == 404
    assert omar.delete(way).status_code == 204
    assert application(made).tape_id is None


def test_a_text_is_no_self_tape(app, cast, client):
    made = drafted(opened(cast), cast.omar)
    body = {"upload_id": uploaded(client, cast.omar, b"#!/bin/sh\n" * 9)}
    assert Program(app, cast.omar).put(f"{AT}/applications/{made}/tape", body).status_code == 422


def test_an_agent_applies_sees_where_it_stands_and_negotiates(app, cast):
    gig = opened(cast, more=1_000_000)
    held = mandate(cast.omar, cast.otto, may_negotiate=True)
    otto, way = Program(app, cast.otto), f"{AT}/mandates/{held}"
    body = {"gig_id": str(gig), "part": "rosa", "note": "She has a sister."}
    assert otto.post(f"{way}/applications", body).json["state"] == "submitted"
    (row,) = otto.get(f"{way}/applications").json["items"]
    assert "note" not in row
    terms = {"application_id": row["id"], "hourly_minor": 6000, "take_minor": 1500}
    offered_to = Program(app, cast.ben).post(f"{AT}/offers", terms).json["id"]
    other = {"hourly_minor": 7000, "take_minor": 1500}
    countered = otto.post(f"{way}/offers/{offered_to}/counter", other).json
    assert countered["state"] == OfferState.COUNTERED
    assert was_read(cast.omar) == 1
    assert Program(app, cast.mira).get(f"{way}/applications").status_code == 404


def test_an_agent_declines_only_as_far_as_the_mandate_goes(app, cast):
    made = offered(opened(cast), cast.omar, cast.ben)
    body, otto = {"reason": "pay"}, Program(app, cast.otto)
    narrow = mandate(cast.omar, cast.otto)
    way = f"offers/{made}/decline"
    assert otto.post(f"{AT}/mandates/{narrow}/{way}", body).status_code == 404
    wide = mandate(cast.omar, cast.otto, may_negotiate=True)
    assert otto.post(f"{AT}/mandates/{wide}/{way}", body).json["state"] == "declined"
    assert application(offer(made).application_id).state is ApplicationState.WITHDRAWN


def test_an_agent_sees_bookings_without_the_room_and_answers_none(app, cast):
    booking = proposed(cast, sisters(cast))
    held = mandate(cast.omar, cast.otto, may_negotiate=True)
    otto = Program(app, cast.otto)
    (row,) = otto.get(f"{AT}/mandates/{held}/bookings").json["items"]
    assert (row["id"], row["answer"]) == (str(booking), "asked")
    assert not {"room", "places"} & set(row)
    assert was_read(cast.omar) == 1
    assert otto.get(f"{AT}/bookings/{booking}").status_code == 404
    seen = {"seen": row["starts_at"]}
    assert otto.post(f"{AT}/bookings/{booking}/acceptance", seen).status_code == 404
    assert otto.post(f"{AT}/bookings/{booking}/refusal", {"why": "ill"}).status_code == 404


def test_a_search_is_kept_as_it_was_asked(app, cast, client):
    omar, mira = Program(app, cast.omar), Program(app, cast.mira)
    body = {"name": "Grief", "pace": "daily", "asked": {"q": "sister", "feelings": ["grief"]}}
    kept = omar.post(f"{AT}/searches", body).json
    assert {name: kept[name] for name in body} == body
    assert omar.post(f"{AT}/searches", body).status_code == 409
    wrong = {**body, "name": "Other", "asked": {"colour": "red"}}
    assert omar.post(f"{AT}/searches", wrong).status_code == 422
    without_currency = {**body, "name": "Other", "asked": {"least": "60"}}
    assert omar.post(f"{AT}/searches", without_currency).status_code == 422
    way = f"{AT}/searches/{kept['id']}"
    assert omar.post(f"{way}/pace", {"pace": "never"}).json["pace"] == "never"
    assert mira.delete(way).status_code == 404
    assert omar.delete(way).status_code == 204
    assert omar.get(f"{AT}/searches").json == []
