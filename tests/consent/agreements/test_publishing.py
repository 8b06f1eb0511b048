"""From draft to published: by two people, never changed after, and never twice."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from consent.agreements import actions, publishing, queries
from consent.agreements.errors import (
    DraftIsOpen,
    NameIsTaken,
    NoSuchLanguage,
    NotFitToPublish,
    TemplateNotFound,
    VersionNotFound,
)
from consent.agreements.models import AgreementVersion
from consent.ledger.explaining.words import Signature
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.two_people import (
    SamePerson,
    VersionChanged,
    VersionIsNotADraft,
    VersionIsNotProposed,
    VersionState,
)
from tests.consent.agreements.plans import TRAINING, plan

pytestmark = pytest.mark.usefixtures("each_database")
KIND = Signature.NON_GENERATIVE_TRAINING


def begin(actor, planned=TRAINING, name="Training"):
    return actions.begin_agreement(name, KIND, planned, actor=actor)


def state(version_id):
    db.session.rollback()
    return queries.version(db.session(), version_id).state


def seen(version_id):
    db.session.rollback()
    return queries.version(db.session(), version_id).version


def text(version_id, actor, body="Plain words.", locale="en"):
    actions.write_text(
        version_id, seen(version_id), locale, title="Training", body=body, actor=actor
    )


@pytest.fixture
def draft(cast):
    begun = begin(cast.cora.actor)
    text(begun, cast.cora.actor)
    return begun


@pytest.fixture
def proposed(draft, cast):
    publishing.propose_version(draft, seen(draft), actor=cast.cora.actor)
    return draft


@pytest.fixture
def published(proposed, cast):
    publishing.publish_version(proposed, actor=cast.admin.actor)
    return proposed


def test_one_proposes_and_another_publishes(published, cast):
    found = queries.version(db.session(), published)
    assert found.state is VersionState.PUBLISHED
    assert (found.proposed_by, found.published_by) == (cast.cora.id, cast.admin.id)
    assert queries.planned(found) == TRAINING


def test_nobody_publishes_what_they_proposed(proposed, cast):
    with pytest.raises(SamePerson):
        publishing.publish_version(proposed, actor=cast.cora.actor)
    assert state(proposed) is VersionState.PROPOSED


def test_who_wrote_it_publishes_only_what_another_proposed(draft, cast):
    publishing.propose_version(draft, seen(draft), actor=cast.admin.actor)
    with pytest.raises(SamePerson):
        publishing.publish_version(draft, actor=cast.admin.actor)
    publishing.publish_version(draft, actor=cast.cora.actor)
    assert state(draft) is VersionState.PUBLISHED


def test_the_database_wants_two_people_too(proposed, cast):
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(
            update(AgreementVersion)
            .where(AgreementVersion.id == proposed)
            .values(state=VersionState.PUBLISHED, published_by=cast.cora.id)
        )


@pytest.mark.parametrize("who", ["omar", "ada", "fay", "otto"])
def test_only_who_keeps_agreements_writes_any(draft, cast, who):
    other = getattr(cast, who).actor
    with pytest.raises(NotPermitted):
        begin(other, name="Another")
    with pytest.raises(NotPermitted):
        actions.change_terms(draft, seen(draft), plan(months=1), actor=other)
    with pytest.raises(NotPermitted):
        publishing.publish_version(draft, actor=other)


@pytest.mark.parametrize(
    "body", ["You allow it in perpetuity.", "An irrevocable licence for any purpose."]
)
def test_a_refused_phrase_keeps_it_from_being_proposed(draft, cast, body):
    text(draft, cast.cora.actor, body, locale="es")
    with pytest.raises(NotFitToPublish) as refused:
        publishing.propose_version(draft, seen(draft), actor=cast.cora.actor)
    assert all(sentence.startswith("In the text in es:") for sentence in refused.value.sentences)
    assert state(draft) is VersionState.DRAFT


def test_a_text_that_no_document_can_hold_is_not_proposed(draft, cast):
    text(draft, cast.cora.actor, "あなたは話します。", locale="ja")
    with pytest.raises(NotFitToPublish) as refused:
        publishing.propose_version(draft, seen(draft), actor=cast.cora.actor)
    (sentence,) = refused.value.sentences
    assert sentence.startswith("In the text in ja: “あ” cannot be printed")


def test_without_a_text_or_with_faulty_terms_it_is_not_proposed(cast):
    bare = begin(cast.cora.actor, plan(currency=None))
    with pytest.raises(NotFitToPublish) as refused:
        publishing.propose_version(bare, 1, actor=cast.cora.actor)
    assert refused.value.sentences == (
        "Say in which currency the prices are.",
        "Write its text in one language at least.",
    )


def test_what_is_proposed_or_published_does_not_change(proposed, cast):
    for _ in range(2):
        with pytest.raises(VersionIsNotADraft):
            actions.change_terms(proposed, seen(proposed), plan(months=1), actor=cast.admin.actor)
        with pytest.raises(VersionIsNotADraft):
            text(proposed, cast.admin.actor)
        with pytest.raises(VersionIsNotADraft):
            actions.remove_text(proposed, seen(proposed), "en", actor=cast.admin.actor)
        with pytest.raises(VersionIsNotADraft):
            publishing.discard_version(proposed, actor=cast.admin.actor)
        if state(proposed) is VersionState.PROPOSED:
            publishing.publish_version(proposed, actor=cast.admin.actor)


def test_a_second_click_publishes_nothing_twice(published, cast):
    with pytest.raises(VersionIsNotProposed):
        publishing.publish_version(published, actor=cast.admin.actor)


def test_what_somebody_changed_meanwhile_is_not_overwritten(draft, cast):
    before = seen(draft)
    text(draft, cast.admin.actor, "Other words.")
    with pytest.raises(VersionChanged):
        actions.change_terms(draft, before, plan(months=1), actor=cast.cora.actor)
    with pytest.raises(VersionChanged):
        publishing.propose_version(draft, before, actor=cast.cora.actor)


def test_returned_it_is_written_further_and_proposed_again(proposed, cast):
    publishing.return_version(proposed, actor=cast.admin.actor)
    actions.change_terms(proposed, seen(proposed), plan(months=24), actor=cast.cora.actor)
    publishing.propose_version(proposed, seen(proposed), actor=cast.cora.actor)
    publishing.publish_version(proposed, actor=cast.admin.actor)
    db.session.rollback()
    assert queries.planned(queries.version(db.session(), proposed)).months == 24


def test_the_next_version_begins_as_the_last_was_with_its_texts(published, cast):
    template = queries.version(db.session(), published).template_id
    second = actions.begin_version(template, actor=cast.cora.actor)
    found = queries.version(db.session(), second)
    assert (found.number, found.state) == (2, VersionState.DRAFT)
    assert queries.planned(found) == TRAINING
    assert [each.body for each in queries.texts(db.session(), second)] == ["Plain words."]
    with pytest.raises(DraftIsOpen):
        actions.begin_version(template, actor=cast.cora.actor)


def test_a_discarded_number_is_not_used_again(draft, cast):
    template = queries.version(db.session(), draft).template_id
    publishing.discard_version(draft, actor=cast.cora.actor)
    second = actions.begin_version(template, actor=cast.cora.actor)
    assert queries.version(db.session(), second).number == 2
    assert state(draft) is VersionState.DISCARDED


def test_two_agreements_of_one_name_are_refused(draft, cast):
    with pytest.raises(NameIsTaken):
        begin(cast.admin.actor)


@pytest.mark.parametrize("locale", ["", "e", "english", "EN", "en_GB", "../en"])
def test_a_language_is_a_code(draft, cast, locale):
    with pytest.raises(NoSuchLanguage):
        text(draft, cast.cora.actor, locale=locale)


def test_what_does_not_exist_is_said(cast):
    nowhere = uuid4()
    with pytest.raises(VersionNotFound):
        publishing.publish_version(nowhere, actor=cast.cora.actor)
    with pytest.raises(TemplateNotFound):
        actions.begin_version(UUID(int=5), actor=cast.cora.actor)
