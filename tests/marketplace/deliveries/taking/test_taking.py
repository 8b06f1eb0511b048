"""Each file is decided anew for each link; what has ended does not leave, and says what helps."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from consent.ledger.explaining.words import Ending
from consent.licences import ending
from consent.rights.pausing import resume_recording, suspend_recording
from foundation import clock
from foundation.database import db, transaction
from foundation.errors import DomainError
from foundation.ids import new_id
from marketplace.deliveries.building.models import DeliveryFile, DeliveryFilePart
from marketplace.deliveries.taking import actions, deciding, policy
from marketplace.deliveries.taking.errors import FileShut, NotDelivered
from marketplace.deliveries.taking.models import Taking
from tests.api.asking import Program
from tests.cast import sign_in
from tests.consent.licences.licensed import WRITER
from tests.consent.recalls.ending import withdraw
from tests.marketplace.deliveries.fetching.served import hash_of
from tests.marketplace.deliveries.taking.delivered import SHARD, asked_for, name_of, track


def link(program, delivery, path):
    return program.get(f"/api/v1/deliveries/{delivery.id}/files/{delivery.ids[path]}/link")


def got(app, url, **headers):
    """Without any token: the link is the permission."""
    with app.test_client().get(url, headers=headers) as answer:
        return answer.status_code, answer.data


def takings():
    db.session.rollback()
    return db.session().scalars(select(Taking).order_by(Taking.at, Taking.id)).all()


def test_every_file_comes_with_its_bytes(app, program, delivery):
    for path, body in delivery.files.items():
        assert got(app, link(program, delivery, path).json["url"]) == (200, body)


def test_a_range_is_answered_and_a_link_ends_after_a_minute(app, program, delivery, grants):
    url = link(program, delivery, name_of(grants[0])).json["url"]
    assert got(app, url, Range="bytes=16-31") == (206, grants[0].recording_id.bytes)
    clock.move(timedelta(seconds=61))
    assert got(app, url)[0] == 404


def test_the_manifest_is_the_very_bytes_that_were_handed_over(program, delivery):
    answer = program.get(f"/api/v1/deliveries/{delivery.id}/manifest")
    standing = program.get(f"/api/v1/deliveries/{delivery.id}/standing").json
    assert answer.data == delivery.manifest
    assert hash_of(answer.data) == standing["manifest"]


def test_what_was_withdrawn_does_not_leave_and_the_rest_does(program, delivery, grants):
    withdraw(grants[0])
    shut = link(program, delivery, name_of(grants[0]))
    assert shut.status_code == 409
    assert shut.json["detail"] == (
        "The consent to a recording in it has ended. Ask for a delta: a delivery without what may"
        " not be used."
    )
    assert shut.json["delta"] == {
        "ask": f"/api/v1/deliveries/{delivery.id}/delta",
        "delivery": None,
    }
    assert link(program, delivery, name_of(grants[1])).status_code == 200
    assert link(program, delivery, "README.md").status_code == 200


def test_one_ended_right_shuts_the_whole_shard(program, delivery, grants):
    withdraw(grants[1])
    assert link(program, delivery, SHARD).status_code == 409


def test_a_right_that_ends_after_the_link_is_asked_anew_at_the_next(app, program, delivery, grants):
    path = name_of(grants[0])
    before = link(program, delivery, path).json["url"]
    withdraw(grants[0])
    # The link from before lives out its minute; none is made after it.
    assert got(app, before) == (200, track(grants[0]))
    assert link(program, delivery, path).status_code == 409
    clock.move(timedelta(seconds=61))
    assert got(app, before)[0] == 404
    assert link(program, delivery, path).status_code == 409


def test_without_the_decision_it_would_have_left(monkeypatch, program, delivery, grants):
    """The fault that the tests above are there to find."""
    withdraw(grants[0])
    monkeypatch.setattr(deciding, "refused", lambda *_given: {})
    assert link(program, delivery, name_of(grants[0])).status_code == 200


def test_a_licence_that_ended_shuts_every_recording(program, delivery, licence, grants):
    ending.terminate_licence(licence, Ending.CLIENT_REQUEST, "They asked for it.", actor=WRITER)
    for path in (name_of(grants[0]), SHARD):
        shut = link(program, delivery, path)
        assert shut.status_code == 409
        assert "signed no licence that holds today" in shut.json["detail"]
    assert link(program, delivery, "README.md").status_code == 200
    assert program.get(f"/api/v1/deliveries/{delivery.id}/manifest").status_code == 200


def test_the_list_says_of_each_file_whether_it_may_be_had(program, delivery, grants):
    withdraw(grants[0])
    first = program.get(f"/api/v1/deliveries/{delivery.id}/files", limit=2).json
    second = program.get(
        f"/api/v1/deliveries/{delivery.id}/files", limit=2, after=first["next"]
    ).json
    assert second["next"] is None
    found = {each["path"]: each for each in first["items"] + second["items"]}
    assert found.keys() == delivery.files.keys()
    shut = {path for path, each in found.items() if not each["available"]}
    assert shut == {name_of(grants[0]), SHARD}
    assert {found[path]["why_not"] for path in shut} == {
        "The consent to a recording in it has ended."
    }
    for path, body in delivery.files.items():
        assert found[path]["sha256"] == hash_of(body)


@pytest.mark.parametrize("after", ["x", "00000000-0000-4000-8000-0000000000aa", "media/train"])
def test_a_place_that_is_none_is_said(after, program, delivery):
    asked = program.get(f"/api/v1/deliveries/{delivery.id}/files", after=after)
    assert asked.status_code == 404


def test_another_client_finds_nothing(cast, client, delivery):
    sign_in(client, cast.rolf)
    for path in ("files", "manifest.json", f"files/{delivery.ids[SHARD]}"):
        answer = client.get(f"/deliveries/{delivery.id}/{path}")
        assert (path, answer.status_code) == (path, 404)
    assert client.post(f"/deliveries/{delivery.id}/delta").status_code == 404
    assert takings() == []


def test_a_file_of_another_delivery_is_not_found(program, delivery, grants):
    other = asked_for()
    found = program.get(f"/api/v1/deliveries/{other.id}/files/{delivery.ids[SHARD]}/link")
    assert found.status_code == 409  # It is not there yet.
    assert program.get(f"/api/v1/deliveries/{delivery.id}/files/{new_id()}/link").status_code == 404


def test_who_only_looks_fetches_what_tells_of_all_and_nothing_else(
    app, cast, client, delivery, grants
):
    viewer = Program(app, cast.vera)
    assert viewer.get(f"/api/v1/deliveries/{delivery.id}/files").status_code == 200
    assert link(viewer, delivery, "README.md").status_code == 200
    assert [each.acted_as for each in takings()] == ["client_viewer"]
    for path in delivery.files.keys() - {"README.md"}:
        assert link(viewer, delivery, path).status_code == 403
    assert viewer.get(f"/api/v1/deliveries/{delivery.id}/manifest").status_code == 403
    sign_in(client, cast.vera)
    page = client.get(f"/deliveries/{delivery.id}/files").text
    assert "Download the program" not in page
    assert page.count(f"/deliveries/{delivery.id}/files/") == 1
    assert f"/files/{delivery.ids['README.md']}" in page


def test_the_planted_fault_of_reading_everything_is_seen(app, cast, delivery, grants, monkeypatch):
    monkeypatch.setattr(policy, "may_take", policy.is_theirs)
    assert link(Program(app, cast.vera), delivery, name_of(grants[0])).status_code == 200


def test_what_is_not_handed_over_has_no_files(program):
    waiting = asked_for()
    standing = program.get(f"/api/v1/deliveries/{waiting.id}/standing").json
    assert (standing["state"], standing["manifest"]) == ("asked", None)
    assert program.get(f"/api/v1/deliveries/{waiting.id}/files").status_code == 409


def test_each_fetching_is_on_record_with_the_token_it_came_by(program, cast, delivery, grants):
    link(program, delivery, name_of(grants[0]))
    program.get(f"/api/v1/deliveries/{delivery.id}/manifest")
    file, manifest = sorted(takings(), key=lambda each: each.file_id is None)
    assert file.file_id == delivery.ids[name_of(grants[0])]
    assert (file.taken_by, file.acted_as, file.door) == (cast.ben.id, "client_producer", "api")
    assert manifest.file_id is None
    assert isinstance(file.through, UUID)
    assert file.through == manifest.through


def test_what_was_refused_is_not_on_record_as_fetched(program, delivery, grants):
    withdraw(grants[0])
    link(program, delivery, name_of(grants[0]))
    assert takings() == []


def take(delivery, cast, path=SHARD):
    actions.take_file(delivery.id, delivery.ids[path], through=new_id(), actor=cast.ben.actor)


def test_a_pause_is_said_as_one_and_ends(delivery, grants, cast):
    recording = grants[0].recording_id
    suspend_recording(recording, until=None, uses=None, actor=cast.omar.actor)
    with pytest.raises(FileShut, match="The consent to a recording in it is paused"):
        take(delivery, cast)
    resume_recording(recording, actor=cast.omar.actor)
    take(delivery, cast)


def test_a_pause_of_one_and_the_end_of_another_are_an_end(delivery, grants, cast):
    suspend_recording(grants[0].recording_id, until=None, uses=None, actor=cast.omar.actor)
    withdraw(grants[1])
    with pytest.raises(FileShut, match="The consent to 2 recordings in it has ended"):
        take(delivery, cast)


def test_what_nobody_is_registered_for_is_permitted_by_nobody(delivery, cast):
    """As after damage: silence is no."""
    with transaction() as session:
        of = DeliveryFilePart
        inside = select(of).where(of.file_id == delivery.ids[SHARD]).limit(1)
        session.scalars(inside).one().recording_id = new_id()
    with pytest.raises(FileShut):
        take(delivery, cast)


@pytest.mark.usefixtures("licence")
def test_the_last_day_of_a_licence_comes_by_itself(delivery, cast):
    clock.move(timedelta(days=366))
    with pytest.raises(FileShut, match="no licence that holds today"):
        take(delivery, cast)


def test_what_was_destroyed_here_says_so(program, delivery, grants):
    with transaction() as session:
        file = session.get_one(DeliveryFile, delivery.ids[SHARD])
        file.destroyed_at = clock.now()
    assert "not kept here any more" in link(program, delivery, SHARD).json["detail"]


def test_nothing_is_taken_of_what_does_not_exist(cast):
    with pytest.raises(DomainError, match="no such delivery"):
        actions.take_manifest(new_id(), through=new_id(), actor=cast.ben.actor)
    with pytest.raises(NotDelivered):
        actions.take_manifest(asked_for().id, through=new_id(), actor=cast.ben.actor)
