"""Datasets: saved with a name, versioned, compared; on pages and by token."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from consent.ledger.explaining.words import Use
from foundation.database import db
from marketplace.deliveries.choosing import comparing, queries
from marketplace.deliveries.choosing.actions import create_dataset, save_version
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.errors import (
    DatasetNotFound,
    NameTaken,
    NothingChosen,
    OtherVersionSaved,
)
from marketplace.deliveries.choosing.form import Form, LabelKind, Layout, Split
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion
from marketplace.deliveries.choosing.reasons import Because
from marketplace.profiles.words import Emotion
from tests.api.asking import Program
from tests.cast import sign_in
from tests.consent.licences.licensed import licensed
from tests.marketplace.deliveries.choosing.played import TRAINING, paper, scene, take, takes
from tests.marketplace.deliveries.choosing.test_chosen import mark, withdraw

TYPED = {"uses": "generative_training", "tracks": "yes", "train": "100", "asked": "yes"}
CALM = replace(TRAINING, begins=Emotion.CALM)


@pytest.fixture
def played(cast):
    """Three takes of anger that turns to tenderness."""
    return scene(), takes(scene(), paper(), paper(), count=3)


def saved(cast, name="Angry sisters", choice=TRAINING):
    return create_dataset(name, choice, Form(), actor=cast.ben.actor)


def dataset(dataset_id):
    db.session.rollback()
    return db.session().get_one(Dataset, dataset_id)


def test_a_version_holds_what_was_chosen_when_it_was_saved(cast, played):
    found = dataset(saved(cast))
    (version,) = queries.versions(db.session(), found.id)
    assert (version.number, version.takes, version.length_ms) == (1, 3, 180_000)
    assert (version.chosen_by(), version.hash) == (TRAINING, TRAINING.hash)
    page = queries.takes_page(db.session(), version.id, after=None, limit=2)
    assert len(page.items) == 2
    assert page.next
    assert len(page.items[0]["recordings"]) == 2


def test_what_says_the_same_has_one_hash():
    whole = Choice(
        uses=(Use.EVALUATION,),
        territories=("EU",),
        subjects=(),
        ends=Emotion.RELIEF,
        speakers=(2, 2),
    )
    assert Choice.read(whole.canonical()) == whole
    assert whole.hash == Choice.read(whole.canonical()).hash
    assert whole.hash != replace(whole, subjects=None).hash


def test_a_form_is_read_back_as_it_was_written():
    form = Form(
        layout=Layout.WEBDATASET,
        labels=(LabelKind.FELT,),
        splits={Split.TEST: 20, Split.TRAIN: 80},
        seed=7,
    )
    assert Form.read(form.canonical()) == form


def test_the_difference_says_what_came_what_went_and_why(cast, played):
    of, (gone, marked_one, _) = played
    dataset_id = saved(cast)
    withdraw(of, gone)
    mark(of, marked_one)
    new = take(of, paper())
    number = save_version(
        dataset_id,
        1,
        replace(TRAINING, least_overall=4),
        Form(seed=1),
        "Later",
        actor=cast.ben.actor,
    )
    assert number == 2
    session = db.session()
    found = dataset(dataset_id)
    later, earlier = queries.versions(session, found.id)
    differs = comparing.difference(session, found, earlier, later)
    assert differs.added == [new.id]
    assert {each: why.because for each, why in differs.removed.items()} == {
        gone.id: Because.REFUSED,
        marked_one.id: Because.COPY_MISSING,
    }
    assert [(each.field, each.before, each.after) for each in differs.changed] == [
        ("least_overall", None, 4),
        ("seed", 0, 1),
    ]
    back = comparing.difference(session, found, later, earlier)
    assert back.removed == {new.id: None}
    assert back.reasons == [(comparing.AGAIN, 1)]


def test_nothing_is_saved_where_nothing_is_chosen(cast, played):
    with pytest.raises(NothingChosen):
        saved(cast, choice=CALM)
    db.session.rollback()
    assert not db.session().scalars(select(Dataset)).all()


def test_a_name_is_a_clients_own_once(cast, played):
    saved(cast)
    with pytest.raises(NameTaken):
        saved(cast)


def test_who_saves_over_a_version_they_did_not_see_is_told(cast, played):
    dataset_id = saved(cast)
    save_version(dataset_id, 1, TRAINING, Form(), actor=cast.ada.actor)
    with pytest.raises(OtherVersionSaved):
        save_version(dataset_id, 1, TRAINING, Form(), actor=cast.ben.actor)
    db.session.rollback()
    assert len(db.session().scalars(select(DatasetVersion)).all()) == 2


def test_to_another_client_it_does_not_exist(cast, played):
    dataset_id = saved(cast)
    with pytest.raises(DatasetNotFound):
        save_version(dataset_id, 1, TRAINING, Form(), actor=cast.rolf.actor)


# On pages.


def test_whether_the_licence_covers_it_is_said_before_anything_is_built(client, cast, played):
    def counts(**more):
        return client.get("/datasets/counts", query_string={**TYPED, **more}).text

    sign_in(client, cast.ben)
    assert "No licence holds today" in counts()
    licensed(cast.ada)
    assert "does not cover this as it stands: End product, Stored and processed in. Say" in counts()
    assert "covers this. It holds until" in counts(end_product="companion", regions="EU")


def test_words_are_taken_as_people_write_them(client, cast, played):
    sign_in(client, cast.ben)
    typed = {
        **TYPED,
        "name": "Courses",
        "end_product": "Companion ",
        "subjects": "Self harm, sexual",
    }
    answer = client.post("/datasets", data=typed)
    assert answer.status_code == 302
    (version,) = db.session().scalars(select(DatasetVersion)).all()
    assert version.chosen_by().end_product == "companion"
    assert version.chosen_by().subjects == ("self_harm", "sexual")
    again = client.get(f"{answer.location}/choose").text
    assert 'value="self harm, sexual"' in again
    assert "self_harm" not in again


def test_a_name_that_is_missing_is_no_fault_of_the_choice(client, cast, played):
    sign_in(client, cast.ben)
    page = client.post("/datasets", data=TYPED)
    assert page.status_code == 422
    counts = page.text[page.text.index('id="counts"') :].split("</section>")[0]
    assert "<b>3</b>" in counts
    assert "Give the dataset a name" not in counts
    assert "Give the dataset a name" in page.text


def test_one_chooses_counts_saves_and_finds_it_again(client, cast, played):
    sign_in(client, cast.ben)
    assert "No dataset yet" in client.get("/datasets").text
    assert "Choose at least one use" in client.get("/datasets/new").text
    counts = client.get("/datasets/counts", query_string=TYPED).text
    assert "<b>3</b>" in counts
    answer = client.post("/datasets", data={**TYPED, "name": "Angry sisters", "note": "First."})
    assert answer.status_code == 302
    shown = client.get(answer.location).text
    assert "Angry sisters" in shown
    assert "generative training" in shown
    assert "Angry sisters" in client.get("/datasets").text
    version = client.get(f"{answer.location}/versions/1").text
    assert "sha256:" in version
    assert "First." in version


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(client, cast, played):
    sign_in(client, cast.ben)
    typed = {**TYPED, "name": "", "train": "90", "territories": "eu land", "begins": "anger"}
    answer = client.post("/datasets", data=typed)
    assert answer.status_code == 422
    assert "Give the dataset a name." in answer.text
    assert "The three parts must make 100 together." in answer.text
    assert "Write places as EU, US or US-CA." in answer.text
    assert 'value="eu land"' in answer.text
    assert '<option value="anger" selected>' in answer.text
    without = client.post("/datasets", data={"name": "Set", "tracks": "yes", "train": "100"})
    assert "Choose at least one use." in without.text


def test_an_empty_choice_is_said_with_what_left_all_out(client, cast, played):
    sign_in(client, cast.ben)
    answer = client.post("/datasets", data={**TYPED, "name": "Calm", "begins": "calm"})
    assert answer.status_code == 422
    assert "This choice holds no take" in answer.text
    assert "Begins in another feeling" in answer.text


def test_the_next_version_begins_as_the_last_and_a_second_click_is_told(client, cast, played):
    sign_in(client, cast.ben)
    dataset_id = saved(cast)
    form = client.get(f"/datasets/{dataset_id}/choose").text
    assert 'value="generative_training" checked' in form
    assert "<b>3</b>" in form
    typed = {**TYPED, "seen": "1", "least_overall": "4"}
    answer = client.post(f"/datasets/{dataset_id}/versions", data=typed)
    assert answer.location.endswith("/versions/2")
    again = client.post(f"/datasets/{dataset_id}/versions", data=typed)
    assert again.status_code == 409
    assert "Somebody saved another version meanwhile" in again.text
    differs = client.get(f"/datasets/{dataset_id}/difference").text
    assert "Judged at least" in differs
    assert "From version 1 to 2" in differs


def test_compliance_reads_all_and_changes_nothing(client, cast, played):
    dataset_id = saved(cast)
    sign_in(client, cast.cora)
    page = client.get("/datasets").text
    assert "Northlab" in page
    assert "New dataset" not in page
    shown = client.get(f"/datasets/{dataset_id}").text
    assert "Choose again" not in shown


# By token.


def test_a_program_counts_saves_compares_and_reads_takes(app, cast, played):
    of, (gone, *_) = played
    ben = Program(app, cast.ben)
    asked = {"uses": ["generative_training"], "begins": "anger", "least_speakers": 2}
    counts = ben.get("/api/v1/datasets/counts", **asked).json
    assert (counts["takes"], counts["length_ms"], counts["left_out"]) == (3, 180_000, [])
    body = {"name": "Angry", "choice": asked, "form": {"layout": "webdataset"}}
    made = ben.post("/api/v1/datasets", body)
    assert made.status_code == 201
    url = f"/api/v1/datasets/{made.json['id']}"
    withdraw(of, gone)
    second = ben.post(f"{url}/versions", {"seen": 1, "choice": asked})
    assert (second.status_code, second.json["takes"]) == (201, 2)
    assert second.json["choice"]["most_speakers"] == 64
    assert ben.post(f"{url}/versions", {"seen": 1, "choice": asked}).status_code == 409
    differs = ben.get(f"{url}/difference", earlier=1, later=2).json
    assert (differs["added_takes"], differs["removed_takes"]) == (0, 1)
    assert differs["removed"][0]["because"] == "refused"
    assert [each["field"] for each in differs["changed"]] == ["layout"]
    held = ben.get(f"{url}/versions/1/takes").json["items"]
    assert len(held) == 3
    now = ben.get(f"{url}/versions/1/counts").json
    assert (now["takes"], now["left_out"][0]["takes"]) == (2, 1)
    assert "performer" not in str(held)


def test_a_program_is_told_what_is_wrong(app, cast, played):
    ben = Program(app, cast.ben)
    answer = ben.get("/api/v1/datasets/counts", least_seconds=9, most_seconds=3, uses=["review"])
    assert answer.status_code == 422
    bad = {"name": "A", "choice": {"uses": []}}
    assert ben.post("/api/v1/datasets", bad).status_code == 422
    empty = {"name": "A", "choice": {"uses": ["voice_replica"]}}
    refused = ben.post("/api/v1/datasets", empty)
    assert (refused.status_code, "no take" in refused.json["detail"]) == (422, True)
