"""The same POST twice does its work once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.views import MethodView
from marshmallow import RAISE, Schema, fields
from sqlalchemy import func, select

from foundation import api, audit
from foundation.actors import SYSTEM, Actor
from foundation.api.idempotency import forget_old_answers
from foundation.api.models import KeptAnswer
from foundation.audit import AuditEvent
from foundation.clock import move
from foundation.database import db, transaction
from foundation.errors import Conflict
from foundation.ids import new_id
from foundation.jobs import Lease
from foundation.settings import Settings
from foundation.web import current_actor
from marketplace.accounts import grants
from marketplace.accounts.roles import Role
from tests.api.asking import Program
from tests.cast import RIVALLAB, Person
from tests.http import in_tests
from wsgi import create_app

notes = api.ApiBlueprint("api_notes", __name__, url_prefix="/api/v1/notes")
"""A slice as small as can be: its POST writes one audit row."""


class NoteSchema(Schema):
    class Meta:
        unknown = RAISE

    text = fields.String(required=True)


def write_note(text: str) -> dict[str, str]:
    actor = current_actor()
    with transaction() as session:
        audit.record(session, actor, "note.written", actor.id)
    if text == "too late":
        raise Conflict
    return {"text": text}


@notes.route("")
class Notes(MethodView):
    @notes.scope("account:write")
    @notes.arguments(NoteSchema)
    @notes.response(201, NoteSchema)
    def post(self, form: dict[str, str]) -> dict[str, str]:
        return write_note(form["text"])


@notes.route("/secret")
class SecretNotes(MethodView):
    @notes.scope("account:write")
    @api.secret_answer
    @notes.arguments(NoteSchema)
    @notes.response(201, NoteSchema)
    def post(self, form: dict[str, str]) -> dict[str, str]:
        return write_note(form["text"])


@pytest.fixture(scope="module")
def _noted_app(settings: Settings) -> Flask:
    with_notes = in_tests(create_app(settings))
    with_notes.extensions["fairtake_api"].register_blueprint(notes)
    return with_notes


@pytest.fixture
def noted_app(app, _noted_app: Flask) -> Iterator[Flask]:
    yield _noted_app
    with _noted_app.app_context():
        db.engine.dispose()


@pytest.fixture
def program(noted_app, cast) -> Program:
    return Program(noted_app, cast.omar)


def written() -> int:
    query = select(func.count()).where(AuditEvent.action == "note.written")
    return db.session().scalar(query) or 0


def test_the_same_key_and_body_answers_the_same_and_works_once(program):
    first = program.post("/api/v1/notes", {"text": "a"}, key="order-0001")
    again = program.post("/api/v1/notes", {"text": "a"}, key="order-0001")
    assert (
        (first.status_code, first.json) == (again.status_code, again.json) == (201, {"text": "a"})
    )
    assert again.headers["Idempotent-Replayed"] == "true"
    assert written() == 1


def test_the_same_key_for_another_body_is_refused(program):
    program.post("/api/v1/notes", {"text": "a"}, key="order-0001")
    other = program.post("/api/v1/notes", {"text": "b"}, key="order-0001")
    assert other.status_code == 409
    assert "order-0001" in other.json["detail"]
    assert written() == 1


def test_two_people_may_choose_the_same_key(program, noted_app, cast):
    program.post("/api/v1/notes", {"text": "a"}, key="order-0001")
    mira = Program(noted_app, cast.mira)
    assert mira.post("/api/v1/notes", {"text": "b"}, key="order-0001").status_code == 201


def test_without_a_key_nothing_is_done(program, noted_app):
    client = noted_app.test_client()
    headers = {"Authorization": f"Bearer {program.secret}"}
    assert client.post("/api/v1/notes", json={"text": "a"}, headers=headers).status_code == 400
    assert written() == 0


def test_what_was_refused_left_nothing_and_may_be_tried_again(program):
    refused = program.post("/api/v1/notes", {"text": "too late"}, key="order-0001")
    assert refused.status_code == 409
    assert written() == 0  # The action had committed by itself, were it not for the edge.
    assert program.post("/api/v1/notes", {"text": "a"}, key="order-0001").status_code == 201


def test_an_answer_with_a_secret_is_not_stored(program, session):
    first = program.post("/api/v1/notes/secret", {"text": "hush"}, key="order-0001")
    again = program.post("/api/v1/notes/secret", {"text": "hush"}, key="order-0001")
    assert (first.status_code, again.status_code) == (201, 409)
    assert [row.body for row in session.scalars(select(KeptAnswer))] == [None]
    assert written() == 1


def test_old_keys_are_forgotten_as_promised(program):
    program.post("/api/v1/notes", {"text": "a"}, key="order-0001")
    move(timedelta(days=7, seconds=1))
    assert forget_old_answers(Lease("forget", new_id(), 1)) == "1 forgotten"


def test_a_field_that_is_wrong_is_named(program):
    answer = program.post("/api/v1/notes", {"txt": "a"})
    assert answer.status_code == 422
    assert answer.json["errors"]["json"]["txt"] == ["Unknown field."]


@pytest.mark.parametrize("body", [b"9" * 5000, b"[" * 100_000, b"\xff\xfe", b"{", b'"\\ud800"'])
def test_a_body_that_cannot_be_read_is_refused_and_done_by_nobody(program, noted_app, body):
    headers = {"Authorization": f"Bearer {program.secret}", "Idempotency-Key": "order-0001"}
    answer = noted_app.test_client().post(
        "/api/v1/notes", data=body, headers=headers, content_type="application/json"
    )
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert program.post("/api/v1/notes", {"text": "a"}, key="order-0001").status_code == 201


def in_another_role(person: Person, role: Role, on_behalf_of: UUID | None = None) -> Person:
    with transaction() as session:
        grants.give(session, SYSTEM, person.id, role, on_behalf_of)
    return replace(person, actor=Actor(person.id, role, on_behalf_of))


def test_the_same_key_for_another_organisation_is_another_request(noted_app, cast):
    """One person who produces for both: what is done for one is not done for the other."""
    for_rival = in_another_role(cast.ben, Role.CLIENT_PRODUCER, RIVALLAB)
    here, there = Program(noted_app, cast.ben), Program(noted_app, for_rival)
    assert here.post("/api/v1/notes", {"text": "a"}, key="order-0001").status_code == 201
    assert there.post("/api/v1/notes", {"text": "a"}, key="order-0001").status_code == 409


def test_what_one_role_was_answered_is_not_shown_to_another(noted_app, cast):
    as_performer = in_another_role(cast.ben, Role.PERFORMER)
    here, there = Program(noted_app, cast.ben), Program(noted_app, as_performer)
    here.post("/api/v1/notes", {"text": "a"}, key="order-0001")
    assert there.post("/api/v1/notes", {"text": "a"}, key="order-0001").status_code == 409
