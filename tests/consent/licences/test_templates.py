"""A licence to offer: written by one, published by another, with nothing in it that may not be."""

from dataclasses import replace

import pytest

from consent.agreements.planned import PlannedLimits
from consent.ledger.explaining.words import Answer, Use
from consent.licences.templates import actions
from consent.licences.templates.actions import Text
from consent.licences.templates.checking import objections
from consent.licences.templates.errors import (
    DraftIsOpen,
    NameIsTaken,
    NoSuchLanguage,
    NotFitToPublish,
    TemplateNotFound,
)
from consent.licences.templates.planned import Duties, PlannedLicence, TrainedModels
from consent.licences.templates.saying import summary
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.two_people import (
    SamePerson,
    VersionChanged,
    VersionIsNotADraft,
    VersionState,
)
from tests.consent.licences.licensed import (
    SECOND,
    TERMS,
    TEXT,
    WRITER,
    draft,
    published,
    terms,
    version_of,
)

pytestmark = pytest.mark.usefixtures("each_database", "app")


def against(planned, title="Licence", body="Plain words."):
    return " ".join(objections(planned, title, body))


def test_terms_are_read_back_as_they_were_kept():
    assert PlannedLicence.read(TERMS.canonical()) == TERMS


def test_one_proposes_and_another_publishes():
    found = version_of(published())
    assert found.state is VersionState.PUBLISHED
    assert (found.proposed_by, found.published_by) == (WRITER.id, SECOND.id)


def test_nobody_publishes_what_they_proposed():
    begun = draft()
    actions.propose_version(begun, 2, actor=WRITER)
    with pytest.raises(SamePerson):
        actions.publish_version(begun, actor=WRITER)


def test_what_is_proposed_is_not_changed_any_more():
    begun = draft()
    actions.propose_version(begun, 2, actor=WRITER)
    with pytest.raises(VersionIsNotADraft):
        actions.change_version(begun, 3, TERMS, TEXT, actor=WRITER)


def test_who_looked_at_an_older_draft_is_told():
    begun = draft()
    with pytest.raises(VersionChanged):
        actions.change_version(begun, 1, TERMS, TEXT, actor=SECOND)


def test_a_draft_without_a_text_is_not_proposed():
    begun = actions.begin_template("Bare", TERMS, actor=WRITER)
    with pytest.raises(NotFitToPublish):
        actions.propose_version(begun, 1, actor=WRITER)


def test_a_second_draft_waits_for_the_first():
    begun = published()
    template = version_of(begun).template_id
    second = actions.begin_version(template, actor=WRITER)
    assert version_of(second).body == TEXT.body
    with pytest.raises(DraftIsOpen):
        actions.begin_version(template, actor=SECOND)


def test_a_name_is_given_once():
    draft()
    with pytest.raises(NameIsTaken):
        actions.begin_template("Training", TERMS, actor=SECOND)


def test_what_is_not_there_is_not_found():
    with pytest.raises(TemplateNotFound):
        actions.begin_version(new_id(), actor=WRITER)


def test_a_language_is_a_code():
    begun = draft()
    with pytest.raises(NoSuchLanguage):
        actions.change_version(begun, 2, TERMS, replace(TEXT, locale="English"), actor=WRITER)


def test_only_those_who_keep_agreements_write_licences(cast):
    with pytest.raises(NotPermitted):
        actions.begin_template("Ours", TERMS, actor=cast.ada.actor)


def test_nothing_stands_against_terms_that_are_fit():
    assert against(TERMS) == ""


@pytest.mark.parametrize(
    ("planned", "sentence"),
    [
        (terms(uses={}), "Allow one use at least."),
        (terms(months=600), "Give an end"),
        (terms(limits=PlannedLimits()), "Say where recordings are stored."),
        (replace(TERMS, duties=Duties(report_every_months=24)), "once a year at least"),
        (
            replace(TERMS, duties=Duties(supplies_others=True, recipient_notice_days=0)),
            "Give performers a day",
        ),
        (
            replace(terms(uses={Use.RESALE: Answer.ALLOWED}), duties=Duties()),
            "Resale is allowed, but nobody may be supplied.",
        ),
    ],
)
def test_what_is_missing_or_too_much_is_said(planned, sentence):
    assert sentence in against(planned)


def test_the_text_is_linted_as_agreements_are():
    assert "Rights end on a day" in against(TERMS, body="In perpetuity.")


@pytest.mark.parametrize("models", list(TrainedModels))
def test_plain_words_always_name_what_is_banned_and_the_duty_to_recall(models):
    duties = Duties(trained_models=models, banned_ends=("gambling",))
    said = " ".join(summary(replace(TERMS, duties=duties)))
    for each in ("manipulate people", "emotions of people at work", "gambling", "recalled"):
        assert each in said


def test_who_may_supply_others_reads_how_they_are_announced():
    assert "14 days later" in " ".join(summary(TERMS))
    alone = replace(TERMS, duties=Duties())
    assert "Nothing is handed on to anybody else." in summary(alone)


def test_a_text_is_kept_as_it_was_written():
    begun = draft(text=Text(locale="de", title="Lizenz", body="Klare Worte."))
    found = version_of(begun)
    assert (found.locale, found.title, found.body) == ("de", "Lizenz", "Klare Worte.")
