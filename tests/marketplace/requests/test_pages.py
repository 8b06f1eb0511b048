"""The pages on which a request is written, checked and judged, without a script."""

import re

import pytest

from foundation.database import db
from marketplace.requests import drafts, queries
from marketplace.requests.models import RequestKind, RequestState
from marketplace.requests.sections import Section
from tests.cast import sign_in
from tests.marketplace.requests.written import begun, covered, newest, request_of, sent, typed

pytestmark = pytest.mark.usefixtures("session")


def seen_in(page):
    return re.search(r'name="seen" value="(\w+)"', page.text)[1]


def empty(cast):
    return drafts.begin_request(RequestKind.SCENES, actor=cast.ben.actor)


def test_a_section_is_saved_and_leads_to_the_next(cast, client):
    sign_in(client, cast.ben)
    url = f"/requests/{empty(cast)}/write/brief"
    page = client.get(url)
    said = {"title": "Two sisters (AI)", "seen": seen_in(page)}
    answer = client.post(url, data=said)
    assert answer.location.endswith("/write/parts")
    assert 'value="Two sisters (AI)"' in client.get(url).text


def test_bad_input_keeps_what_was_typed_and_is_said_at_the_field(cast, client):
    sign_in(client, cast.ben)
    request_id = empty(cast)
    url = f"/requests/{request_id}/write/pay"
    said = {"hourly": "lots", "seen": seen_in(client.get(url))}
    answer = client.post(url, data=said)
    assert answer.status_code == 422
    assert 'value="lots"' in answer.text
    assert 'id="error-hourly"' in answer.text
    assert queries.draft_of(db.session(), request_of(request_id)).typed["pay"] == {"hourly": "lots"}


def test_a_script_saves_without_leaving_and_gets_the_cost(cast, client):
    sign_in(client, cast.ben)
    url = f"/requests/{empty(cast)}/write/pay"
    said = {"currency": "EUR", "tech_check": "10", "seen": seen_in(client.get(url))}
    answer = client.post(url, data=said, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "Committed cost" in answer.text
    again = client.post(
        url, data={**said, "seen": seen_in_fragment(answer)}, headers={"HX-Request": "true"}
    )
    assert again.status_code == 200


def seen_in_fragment(answer):
    return re.search(r'id="seen" name="seen" value="(\w+)"', answer.text)[1]


def test_both_texts_are_shown_to_the_second_of_two(cast, client):
    request_id = empty(cast)
    sign_in(client, cast.ben)
    url = f"/requests/{request_id}/write/brief"
    seen = seen_in(client.get(url))
    adas = {"title": "Ada's (AI)"}
    drafts.save_sections(request_id, {Section.BRIEF: adas}, seen={}, actor=cast.ada.actor)
    answer = client.post(url, data={"title": "Mine (AI)", "seen": seen})
    assert answer.status_code == 409
    assert "Ada changed this section" in answer.text
    assert "Ada&#39;s (AI)" in answer.text
    assert 'value="Mine (AI)"' in answer.text
    assert client.post(url, data={"title": "Ours (AI)", "seen": seen_in(answer)}).status_code == 302


def test_what_is_missing_leads_to_its_field(cast, client):
    sign_in(client, cast.ben)
    request_id = begun(cast.ben, typed(pay={"hourly": "1"}))
    page = client.get(f"/requests/{request_id}/check").text
    assert f"/requests/{request_id}/write/pay#field-hourly" in page
    assert client.post(f"/requests/{request_id}/submit").status_code == 422


def test_from_check_to_submitted(cast, client):
    covered(cast)
    request_id = begun(cast.ben)
    sign_in(client, cast.ben)
    assert "Nothing is missing" in client.get(f"/requests/{request_id}/check").text
    client.post(f"/requests/{request_id}/submit")
    assert request_of(request_id).state is RequestState.SUBMITTED
    assert "Version 1" in client.get(f"/requests/{request_id}").text
    page = client.get(f"/requests/{request_id}/versions/1").text
    assert "sha256:" in page
    titles = [page.index(f"{title}</h2>") for title in ("The scene", "Parts and beats", "Usage")]
    assert titles == sorted(titles)


def test_compliance_returns_with_notes_that_the_client_reads_at_the_field(cast, client):
    request_id = sent(cast)
    sign_in(client, cast.cora)
    url = f"/compliance/requests/{request_id}"
    assert "Approve this version" in client.get(url).text
    said = {"version_id": newest(request_id), "note:parts.parts-0-sheet": "Who is her mother?"}
    assert client.post(f"{url}/return", data=said).status_code == 302
    sign_in(client, cast.ben)
    page = client.get(f"/requests/{request_id}/write/parts").text
    assert '<a href="#field-parts-0-sheet">Who is her mother?</a>' in page


def test_to_return_without_a_note_says_so_and_without_a_version_is_nothing(cast, client):
    request_id = sent(cast)
    sign_in(client, cast.cora)
    url = f"/compliance/requests/{request_id}/return"
    answer = client.post(url, data={"version_id": newest(request_id)})
    assert answer.status_code == 422
    assert "Say at one field at least" in answer.text
    assert client.post(url, data={"version_id": "x"}).status_code == 404


def test_what_stands_against_it_is_shown_and_not_approved(cast, client):
    request_id = sent(cast, typed(pay={"hourly": "60"}))
    sign_in(client, cast.cora)
    url = f"/compliance/requests/{request_id}"
    said = {"version_id": newest(request_id)}
    assert client.post(f"{url}/approve", data=said).status_code == 302
    assert "Approve this version" not in client.get(url).text


def test_the_list_says_the_next_step_of_each(cast, client):
    sent(cast)
    begun(cast.ben)
    sign_in(client, cast.vera)
    page = client.get("/requests").text
    assert "Compliance looks at it" in page
    assert "Finish it and submit it" in page
    assert "Ask for scenes" not in page


def test_a_section_that_the_kind_has_not_is_refused(cast, client):
    sign_in(client, cast.ben)
    assert client.get(f"/requests/{empty(cast)}/write/campaign").status_code == 409
