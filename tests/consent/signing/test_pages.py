"""Signing and refusing on the pages, as a performer does it."""

import re
from datetime import timedelta

import pytest

from consent.keeping.actions import create_key
from consent.keeping.jobs import keep
from consent.ledger.explaining.words import Signature, Use
from consent.minimums.actions import set_minimums
from consent.minimums.wishes import Minimums, Wish
from consent.signing import actions, queries
from consent.signing.asking import name_client
from consent.signing.own_data import exports_of
from foundation import clock
from foundation.database import db, transaction
from foundation.web import settings
from tests.cast import sign_in
from tests.consent.signing.asked import (
    BOOKER,
    ENGAGEMENT,
    ask_all,
    ask_one,
    shown,
    sign,
    state,
)

TRAINING, REPLICA, PAY = (
    Signature.NON_GENERATIVE_TRAINING,
    Signature.REPLICA,
    Signature.RECORDING_AND_PAY,
)


def seen_on(page):
    return re.search(r'name="seen" value="([^"]+)"', page)[1]


def form_for(page, **changes):
    filled = {"seen": seen_on(page), "use_evaluation": "yes", "post_mortem": "stop"}
    return {**filled, "name": "Omar Haddad", **changes}


@pytest.fixture
def at_home(client, cast):
    sign_in(client, cast.omar)
    return client


@pytest.fixture
def waiting(cast):
    return ask_one(cast.omar, TRAINING)


def test_the_list_says_what_each_paper_is_about_and_costs(at_home, cast):
    ask_all(cast.omar)
    page = at_home.get("/sign").text
    for words in (
        "Northlab",
        "Recording and pay",
        "Non-generative training",
        "Evaluation: 15.00 EUR",
        "Voice replica: 900.00 EUR",
        "45.00 EUR for each hour",
        "refusing it changes neither the work nor its pay",
        "Waits for you",
    ):
        assert words in page


def test_without_papers_the_list_says_so(at_home):
    assert "Nothing waits for your signature" in at_home.get("/sign").text


def test_a_paper_is_read_answered_and_kept(at_home, cast, waiting):
    page = at_home.get(f"/sign/{waiting}").text
    assert "It begins on 10 March 2026 and ends by itself at the end of 9 March 2029." in page
    assert "You speak, they listen." in page
    assert "Evaluation, for 15.00 EUR" in page
    answer = at_home.post(f"/sign/{waiting}", data=form_for(page, use_evaluation="no"))
    assert (answer.status_code, answer.location) == (303, f"/sign/{waiting}/signed")
    kept = at_home.get(answer.location).text
    for words in ("Omar Haddad", "less than a minute", "uses stop", "<dd>No</dd>"):
        assert words in kept
    terms = queries.signed_terms(db.session(), ENGAGEMENT, cast.omar.id)
    assert Use.EVALUATION not in (terms[0].prices or {})


def test_nothing_is_answered_beforehand(at_home, cast):
    seen = at_home.get(f"/sign/{ask_one(cast.omar, TRAINING)}").text
    assert " checked" not in seen
    assert " selected" not in seen


def test_signing_and_refusing_weigh_the_same(at_home, waiting):
    page = at_home.get(f"/sign/{waiting}").text
    assert '<button class="primary">Sign this paper</button>' in page
    assert re.search(
        r'<button class="primary" formaction="/sign/[^"]+/refuse">Refuse this paper</button>', page
    )


def test_refusing_takes_one_click_and_can_be_thought_over(at_home, waiting):
    at_home.get(f"/sign/{waiting}")
    answer = at_home.post(f"/sign/{waiting}/refuse", follow_redirects=True)
    assert "nothing else changes" in answer.text
    again = at_home.get(f"/sign/{waiting}").text
    assert "If you change your mind you can still sign it" in again
    assert "Refuse this paper" not in again
    at_home.post(f"/sign/{waiting}", data=form_for(again))
    assert state(waiting) == "signed"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "日本"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"use_evaluation": ""}, "use_evaluation"),
        ({"use_evaluation": "perhaps"}, "use_evaluation"),
        ({"post_mortem": ""}, "post_mortem"),
        ({"post_mortem": "executor_decides"}, "executor"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_signed(
    at_home, waiting, change, field
):
    page = at_home.get(f"/sign/{waiting}").text
    answer = at_home.post(f"/sign/{waiting}", data=form_for(page, **change))
    assert answer.status_code == 422
    assert f'id="error-{field}"' in answer.text
    assert state(waiting) == "requested"


def test_a_form_that_was_shown_something_else_is_not_signed(at_home, waiting):
    page = at_home.get(f"/sign/{waiting}").text
    answer = at_home.post(f"/sign/{waiting}", data=form_for(page, seen="sha256:" + "0" * 64))
    assert answer.status_code == 409
    assert "This is not what was shown to you last." in answer.text


def test_one_reads_and_signs_it_in_ones_language(at_home, waiting):
    page = at_home.get(f"/sign/{waiting}?locale=es").text
    assert "Usted habla, ellos escuchan." in page
    assert "You speak" not in page
    at_home.post(f"/sign/{waiting}?locale=es", data=form_for(page))
    assert at_home.get(f"/sign/{waiting}/signed").text.count("<dd>es</dd>") == 1


def test_a_replica_says_when_it_can_be_signed(at_home, cast):
    replica = ask_one(cast.omar, REPLICA)
    page = at_home.get(f"/sign/{replica}").text
    assert "You have 48 hours to think about a replica" in page
    assert "You can sign from" in page
    assert "Sign this paper" not in page
    assert "Refuse this paper" in page


def test_for_a_replica_one_shows_again_who_one_is_and_what_was_typed_is_kept(app, at_home, cast):
    replica = ask_one(cast.omar, REPLICA)
    at_home.get(f"/sign/{replica}")
    clock.move(timedelta(hours=48))
    page = at_home.get(f"/sign/{replica}").text
    sent = {
        "seen": seen_on(page),
        "use_voice_replica": "yes",
        "post_mortem": "stop",
        "representation": "counsel",
        "represented_by": "Ines Prado",
        "name": "Omar Haddad",
    }
    where = f"http://127.0.0.1/sign/{replica}"
    stale = at_home.post(f"/sign/{replica}", data=sent, headers={"Referer": where})
    assert stale.location.startswith("/confirm?next=")
    assert "Ines Prado" in at_home.get(f"/sign/{replica}").text
    sign_in(at_home, cast.omar)
    assert at_home.post(f"/sign/{replica}", data=sent).location == f"/sign/{replica}/signed"


def test_a_sealed_client_is_named_only_once_it_was_told(at_home, cast):
    paper = ask_one(cast.omar, TRAINING, sealed=True)
    for address in ("/sign", f"/sign/{paper}"):
        assert "Northlab" not in at_home.get(address).text
        assert "A client whose name is not told yet" in at_home.get(address).text
    with transaction() as session:
        name_client(session, ENGAGEMENT, cast.omar.id, actor=BOOKER)
    assert "Northlab" in at_home.get(f"/sign/{paper}").text


def test_it_is_compared_with_ones_own_minimums(at_home, cast, waiting):
    said = Minimums(uses={Use.NON_GENERATIVE_TRAINING: Wish.NEVER})
    set_minimums(said, seen=0, actor=cast.omar.actor)
    page = at_home.get(f"/sign/{waiting}").text
    assert "It asks for non-generative training; you said no." in page


def test_what_is_over_says_so_and_has_no_form(at_home, waiting):
    clock.move(timedelta(days=9))
    sign_in_again = at_home.get(f"/sign/{waiting}")
    assert "Sign this paper" not in sign_in_again.text


def test_home_says_what_waits(at_home, waiting):
    page = at_home.get("/home").text
    assert "Sign or refuse: non-generative training" in page


def test_document_receipt_and_proof_are_downloaded(at_home, cast, waiting):
    sign(cast.omar, waiting, TRAINING)
    document = at_home.get(f"/sign/{waiting}/document")
    assert document.content_type == "application/pdf"
    assert document.data.startswith(b"%PDF-")
    early = at_home.get(f"/sign/{waiting}/receipt").json
    assert early["proof"]["tlog_proof"] is None
    create_key(settings=settings())
    keep()
    receipt = at_home.get(f"/sign/{waiting}/receipt")
    assert "attachment" in receipt.headers["Content-Disposition"]
    assert receipt.json["proof"]["tlog_proof"].startswith("c2sp.org/tlog-proof@v1")
    page = at_home.get(f"/sign/{waiting}/signed").text
    proof = at_home.get(f"/ledger/proof/{receipt.json['proof']['entry']}")
    assert f"/ledger/proof/{receipt.json['proof']['entry']}" in page
    assert proof.text == receipt.json["proof"]["tlog_proof"]


def test_compliance_reads_what_was_signed_and_the_performer_is_shown_it(client, cast, waiting):
    sign(cast.omar, waiting, TRAINING)
    sign_in(client, cast.cora)
    assert "is on record" in client.get(f"/sign/{waiting}/signed").text
    assert client.get(f"/sign/{waiting}/document").status_code == 200
    client.get("/sign/" + str(waiting))
    sign_in(client, cast.omar)
    assert client.get("/threads").text.count('<td role="cell" data-label="As"') == 2


def test_what_is_not_signed_has_no_copy(at_home, waiting):
    for page in ("signed", "document", "receipt"):
        assert at_home.get(f"/sign/{waiting}/{page}").status_code == 404


def test_what_can_no_longer_be_signed_is_not_approved(client, cast):
    actions.refuse(ask_one(cast.omar, REPLICA), actor=cast.omar.actor)
    sign_in(client, cast.cora)
    assert "Ada, in the language course" in client.get("/replicas").text
    clock.move(timedelta(days=9))
    sign_in(client, cast.cora)
    assert "Nothing waits to be approved" in client.get("/replicas").text


def test_everything_about_ones_papers_is_in_ones_data(cast, waiting):
    sealed = ask_one(cast.omar, TRAINING, sealed=True)
    sign(cast.omar, waiting, TRAINING)
    papers = {each["id"]: each for each in exports_of(db.session(), cast.omar.id)["papers"]}
    assert papers[str(waiting)]["signed"]["name"] == "Omar Haddad"
    assert papers[str(waiting)]["shown"][0]["locale"] == "en"
    assert (papers[str(sealed)]["client"], papers[str(sealed)]["state"]) == (None, "requested")
    assert exports_of(db.session(), cast.mira.id) == {"papers": []}


def test_compliance_approves_a_description_without_learning_whose_it_is(client, cast):
    replica = ask_one(cast.omar, REPLICA)
    sign_in(client, cast.cora)
    page = client.get("/replicas").text
    assert "Ada, in the language course" in page
    assert "Omar" not in page
    assert "Descriptions of replicas to approve: 1" in client.get("/home").text
    seen = seen_on(page)
    assert client.post(f"/replicas/{replica}/approve", data={"seen": "x"}).status_code == 409
    client.post(f"/replicas/{replica}/approve", data={"seen": seen})
    assert "Nothing waits to be approved" in client.get("/replicas").text
    shown(cast.omar, replica)
