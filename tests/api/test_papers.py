"""Papers by token: read, refuse, receipts. Nothing is signed by a program."""

from consent.ledger.explaining.words import Signature
from consent.signing import queries
from foundation.database import db
from tests.api.asking import Program
from tests.cast import NORTHLAB
from tests.consent.signing.asked import ask_all, ask_one, sign, state

TRAINING = Signature.NON_GENERATIVE_TRAINING


def test_what_one_is_asked_is_listed_page_by_page(app, cast):
    papers = ask_all(cast.omar)
    omar = Program(app, cast.omar)
    first = omar.get("/api/v1/papers", limit=3).json
    rest = omar.get("/api/v1/papers", limit=3, after=first["next"]).json
    found = {each["id"]: each for each in (*first["items"], *rest["items"])}
    assert found.keys() == {str(each) for each in papers.values()}
    training = found[str(papers[TRAINING])]
    assert training["options"] == [{"use": "evaluation", "price_minor": 1500}]
    assert (training["client_id"], training["state"]) == (str(NORTHLAB), "requested")
    assert training["locales"] == ["en", "es"]


def test_reading_it_by_a_program_is_not_being_shown_it(app, cast):
    paper = ask_one(cast.omar, TRAINING)
    assert Program(app, cast.omar).get(f"/api/v1/papers/{paper}").status_code == 200
    assert queries.showings(db.session(), paper) == []


def test_a_sealed_client_is_not_named(app, cast):
    paper = ask_one(cast.omar, TRAINING, sealed=True)
    assert Program(app, cast.omar).get(f"/api/v1/papers/{paper}").json["client_id"] is None


def test_a_program_refuses_once(app, cast):
    paper = ask_one(cast.omar, TRAINING)
    omar = Program(app, cast.omar)
    assert omar.post(f"/api/v1/papers/{paper}/refusal", {}).json["state"] == "refused"
    assert omar.post(f"/api/v1/papers/{paper}/refusal", {}).status_code == 409
    assert state(paper) == "refused"


def test_a_program_fetches_the_receipt_of_what_was_signed(app, cast):
    paper = ask_one(cast.omar, TRAINING)
    omar = Program(app, cast.omar)
    assert omar.get(f"/api/v1/papers/{paper}/receipt").status_code == 404
    sign(cast.omar, paper, TRAINING)
    receipt = omar.get(f"/api/v1/papers/{paper}/receipt").json
    assert receipt["schema_version"] == "ISO/IEC TS 27560:2023"
    assert receipt["proof"]["opening"]["payload"]["agreement"] == str(paper)


def test_without_the_scope_nothing_is_refused(app, cast):
    paper = ask_one(cast.omar, TRAINING)
    reader = Program(app, cast.omar, scopes=["papers:read"])
    assert reader.post(f"/api/v1/papers/{paper}/refusal", {}).status_code == 403
    assert Program(app, cast.mira).get(f"/api/v1/papers/{paper}").status_code == 404
