"""The console for programs: what its pages say, within its scope, and on record like them."""

from uuid import uuid4

from sqlalchemy import update

from consent.console.bundles import making
from consent.console.checks.replaying import AS_REPLAYED
from consent.console.checks.running import run_checks
from consent.grants.models import Right
from consent.keeping.jobs import keep
from consent.keeping.readings import readings_of
from consent.ledger.explaining.words import Signature
from foundation.actors import SYSTEM
from foundation.database import transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from tests.access.proving import an_app
from tests.api.asking import Program
from tests.consent.console.recorded import recorded
from tests.consent.signing.asked import ask_one


def compliance(app, cast, *scopes) -> Program:
    """Staff's tokens work once their second factor stands."""
    an_app(cast.cora)
    return Program(app, cast.cora, scopes=list(scopes)) if scopes else Program(app, cast.cora)


def test_grants_are_read_page_by_page_and_that_is_on_record(app, cast, session):
    made = {str(recorded(cast.omar.id).id) for _ in range(3)}
    cora = compliance(app, cast)
    first = cora.get("/api/v1/compliance/grants", limit=2).json
    rest = cora.get("/api/v1/compliance/grants", limit=2, after=first["next"]).json
    assert {each["id"] for each in (*first["items"], *rest["items"])} == made
    assert {each["stands"] for each in first["items"]} == {"running"}
    assert len(readings_of(session, cast.omar.id)) == 2
    assert cora.get("/api/v1/compliance/grants", state="withdrawn").json["items"] == []


def test_a_story_is_told_as_of_a_moment(app, cast):
    grant = recorded(cast.omar.id)
    cora, path = compliance(app, cast), f"/api/v1/compliance/recordings/{grant.recording_id}"
    now = cora.get(path).json
    assert [each["state"] for each in now["grants"]] == ["given"]
    assert now["entries"][0]["type"] == "consent.given"
    before = cora.get(path, known_at="2026-03-01T00:00:00Z").json
    assert [each["state"] for each in before["grants"]] == [""]
    assert before["entries"] == []
    assert cora.get(f"/api/v1/compliance/recordings/{uuid4()}").status_code == 404


def test_deadlines_and_checks_are_read(app, cast):
    ask_one(cast.omar, Signature.RECORDING_AND_PAY)
    grant = recorded(cast.omar.id)
    with transaction() as session:
        session.execute(update(Right).where(Right.grant_id == grant.id).values(uses=1))
    run_checks([AS_REPLAYED.name], actor=SYSTEM)
    cora = compliance(app, cast)
    (due,) = cora.get("/api/v1/compliance/deadlines").json
    assert due["about"] == "signing"
    said = {each["name"]: each for each in cora.get("/api/v1/compliance/checks").json}
    assert said[AS_REPLAYED.name]["found"] == 1
    (finding,) = cora.get(f"/api/v1/compliance/checks/{AS_REPLAYED.name}/findings").json
    assert finding["recording_id"] == str(grant.recording_id)
    assert cora.get("/api/v1/compliance/checks/odd/findings").status_code == 404


def test_without_the_scope_nothing_is_read(app, cast):
    other = Program(app, cast.cora, scopes=["cases:read"])
    for path in ("grants", "deadlines", "checks"):
        assert other.get(f"/api/v1/compliance/{path}").status_code == 403


def test_evidence_is_asked_for_and_followed(app, cast):
    grant = recorded(cast.omar.id)
    keep()
    cora = compliance(app, cast)
    asked = {"scope": "recording", "subject_id": str(grant.recording_id)}
    bundle = cora.post("/api/v1/compliance/bundles", asked).json
    assert (bundle["state"], bundle["threads"]) == ("asked", 1)
    run_due([making.JOBS[0]], new_id(), even_if_not_due=True)
    made = cora.get(f"/api/v1/compliance/bundles/{bundle['id']}").json
    assert made["state"] == "made"
    assert len(made["sha256"]) == 64
    for wrong in ({"scope": "period"}, {**asked, "from_on": "2026-01-01"}, {"scope": "person"}):
        assert cora.post("/api/v1/compliance/bundles", wrong).status_code == 422


def test_a_sample_is_asked_for_and_waits_for_its_checkpoint(app, cast):
    recorded(cast.omar.id)
    keep()
    cora = compliance(app, cast)
    asked = cora.post("/api/v1/compliance/samples", {"purpose": "A look", "wanted": 3}).json
    assert asked["checkpoint"] is None
    assert cora.get("/api/v1/compliance/samples").json == [asked]


def test_asking_needs_a_scope_of_its_own(app, cast):
    cora = compliance(app, cast, "compliance:read")
    for path in ("bundles", "samples"):
        assert cora.post(f"/api/v1/compliance/{path}", {}).status_code == 403


def test_a_client_tells_of_its_breach_and_compliance_reads_it(app, cast):
    an_app(cast.ada)
    ada, cora = Program(app, cast.ada), compliance(app, cast)
    told = {"learned_at": "2026-03-01T08:00:00Z", "what": "A folder stood open for a day."}
    breach = ada.post("/api/v1/breaches", told).json
    assert breach["notify_by"].startswith("2026-03-04T08:00")
    assert cora.get("/api/v1/breaches").json["items"] == [breach]
    assert Program(app, cast.otto).get("/api/v1/breaches").status_code == 403


def test_documents_are_kept_and_read_with_every_version(app, cast):
    an_app(cast.ada)
    ada = Program(app, cast.ada)
    kept = {"kind": "impact_assessment", "title": "DPIA", "text": "Low risk."}
    filing = ada.post("/api/v1/filings", kept).json
    assert [each["text"] for each in filing["versions"]] == ["Low risk."]
    assert ada.get("/api/v1/filings").json["items"] == [filing]
