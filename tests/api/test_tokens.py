"""A token opens what it names, for whom it names, while it lasts."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.tokens import actions, queries
from marketplace.accounts.tokens.errors import TokenNotFound, UnknownScopes
from tests.api.asking import Program
from tests.cast import NORTHLAB, sign_in


def test_a_token_says_whom_it_acts_for(app, cast):
    me = Program(app, cast.ben).get("/api/v1/me").json
    assert (me["name"], me["role"], me["on_behalf_of"]) == (
        "Ben",
        "client_producer",
        str(NORTHLAB),
    )


def test_without_a_token_nothing_is_said(client, cast):
    answer = client.get("/api/v1/me")
    assert (answer.status_code, answer.content_type) == (401, "application/problem+json")


def test_how_to_prove_oneself_is_said_and_an_error_only_to_one_who_tried(app, client):
    assert client.get("/api/v1/me").headers["WWW-Authenticate"] == 'Bearer realm="Fairtake"'
    tried = client.get("/api/v1/me", headers={"Authorization": "Bearer fairtake_unknown"})
    assert tried.headers["WWW-Authenticate"] == 'Bearer realm="Fairtake", error="invalid_token"'
    assert tried.content_type == "application/problem+json"


def test_a_page_that_wants_a_sign_in_says_nothing_of_tokens(client):
    answer = client.get("/security", headers={"Accept": "application/problem+json"})
    assert (answer.status_code, answer.headers.get("WWW-Authenticate")) == (401, None)


def test_a_cookie_does_not_open_the_api(client, cast):
    sign_in(client, cast.omar)
    assert client.get("/api/v1/me").status_code == 401


def test_a_token_does_not_open_the_pages(app, cast):
    assert Program(app, cast.omar).get("/tokens").status_code == 302


def test_a_token_does_only_what_its_scopes_name(app, cast):
    program = Program(app, cast.omar, scopes=["account:read"])
    [token] = program.get("/api/v1/tokens").json
    refused = program.delete(f"/api/v1/tokens/{token['id']}")
    assert refused.status_code == 403
    assert "account:write" in refused.json["detail"]


def test_a_revoked_token_is_refused_at_once(app, cast):
    program = Program(app, cast.omar)
    [token] = program.get("/api/v1/tokens").json
    assert program.delete(f"/api/v1/tokens/{token['id']}").status_code == 204
    assert program.get("/api/v1/me").status_code == 401


def test_a_token_is_over_when_its_days_are(app, cast):
    program = Program(app, cast.omar)
    clock.move(timedelta(days=30, seconds=1))
    assert program.get("/api/v1/me").status_code == 401


def test_a_token_ends_with_the_role_it_acts_in(app, cast):
    program = Program(app, cast.ben)
    with transaction() as session:
        session.get_one(RoleGrant, cast.ben.grant_id).ended_at = now()
    assert program.get("/api/v1/me").status_code == 401


def test_last_use_is_shown_and_not_written_at_every_call(app, cast, session):
    program = Program(app, cast.omar)
    program.get("/api/v1/me")
    first = now()
    clock.move(timedelta(minutes=1))
    program.get("/api/v1/me")
    [token] = queries.tokens_of(session, cast.omar.id)
    assert token.used_at == first


def test_a_stranger_s_token_does_not_exist(app, cast, session):
    Program(app, cast.omar)
    [token] = queries.tokens_of(session, cast.omar.id)
    with pytest.raises(TokenNotFound):
        actions.revoke_token(token.id, actor=cast.mira.actor)


def test_a_scope_that_is_none_is_refused(app, cast):
    with pytest.raises(UnknownScopes, match="everything"):
        actions.create_token("x", ["everything"], 1, known_scopes=(), actor=cast.omar.actor)


def test_the_secret_is_shown_once_and_stored_nowhere(client, cast, session):
    sign_in(client, cast.omar)
    form = {"name": "Backup script", "scopes": ["account:read"], "days": "30"}
    page = client.post("/tokens", data=form).text
    secret = page.split('id="secret"')[1].split(">")[1].split("<")[0]
    assert secret not in client.get("/tokens").text
    [token] = queries.tokens_of(session, cast.omar.id)
    assert secret not in str(vars(token))


def test_a_form_without_a_scope_says_so_and_keeps_what_was_typed(client, cast):
    sign_in(client, cast.omar)
    answer = client.post("/tokens", data={"name": "Backup script", "days": "30"})
    assert answer.status_code == 422
    assert "Backup script" in answer.text
    assert "Missing data" not in answer.text


def test_its_owner_is_told_that_a_token_was_made(app, cast):
    [told] = Program(app, cast.omar).get("/api/v1/notices").json["items"]
    assert told["kind"] == "account.token_created"


def test_revoking_asks_once_more_on_a_page_and_then_does_it(app, client, cast, session):
    program = Program(app, cast.omar)
    [token] = queries.tokens_of(session, cast.omar.id)
    sign_in(client, cast.omar)
    assert f"/tokens/{token.id}/revoke" in client.get("/tokens").text
    assert "Revoke “test”?" in client.get(f"/tokens/{token.id}/revoke").text
    assert program.get("/api/v1/me").status_code == 200, "asking revokes nothing"
    assert client.post(f"/tokens/{token.id}/revoke").location == "/tokens"
    assert program.get("/api/v1/me").status_code == 401
