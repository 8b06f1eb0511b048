"""Reports that the law asks for, on a page and as files."""

import csv
import io
import json

import pytest

from consent.console.reports.processing import processing
from consent.console.reports.report import Report
from consent.console.reports.retention import retention
from consent.console.reports.subject_access import subject_access
from consent.keeping.readings import readings_of
from consent.ledger.explaining.words import DestructionCause, Signature
from consent.media.destroying import order_destruction
from foundation import clock
from foundation.database import transaction
from foundation.ids import new_id
from tests.cast import NORTHLAB, sign_in
from tests.consent.console.recorded import recorded
from tests.consent.holders.holding import held
from tests.consent.recalls.ending import withdraw
from tests.consent.signing.asked import published


def row_of(report, first):
    (row,) = [each for each in report.rows if each[0] == first]
    return dict(zip(report.columns, row, strict=True))


def test_the_record_of_processing_says_why_on_which_basis_and_for_whom(app, cast, session):
    published(Signature.GENERATIVE_TRAINING)
    held(recorded(cast.omar.id), client=NORTHLAB, regions=("EU",))
    report = processing(session)
    training, evaluation = row_of(report, "Generative training"), row_of(report, "Evaluation")
    assert training["Lawful basis"] == "consent"
    assert training["Grants in force"] == "1"
    assert training["Handed to"] == "nobody"
    assert evaluation["Handed to"] == "Northlab"
    assert evaluation["Where"] == "EU"


def test_what_one_is_told_names_who_received_what_and_who_was_asked_to_give_it_up(
    app, cast, session
):
    grant, other = recorded(cast.omar.id), recorded(cast.mira.id)
    held(grant, client=NORTHLAB)
    withdraw(grant)
    report = subject_access(session, cast.omar.id)
    consent = row_of(report, "Consent")
    assert consent["Stands"] == "Withdrawn"
    assert "Northlab" in consent["Received by"]
    assert consent["Called back from"] == "Northlab: not attested yet"
    assert str(other.recording_id) not in str(report.rows)


def test_it_says_who_read_it_and_is_itself_a_reading(app, cast, client, session):
    recorded(cast.omar.id)
    sign_in(client, cast.cora)
    path = f"/compliance/reports/people/{cast.omar.id}"
    assert "A report about you" not in client.get(path).text
    assert "A report about you" in client.get(path).text
    assert len(readings_of(session, cast.omar.id)) == 2


def test_of_nobody_there_is_no_report(app, cast, client):
    sign_in(client, cast.cora)
    assert client.get(f"/compliance/reports/people/{new_id()}").status_code == 404
    assert client.get("/compliance/reports/odd").status_code == 404


def test_retention_counts_what_should_be_gone(app, session):
    with transaction() as writing:
        late = clock.now().date().replace(month=1)
        order_destruction(writing, new_id(), DestructionCause.WITHDRAWN, due_on=late)
    row = row_of(retention(session), "Files that are ordered to be destroyed")
    assert (row["There are now"], row["Should be gone"]) == ("1", "1")


def test_the_files_say_what_the_page_says(app, cast, client):
    sign_in(client, cast.cora)
    path = "/compliance/reports/processing"
    answer = client.get(f"{path}?as=csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.text)))
    found = json.loads(client.get(f"{path}?as=json").text)["rows"]
    assert rows[0] == list(found[0])
    assert rows[1] == list(found[0].values())
    assert found[0]["Purpose"] in client.get(path).text


@pytest.mark.parametrize("name", ["=1+1", "+1", "@x"])
def test_a_name_is_no_formula_in_a_spreadsheet(name):
    report = Report("one", "One", "", ("Who",), ((name,),), clock.now())
    assert f"'{name}" in report.as_csv()
    assert json.loads(report.as_json())["rows"] == [{"Who": name}]
