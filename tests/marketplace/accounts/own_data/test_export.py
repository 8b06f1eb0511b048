"""The export of one's own data: all of one's own, nothing of others, after a fresh proof."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

from sqlalchemy import select

from foundation import clock, hooks
from foundation.audit import AuditEvent
from tests.cast import sign_in
from tests.foundation.cases.asking import ask


def opened(answer):
    archive = zipfile.ZipFile(BytesIO(answer.data))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def test_it_has_every_part_and_a_page_that_explains_them(client, cast):
    ask(cast.omar, "My question")
    sign_in(client, cast.omar)
    answer = client.post("/account/data")
    parts = opened(answer)
    for part in ("account", "roles", "sign_ins", "acts", "cases", "notices"):
        assert f"- {part}.json" in parts["README.txt"]
        assert json.loads(parts[f"{part}.json"]) is not None
    assert json.loads(parts["account.json"])["email"] == cast.omar.email
    assert "My question" in parts["cases.json"]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_nothing_of_others_is_in_it(client, cast):
    ask(cast.mira, "Her question")
    sign_in(client, cast.omar)
    everything = "".join(opened(client.post("/account/data")).values())
    assert "Her question" not in everything
    for stranger in (cast.mira.email, str(cast.mira.id), "Mira"):
        assert stranger not in everything


def test_every_provider_is_asked_for_this_person_only(session, cast, monkeypatch):
    asked = []
    monkeypatch.setattr(hooks, "exports_of", (lambda _, person: asked.append(person) or {},))
    assert hooks.exports(session, cast.omar.id) == {}
    assert asked == [cast.omar.id]


def test_fetching_it_stands_in_the_audit_and_in_the_file(client, cast, session):
    sign_in(client, cast.omar)
    acts = json.loads(opened(client.post("/account/data"))["acts.json"])
    assert [act["action"] for act in acts] == ["data.exported"]
    assert session.scalars(select(AuditEvent.actor_id)).all() == [cast.omar.id]


def test_an_old_sign_in_must_prove_itself_first(client, cast, session):
    sign_in(client, cast.omar)
    clock.move(timedelta(minutes=11))
    answer = client.post("/account/data")
    assert answer.content_type != "application/zip"
    assert session.scalars(select(AuditEvent)).all() == []


def test_the_page_says_what_it_is(client, cast):
    sign_in(client, cast.omar)
    assert "Download my data" in client.get("/account/data").text
