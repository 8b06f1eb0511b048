"""The pages of messages: reading, writing, files, bad input, what a sealed client is called."""

from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import select

from foundation.database import db
from marketplace.casting.models import Application
from marketplace.messages.actions import report_message
from marketplace.messages.models import MessageFile
from marketplace.requests.usage import Usage
from marketplace.requests.words import Named
from tests.api.asking import Program
from tests.cast import sign_in
from tests.marketplace.market import content, engaged, papers, posted
from tests.marketplace.messages.written import application, write

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
MP3 = b"ID3\x04\0\0\0\0\0\0" + b"\0" * 64


def sent(client, about, text="Hello.", file=None, name="plan.png"):
    form = {"text": text}
    if file is not None:
        form["files"] = (BytesIO(file), name)
    where = f"/messages/application/{about}"
    return client.post(where, data=form, content_type="multipart/form-data")


def test_an_empty_list_says_where_messages_begin(cast, client):
    sign_in(client, cast.omar)
    assert "Open an application or a booking" in client.get("/messages").text


def test_what_one_writes_the_other_reads(cast, app):
    about = application(cast)
    omar, ben = app.test_client(), app.test_client()
    sign_in(omar, cast.omar)
    sign_in(ben, cast.ben)
    assert sent(omar, about, "Which day <b>is</b> it?", PNG).status_code == 302
    assert "1 new" in ben.get("/messages").text
    page = ben.get(f"/messages/application/{about}").text
    assert "Which day &lt;b&gt;is&lt;/b&gt; it?" in page
    assert "plan.png" in page
    assert "Not read yet" not in omar.get(f"/messages/application/{about}").text
    assert "1 new" not in ben.get("/messages").text


@pytest.mark.parametrize(
    ("text", "file", "said"),
    [
        ("", None, "Write something first."),
        ("x" * 5001, None, "At most 5000 characters."),
        ("My take", MP3, "is sound or video"),
    ],
)
def test_bad_input_keeps_what_was_typed(cast, client, text, file, said):
    about = application(cast)
    sign_in(client, cast.omar)
    answer = sent(client, about, text, file, "take.mp3")
    assert answer.status_code == 422
    assert said in answer.text
    assert text in answer.text
    assert db.session().scalars(select(MessageFile)).all() == []


def test_a_file_is_for_those_who_read_the_conversation(cast, app):
    about = application(cast)
    omar, mira = app.test_client(), app.test_client()
    sign_in(omar, cast.omar)
    sign_in(mira, cast.mira)
    sent(omar, about, file=PNG)
    file_id = db.session().scalars(select(MessageFile.id)).one()
    assert omar.get(f"/messages/files/{file_id}").status_code == 302
    assert mira.get(f"/messages/files/{file_id}").status_code == 404


def test_a_sealed_client_is_not_named_by_its_messages(cast, client):
    usage = Usage(papers=papers(), end_product="companion", client=Named.SEALED, sector="Games")
    gig_id = posted(cast.ben, cast.cora, replace(content(), usage=usage))
    engaged(gig_id, "rosa", cast.omar)
    about = db.session().scalars(select(Application.id)).one()
    write(cast.ben, about)
    sign_in(client, cast.omar)
    for path in ("/messages", f"/messages/application/{about}"):
        page = client.get(path).text
        assert "A client in Games" in page
        assert "Northlab" not in page
        assert "Ben" not in page


def test_a_program_lists_reads_and_writes(cast, app):
    about = application(cast)
    write(cast.ben, about, "Can you come?")
    program = Program(app, cast.omar)
    (listed,) = program.get("/api/v1/messages").json["items"]
    assert listed["unread"] == 1
    where = f"/api/v1/messages/application/{about}"
    assert program.get(where).json["messages"][0]["author"] == "Northlab"
    assert program.post(where, {"text": "Yes."}).json["messages"][1]["text"] == "Yes."


def test_who_wrote_it_is_not_shown_that_it_was_reported(cast, app):
    about = application(cast)
    report_message(write(cast.ben, about), "Rude.", actor=cast.omar.actor)
    shown = {}
    for person in (cast.omar, cast.ben, cast.cora):
        client = app.test_client()
        sign_in(client, person)
        shown[person.email] = "Reported" in client.get(f"/messages/application/{about}").text
    assert list(shown.values()) == [True, False, True]
