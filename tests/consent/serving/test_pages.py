"""The ledger's pages: what anybody may know, and what staff must see in time."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from consent.decisions.deciding import decide
from consent.keeping import openings
from consent.keeping.jobs import JOBS, keep
from consent.ledger.explaining.words import Use
from consent.reading.standing import stands
from consent.serving import demo, queries, watching
from consent.terms.purpose import Purpose
from foundation import clock, hooks
from foundation.actors import Actor
from foundation.database import db
from foundation.demo import USUAL, load
from foundation.ids import new_id
from foundation.jobs import running
from foundation.web import settings
from tests.cast import sign_in
from tests.consent.ledger.writing import entries, event, fresh, write


def test_an_empty_ledger_says_so(client):
    assert "Nothing is signed yet" in client.get("/ledger").text


def test_anybody_sees_how_far_it_has_come(client, session):
    write(event(), event())
    keep()
    page = client.get("/ledger").text
    assert queries.newest(session, None).root in page
    assert "until then the signature is ours alone" in page


def test_an_entry_is_found_by_its_id_with_its_proof(client, session):
    written = event()
    write(written)
    keep()
    page = client.get("/ledger", query_string={"entry": f" {written.id} "}).text
    assert f"/ledger/proof/{written.id}" in page
    assert "consent.given" in page


def test_an_entry_that_is_not_signed_yet_has_no_proof_to_download(client, session):
    keep()
    written = event()
    write(written)
    keep()  # Too soon after the last to sign again.
    page = client.get("/ledger", query_string={"entry": written.id}).text
    assert "the next checkpoint will prove it" in page


def test_an_unknown_id_and_a_wrong_one_are_told_apart(client, session):
    assert "no such entry" in client.get("/ledger", query_string={"entry": fresh()}).text
    wrong = client.get("/ledger", query_string={"entry": "not an id"})
    assert (wrong.status_code, "has 22 letters" in wrong.text) == (422, True)


def test_a_thread_cannot_be_asked_for_in_public(client, session):
    written = event()
    write(written)
    keep()
    assert "no such entry" in client.get("/ledger", query_string={"entry": written.thread}).text


def test_a_whole_thread_comes_in_order_for_who_may_ask(session):
    thread = fresh()
    write(event(thread), event(), event(thread))
    keep()
    found = queries.thread_entries(session, thread)
    assert [(position, entry.n) for position, entry in found] == [(0, 0), (2, 1)]


def test_compliance_sees_what_waits_and_how_it_is_kept(client, cast, session):
    write(event())
    sign_in(client, cast.cora)
    page = client.get("/ledger/keeping").text
    assert "Waiting for a place" in page
    assert "the policy names none" in page


@pytest.fixture
def stuck(session):
    write(event())
    clock.move(watching.LATE + timedelta(seconds=1))


def test_what_waits_too_long_reaches_compliance_and_the_doctor(cast, session, stuck):
    assert [each.url for each in watching.waiting_for(session, cast.cora.actor)] == [
        "/ledger/keeping"
    ]
    assert list(watching.waiting_for(session, cast.omar.actor)) == []
    (finding,) = watching.findings(settings())
    assert finding.hurts
    keep()
    assert list(watching.findings(settings())) == []
    assert list(watching.waiting_for(db.session(), cast.cora.actor)) == []


def test_a_failing_job_is_a_sentence_of_the_doctor(session, app):
    write(event())
    keep()
    clock.move(timedelta(minutes=1))
    (settings().var / "ledger-key").chmod(0o644)
    write(event())
    running.run_due(JOBS, new_id())
    assert any("job ledger.keep failed" in each.sentence for each in watching.findings(settings()))


def test_what_waits_is_counted_among_the_queues(session):
    write(event(), event())
    found = {queue.name: queue.waiting for queue in hooks.queues(session)}
    assert found["entries for the ledger"] == 2


def test_the_demo_has_a_thread_to_look_at_however_often_it_is_made(session):
    for _ in range(2):
        assert list(demo.make(USUAL)) == []
        keep()
    assert [entry.n for entry in entries(session)] == [0, 1, 2, 3, 4]


def test_the_demo_performers_have_records_to_read_on_any_later_day_too(client, app, session):
    for _ in range(2):
        load(settings())
        keep()
        clock.move(timedelta(days=1))
    stand = [stands(ledger_demos_own(address)) for address in demo._PERFORMERS]
    assert stand[0][0] == "Consent was given and held."
    assert stand[1] == ["Consent was withdrawn: nothing was allowed any more."]


def ledger_demos_own(address):
    """Other slices' demos write about these people too."""
    (person,) = hooks.people_called(db.session(), address)
    recording = str(demo._recording(USUAL.seed, address).id)
    found = openings.own_lines(db.session(), Actor(id=person, role="performer"))
    return [line for line in found if (line.payload or {}).get("recording") == recording]


def test_decisions_know_what_the_demo_performers_allowed(client, session):
    load(settings())
    lab = uuid4()
    purpose = Purpose(client=lab, use=Use.NON_GENERATIVE_TRAINING, end_product="language_course")
    found = {
        address: demo._recording(USUAL.seed, address).id
        for address in ("omar@demo.example", "mira@demo.example")
    }
    decided = decide(db.session(), list(found.values()), purpose)
    assert decided.permits(found["omar@demo.example"])
    assert not decided.permits(found["mira@demo.example"])


def test_a_demo_that_an_earlier_release_made_stays_and_stops_nothing(session):
    older = event(demo._text(USUAL.seed, "thread"), id=demo._text(USUAL.seed, "consent.given"))
    write(older)
    assert list(demo.make(USUAL)) == []


def test_a_found_entry_is_said_in_words(client, session):
    written = event()
    write(written)
    keep()
    page = client.get("/ledger", query_string={"entry": written.id}).text
    assert "consent was given." in page


@pytest.mark.parametrize("path", ["/ledger/", "/verify/"])
def test_a_typed_slash_at_the_end_is_no_dead_end(client, path):
    assert client.get(path).status_code == 200


def test_no_witness_is_claimed_where_none_is_asked(client, session):
    write(event())
    keep()
    page = client.get("/ledger").text
    assert "none is asked yet" in page
    assert "whom we do not control sign as well" not in page


def test_staff_see_at_a_glance_that_nothing_moves(client, cast, session, stuck):
    sign_in(client, cast.cora)
    assert "Is a worker running?" in client.get("/ledger/keeping").text
    keep()
    assert "Is a worker running?" not in client.get("/ledger/keeping").text


@pytest.mark.parametrize("body", [b"witness\n", b"\xff\xfe"])
def test_a_policy_that_cannot_be_read_is_said_to_staff_and_breaks_no_page(
    client, cast, app, tmp_path, monkeypatch, body
):
    (tmp_path / "policy").write_bytes(body)
    given = replace(settings(), ledger_policy=str(tmp_path / "policy"))
    monkeypatch.setitem(app.extensions, "fairtake_settings", given)
    assert client.get("/ledger").status_code == 200
    sign_in(client, cast.cora)
    page = client.get("/ledger/keeping").text
    assert "The policy cannot be read" in page
