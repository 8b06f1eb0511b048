"""The document says what the API does, and an outside tool holds it to that."""

from contextvars import Context
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.views import MethodView
from hypothesis import HealthCheck, given, settings
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import CHECKS

from assembly.public import PUBLIC_ENDPOINTS
from foundation import api
from foundation.api.guard import scope_of
from tests.api.asking import Program
from tests.cast import sign_in
from tests.marketplace.accounts.phones import set_up_phone

# Where an event may be sent is no matter of shape: a well-formed address may be refused. Nor is
# that a use has a price exactly where it is priced, that a day is not too far off, that nobody
# learns of a breach tomorrow, that a bundle is of a period or of something with an id, that
# whoever says the youngest age they play says the oldest too, that an amount has a currency,
# that hours, spans or bounds end after they begin, that splits make a hundred, that residents of
# the United States are US persons, that a payment was made in its year, or what a transcript looks
# like.
BEYOND_SHAPE = {
    "/api/v1/applications": ("positive_data_acceptance",),
    "/api/v1/bookings": ("positive_data_acceptance",),
    "/api/v1/bookings/{booking_id}/acceptance": ("positive_data_acceptance",),
    "/api/v1/bookings/{booking_id}/move": ("positive_data_acceptance",),
    "/api/v1/breaches": ("positive_data_acceptance",),
    "/api/v1/campaigns/slots/{slot_id}/taking": ("positive_data_acceptance",),
    "/api/v1/campaigns/{gig_id}/slots": ("positive_data_acceptance",),
    "/api/v1/compliance/bundles": ("positive_data_acceptance",),
    "/api/v1/datasets": ("positive_data_acceptance",),
    "/api/v1/datasets/counts": ("positive_data_acceptance",),
    "/api/v1/datasets/{dataset_id}/versions": ("positive_data_acceptance",),
    "/api/v1/deliveries": ("positive_data_acceptance",),
    "/api/v1/delegations": ("positive_data_acceptance",),
    "/api/v1/judging/second/{take_id}": ("positive_data_acceptance",),
    "/api/v1/judging/{take_id}": ("positive_data_acceptance",),
    "/api/v1/mandates/{mandate_id}/applications": ("positive_data_acceptance",),
    "/api/v1/minimums": ("positive_data_acceptance",),
    "/api/v1/profile": ("positive_data_acceptance",),
    "/api/v1/profile/availability": ("positive_data_acceptance",),
    "/api/v1/profile/availability/days": ("positive_data_acceptance",),
    "/api/v1/requests/{request_id}/draft": ("positive_data_acceptance",),
    "/api/v1/rights/{recording_id}/narrowing": ("positive_data_acceptance",),
    "/api/v1/rights/{recording_id}/suspension": ("positive_data_acceptance",),
    "/api/v1/searches": ("positive_data_acceptance",),
    "/api/v1/takes/{take_id}/marks": ("positive_data_acceptance",),
    "/api/v1/takes/{take_id}/tracks/{track_id}/transcript": ("positive_data_acceptance",),
    "/api/v1/tax-payments/years/{year}": ("positive_data_acceptance",),
    "/api/v1/taxes/own/status": ("positive_data_acceptance",),
    "/api/v1/webhooks": ("positive_data_acceptance",),
}
QUICK = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize=True,
)


def test_every_operation_names_its_scope_and_every_post_its_key(app: Flask):
    document = app.test_client().get("/api/openapi.json").json
    for path, item in document["paths"].items():
        for method in {"get", "post", "put", "patch", "delete"} & set(item):
            assert item[method]["security"], f"{method} {path}"
        if "post" in item:
            assert "Idempotency-Key" in str(item["post"]["parameters"]), path


def answers(document: dict[str, Any]) -> dict[str, list[str]]:
    """By operation, the media types of what it answers when it does."""
    return {
        operation["operationId"]: [
            media_type
            for status, answer in operation["responses"].items()
            if status.startswith("2") and status != "204"
            for media_type in answer.get("content", ("none",))
        ]
        for item in document["paths"].values()
        for method, operation in item.items()
        if method in {"get", "post", "put", "patch", "delete"}
    }


def test_every_answer_but_an_empty_one_says_its_media_type(app: Flask):
    found = answers(app.test_client().get("/api/openapi.json").json)
    assert [name for name, types in found.items() if "none" in types] == []
    assert found["get_right_certificate_pdf"] == ["application/pdf"]
    assert "audio/*" in found["get_recording_viewing_bytes"]
    assert found["get_delivery_manifest"] == ["application/json"]


def test_what_is_sent_in_parts_says_so(app: Flask):
    document = app.test_client().get("/api/openapi.json").json
    path = "/api/v1/recordings/{recording_id}/viewings/{viewing_id}/bytes"
    operation = document["paths"][path]["get"]
    assert "Range" in {each.get("name") for each in operation["parameters"]}
    assert "audio/*" in operation["responses"]["206"]["content"]
    assert list(operation["responses"]["416"]["content"]) == ["text/plain"]


def test_the_planted_fault_of_bytes_without_a_media_type_is_seen(app: Flask):
    document = app.test_client().get("/api/openapi.json").json
    path = "/api/v1/rights/{recording_id}/certificate.pdf"
    del document["paths"][path]["get"]["responses"]["200"]["content"]
    assert answers(document)["get_right_certificate_pdf"] == ["none"]


def test_every_api_view_has_a_scope_for_each_method(app: Flask):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        of_methods = issubclass(getattr(view, "view_class", object), MethodView)
        plain = rule.endpoint not in PUBLIC_ENDPOINTS and not hasattr(view, "view_class")
        if rule.rule.startswith("/api/v") and (of_methods or plain):
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                assert scope_of(rule.endpoint, method), f"{method} {rule.rule}"


def test_the_docs_page_shows_every_operation(client):
    page = client.get("/api/docs").text
    for path in client.get("/api/openapi.json").json["paths"]:
        assert path in page


def test_each_scope_is_named_once(app: Flask):
    """Who makes a token would else tick one box and leave the other."""
    with app.app_context():
        names = [scope.name for scope in api.scopes()]
    assert sorted(names) == sorted(set(names))


def test_another_method_is_refused_with_what_is_allowed(app, cast):
    answer = app.test_client().put("/api/v1/me")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer.content_type == "application/problem+json"


def test_no_page_of_the_api_is_a_web_page(client):
    answer = client.get("/api/v1/nothing-here")
    assert (answer.status_code, answer.json["status"]) == (404, 404)


def forgetful(app: Flask) -> Any:
    """The app as a server serves it: nothing is left of one request in the next."""
    return lambda environ, start_response: Context().run(app.wsgi_app, environ, start_response)


@pytest.mark.parametrize("mode", GenerationMode)
def test_schemathesis_finds_nothing(app, cast, mode):
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", forgetful(app))
    schema.config.generation.update(allow_x00=False)  # No text: tests/foundation/test_incoming.py
    set_up_phone(cast.ada)  # An owner may use every operation, once she has a second factor.
    for found in schema.get_all_operations():
        # A token each: it has a pace to keep.
        hold_to_the_document(found.ok(), mode, Program(app, cast.ada).secret)


def hold_to_the_document(operation: APIOperation, mode: GenerationMode, secret: str) -> None:
    checks = [CHECKS.get_one(name) for name in BEYOND_SHAPE.get(operation.path, ())]

    @QUICK
    @given(case=operation.as_strategy(generation_mode=mode))
    def hold(case: Case) -> None:
        headers = {"Authorization": f"Bearer {secret}"}
        case.call_and_validate(headers=headers, excluded_checks=checks)

    hold()


def test_who_reads_the_docs_is_still_signed_in(client, cast):
    sign_in(client, cast.omar)
    page = client.get("/api/docs").text
    assert "Your API tokens" in page
    assert "Omar" in page
    assert client.get("/api/v1/me").status_code == 401
