"""What was trained, reported and signed: in the ledger, and a receipt for those who were in it."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from consent.holders.queries import holders_of
from consent.keeping import openings
from consent.ledger.explaining.words import Ending, Use
from consent.ledger.openings.erasing import remember
from consent.licences import ending, queries
from consent.licences import own_data as licences_own_data
from consent.licences.errors import NameMissing
from consent.licences.reports import asking
from consent.licences.reports import queries as reports
from consent.licences.reports.actions import report_uses
from consent.licences.reports.errors import (
    CutOffTooEarly,
    CutOffTooLate,
    ModelNotNamed,
    NamedTwice,
    NotForTraining,
    NoTrainingUse,
    NotYourDelivery,
    TooManyTrained,
    TrainingNotNamed,
)
from consent.licences.reports.models import (
    UseReport,
    UseReportSignature,
    UseReportSigner,
)
from consent.licences.reports.new import NewReport
from consent.licences.reports.training import trained
from consent.rights import own_data as rights_own_data
from consent.rights.trained import reported_of, trained_by
from consent.terms.bits import mask_of
from foundation import clock
from foundation.database import db, transaction
from foundation.ids import new_id
from tests.cast import RIVALLAB
from tests.consent.licences.licensed import WRITER, offered, open_offer, published, signed_by
from tests.consent.recalls.ending import withdraw
from tests.consent.recordings.performed import recorded
from tests.marketplace.deliveries.reporting.reported import (
    CUT_OFF,
    FIRST,
    LAST,
    TRAINED,
    report,
    training,
)
from tests.marketplace.deliveries.taking.delivered import delivered

pytestmark = pytest.mark.usefixtures("each_database")


def receipts(*grants):
    """How many each of these recordings has."""
    db.session.rollback()
    found = trained_by(db.session(), [each.recording_id for each in grants])
    return [len(found.get(each.recording_id, ())) for each in grants]


def told(grant):
    """What the ledger says of training in this grant's thread."""
    db.session.rollback()
    lines = openings.lines_of(db.session(), [grant.thread])
    return [each.payload for each in lines if each.payload and "cut_off" in each.payload]


def test_whoever_was_in_the_delivery_has_a_receipt_and_nobody_else(cast, over, delivery, grants):
    report(over, training(delivery.id), actor=cast.ada.actor)
    assert receipts(*grants) == [1, 1, 0]
    assert [len(told(each)) for each in grants] == [1, 1, 0]


def test_a_receipt_says_model_dataset_version_cut_off_period_and_client(
    cast, over, delivery, grants
):
    report(over, training(delivery.id), actor=cast.ada.actor)
    recording = grants[0].recording_id
    [receipt] = trained_by(db.session(), [recording])[recording]
    assert (receipt.model, receipt.who, receipt.version) == ("Aria 3", "Northlab", 1)
    assert receipt.dataset.startswith("Anger ")
    assert (receipt.cut_off, receipt.from_on, receipt.to_on) == (CUT_OFF, FIRST, LAST)
    assert receipt.uses == TRAINED


def test_the_ledger_says_the_same_of_each(cast, over, delivery, grants):
    made = report(over, training(delivery.id), actor=cast.ada.actor)
    [said] = told(grants[1])
    whole = db.session().get_one(UseReportSignature, made)
    assert (said["person"], said["models"]) == (str(cast.mira.id), ["Aria 3"])
    assert (said["delivery"], said["dataset_version"]) == (str(delivery.id), 1)
    assert (said["cut_off"], said["document"]) == (CUT_OFF.isoformat(), whole.document_hash)
    assert said["uses"] == ["generative_training"]


def test_a_hook_that_says_too_much_is_what_the_first_test_catches(
    cast, over, delivery, grants, monkeypatch
):
    """Planted: whoever the client holds anything of, whatever was in the delivery."""
    everything = {delivery.id: {each.recording_id for each in grants}}
    monkeypatch.setattr(asking, "recordings_in", (lambda _session, _ids: everything,))
    report(over, training(delivery.id), actor=cast.ada.actor)
    assert [len(told(each)) for each in grants] == [1, 1, 1]  # Caught: Omar's second has none.


def test_after_a_recall_the_delivery_that_followed_is_what_was_trained_on(
    cast, over, delivery, grants
):
    withdraw(grants[0])
    later = delivered([grants[1]], follows=delivery, uses=TRAINED)
    with pytest.raises(CutOffTooEarly):
        report(over, training(later.id), actor=cast.ada.actor)
    report(over, training(delivery.id), actor=cast.ada.actor)
    assert receipts(*grants) == [1, 1, 0]
    clock.move(timedelta(days=92))
    next_one = training(later.id, "Aria 4", date(2026, 7, 1))
    report(over, next_one, actor=cast.ada.actor, from_on=date(2026, 6, 2))
    assert receipts(*grants) == [1, 2, 0]


def test_models_trained_alike_stand_in_one_entry_and_have_a_receipt_each(
    cast, over, delivery, grants
):
    two = (training(delivery.id), training(delivery.id, "Bel 1"))
    report(over, *two, actor=cast.ada.actor)
    assert receipts(grants[0]) == [2]
    assert [each["models"] for each in told(grants[0])] == [["Aria 3", "Bel 1"]]


def test_what_was_signed_is_kept_whole_with_its_hash_and_who_signed(cast, over, delivery):
    made = report(over, training(delivery.id), actor=cast.ada.actor)
    session = db.session()
    signed = session.get_one(UseReportSignature, made)
    digest = hashlib.sha256(signed.document).hexdigest()
    assert signed.document_hash == f"sha256:{digest}"
    said = json.loads(signed.document)
    assert (said["signed_by"], said["signed_as"]) == (str(cast.ada.id), "client_owner")
    assert [each["model"] for each in said["trained"]] == ["Aria 3"]
    assert "Ada" not in signed.document.decode()
    assert session.get_one(UseReportSigner, made).name == "Ada Brandt"


def test_a_signer_is_given_it_and_the_name_goes_once_the_licence_is_over(cast, over, delivery):
    made = report(over, training(delivery.id), actor=cast.ada.actor)
    [row] = licences_own_data.exports_of(db.session(), cast.ada.id)["use_reports_signed"]
    assert (row["report"], row["as"]) == (str(made), "Ada Brandt")

    def names_left():
        with transaction() as session:
            licences_own_data.forget(session, cast.ada.id)
        db.session.rollback()
        return db.session().scalars(select(UseReportSigner.name)).all()

    assert names_left() == ["Ada Brandt"]
    ending.terminate_licence(over, Ending.CLIENT_REQUEST, "Asked.", actor=WRITER)
    assert names_left() == []


def test_it_is_in_a_performers_own_copy_of_all_data(cast, over, delivery, grants):
    report(over, training(delivery.id), actor=cast.ada.actor)
    [row] = rights_own_data.exports_of(db.session(), cast.omar.id)["models_trained"]
    assert (row["recording"], row["model"]) == (str(grants[0].recording_id), "Aria 3")
    assert json.dumps(row)


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (CutOffTooEarly, {"cut_off": date(2026, 3, 1)}),
        (CutOffTooLate, {"cut_off": date(2026, 6, 2)}),
        (CutOffTooLate, {"cut_off": date(2099, 1, 1)}),
        (ModelNotNamed, {"model": " \u202e "}),
    ],
)
def test_a_day_that_cannot_be_and_a_model_without_a_name_are_refused(
    cast, over, delivery, refusal, said
):
    with pytest.raises(refusal):
        report(over, training(delivery.id, **said), actor=cast.ada.actor)
    assert written() == 0


def written():
    db.session.rollback()
    return len(db.session().scalars(select(UseReport)).all())


def test_what_was_never_handed_over_is_refused(cast, over):
    with pytest.raises(NotYourDelivery):
        report(over, training(new_id()), actor=cast.ada.actor)


def test_another_clients_delivery_is_refused(cast, over, delivery):
    rivals = offered(published(name="Another"), RIVALLAB)
    signed_by(RIVALLAB, open_offer(rivals))
    db.session.rollback()
    assert asking.deliveries(db.session(), RIVALLAB) == []
    with pytest.raises(NotYourDelivery):
        held_against(rivals, training(delivery.id))


def held_against(licence, one):
    """As the action asks it, without waiting for another period to be over."""
    session = db.session()
    found = queries.licence(session, licence, WRITER)
    period = reports.next_period(session, found)
    new = NewReport(from_on=period.from_on, uses=TRAINED, trained=[one])
    return trained(session, found, period, new)


def test_what_was_handed_over_for_something_else_was_not_for_training(cast, over, evaluated):
    with pytest.raises(NotForTraining):
        report(over, training(evaluated.id), actor=cast.ada.actor)


def test_training_is_ticked_where_models_are_named_and_named_where_it_is_ticked(
    cast, over, delivery
):
    with pytest.raises(TrainingNotNamed):
        report(over, actor=cast.ada.actor)
    with pytest.raises(NoTrainingUse):
        report(over, training(delivery.id), actor=cast.ada.actor, uses=(Use.EVALUATION,))


def test_one_model_is_named_once_for_one_delivery_and_not_too_many_of_them(cast, over, delivery):
    with pytest.raises(NamedTwice):
        report(over, *[training(delivery.id)] * 2, actor=cast.ada.actor)
    with pytest.raises(TooManyTrained):
        report(over, *[training(delivery.id)] * 51, actor=cast.ada.actor)


def test_a_name_without_a_letter_signs_nothing(cast, over):
    new = NewReport(from_on=FIRST, uses=())
    with pytest.raises(NameMissing):
        report_uses(over, new, " - ", actor=cast.ada.actor)
    assert written() == 0


@pytest.mark.parametrize("table", ["training", "signature"])
def test_what_was_said_and_signed_is_never_changed(cast, over, delivery, table):
    report(over, training(delivery.id), actor=cast.ada.actor)
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.execute(text(f"DELETE FROM consent_use_report_{table}"))


def test_who_was_erased_is_told_nothing_and_nobody_waits_for_that(cast, over, delivery, grants):
    with transaction() as session:  # As once nobody can dispute any more that it was handed over.
        remember(session, [grants[0].thread])
    report(over, training(delivery.id), actor=cast.ada.actor)
    assert [len(told(each)) for each in grants[:2]] == [0, 1]


def said_of(grant):
    """What else a performer is shown of it."""
    session = db.session()
    holders = holders_of(session, [grant.recording_id])[grant.recording_id]
    return reported_of(session, grant.recording_id, holders)


def test_who_was_not_in_it_is_not_told_that_anything_was_trained(cast, over, delivery, grants):
    used = (Use.GENERATIVE_TRAINING, Use.EVALUATION)
    report(over, training(delivery.id), actor=cast.ada.actor, uses=used, models=["Judge 1"])
    for grant in grants:
        [said] = said_of(grant)
        assert (said.uses, said.reported.models) == ("Evaluation", ("Judge 1",))


def test_a_report_of_training_alone_says_nothing_to_who_was_not_in_it(cast, over, delivery, grants):
    report(over, training(delivery.id), actor=cast.ada.actor)
    assert [said_of(each) for each in grants] == [[], [], []]


def test_who_is_named_and_was_not_in_it_is_told_of_the_rest_alone(cast, over, delivery, grants):
    used = (Use.GENERATIVE_TRAINING, Use.EVALUATION)
    named = [grants[2].recording_id]
    report(over, training(delivery.id), actor=cast.ada.actor, uses=used, recordings=named)
    db.session.rollback()
    lines = openings.lines_of(db.session(), [grants[2].thread])
    [said] = [each.payload for each in lines if each.payload and "from_on" in each.payload]
    assert (said["uses"], "models" in said) == (["evaluation"], False)
    assert [each.uses for each in said_of(grants[2])] == ["Evaluation"]


def test_a_report_from_before_versions_were_named_is_still_shown(cast, over, delivery, grants):
    with transaction() as session:
        old = UseReport(
            licence_id=over,
            client_id=cast.ada.actor.on_behalf_of,
            from_on=FIRST,
            to_on=LAST,
            due_on=date(2026, 7, 1),
            uses=mask_of(TRAINED),
            models=["Quill 3"],
            about_all=True,
            reported_by=cast.ada.id,
        )
        session.add(old)
    [said] = said_of(grants[0])
    assert (said.client, said.uses, said.reported.models) == (
        "Northlab",
        "Generative training",
        ("Quill 3",),
    )
    assert receipts(*grants) == [0, 0, 0]
    [whole] = reports.wholes(db.session(), db.session().scalars(select(UseReport)).all())
    assert (whole.signature, whole.name, whole.trained) == (None, None, ())


def test_what_was_done_before_it_was_held_is_not_said_of_a_recording(cast, over, delivery):
    report(over, training(delivery.id), actor=cast.ada.actor, uses=(*TRAINED, Use.EVALUATION))
    late = recorded(cast.omar.id)
    delivered(late, uses=TRAINED)
    assert said_of(late[0]) == []
