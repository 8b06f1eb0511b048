"""Codes from a phone and codes on paper: each counts once, whoever types them, however often."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.audit import AuditEvent
from foundation.database import transaction
from foundation.ids import new_id
from marketplace.accounts.factors import proving, queries, totp
from marketplace.accounts.factors.app_actions import (
    MOST_APPS,
    add_app,
    confirm_app,
    remove_app,
    renew_recovery_codes,
)
from marketplace.accounts.factors.errors import (
    AppAlreadyConfirmed,
    FactorNotFound,
    LastFactorNeeded,
    TooManyFactors,
    WrongCode,
)
from marketplace.accounts.factors.models import AuthenticatorApp, RecoveryCode
from marketplace.accounts.models import SignIn
from tests.cast import sign_in
from tests.marketplace.accounts.phones import Phone, set_up_phone

STEP = timedelta(seconds=totp.STEP_SECONDS)


def spend(person, typed):
    with transaction() as session:
        return proving.spend_code(session, person.id, typed)


@pytest.fixture
def phone(cast) -> Phone:
    return set_up_phone(cast.fay)


def test_a_code_of_the_phone_is_a_proof(cast, phone):
    clock.move(STEP)
    assert spend(cast.fay, phone.code()).kind == "app"


def test_a_code_counts_once(cast, phone):
    clock.move(STEP)
    spend(cast.fay, phone.code())
    with pytest.raises(WrongCode):
        spend(cast.fay, phone.code())


def test_the_code_that_set_the_phone_up_is_spent(cast, phone):
    with pytest.raises(WrongCode):
        spend(cast.fay, phone.code())


def test_a_code_older_than_the_last_one_used_is_refused(cast, phone):
    clock.move(2 * STEP)
    earlier = phone.code(-STEP)
    spend(cast.fay, phone.code())
    with pytest.raises(WrongCode):
        spend(cast.fay, earlier)


@pytest.mark.parametrize("steps_away", [-1, 0, 1])
def test_a_slow_hand_or_a_wrong_clock_is_forgiven_one_step(cast, phone, steps_away):
    clock.move(10 * STEP)
    assert spend(cast.fay, phone.code(steps_away * STEP))


@pytest.mark.parametrize("steps_away", [-2, 2])
def test_two_steps_away_is_too_far(cast, phone, steps_away):
    clock.move(10 * STEP)
    with pytest.raises(WrongCode):
        spend(cast.fay, phone.code(steps_away * STEP))


@pytest.mark.parametrize("typed", ["", "000", "\u0660" * 6, "abcdef", "1" * 500, "\x00"])
def test_nonsense_is_a_wrong_code(cast, phone, typed):
    with pytest.raises(WrongCode):
        spend(cast.fay, typed)


def test_blanks_between_the_digits_do_not_matter(cast, phone):
    clock.move(STEP)
    code = phone.code()
    assert spend(cast.fay, f" {code[:3]} {code[3:]} ")


def test_somebody_elses_code_proves_nothing(cast, phone):
    clock.move(STEP)
    with pytest.raises(WrongCode):
        spend(cast.cora, phone.code())


def test_an_app_proves_nothing_before_its_first_code(cast, session):
    app_id = add_app("Phone", actor=cast.omar.actor)
    with pytest.raises(WrongCode):
        spend(cast.omar, Phone.of(app_id).code())
    assert not queries.has_factor(session, cast.omar.id)


def test_a_secret_copied_into_another_row_does_not_open(cast, phone):
    stolen = set_up_phone(cast.cora)
    with transaction() as session:
        copy = session.get_one(AuthenticatorApp, stolen.app_id).sealed_secret
        session.get_one(AuthenticatorApp, phone.app_id).sealed_secret = copy
    with pytest.raises(Exception, match="does not open"):
        spend(cast.fay, stolen.code())


def test_the_secret_is_not_in_the_database(cast, phone, session):
    kept = session.get_one(AuthenticatorApp, phone.app_id).sealed_secret
    assert phone.secret.encode() not in kept


def test_setting_up_lets_this_sign_in_act(client, cast, session):
    sign_in_id = sign_in(client, cast.omar)
    app_id = add_app("Phone", actor=cast.omar.actor)
    confirm_app(app_id, Phone.of(app_id).code(), sign_in_id=sign_in_id, actor=cast.omar.actor)
    assert session.get_one(SignIn, sign_in_id).second_factor_at is not None


def test_setting_up_does_not_touch_a_sign_in_of_another_person(client, cast, session):
    with transaction() as writing:
        row = SignIn(account_id=cast.mira.id)
        writing.add(row)
        writing.flush()
        theirs = row.id
    app_id = add_app("Phone", actor=cast.omar.actor)
    confirm_app(app_id, Phone.of(app_id).code(), sign_in_id=theirs, actor=cast.omar.actor)
    assert session.get_one(SignIn, theirs).second_factor_at is None


def test_setting_up_is_in_the_audit_log(cast, phone, session):
    [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "factor.added"))
    assert (event.actor_id, event.subject_id) == (cast.fay.id, phone.app_id)


def test_a_stranger_cannot_finish_or_remove_my_app(cast, phone):
    for act in (
        lambda: remove_app(phone.app_id, actor=cast.omar.actor),
        lambda: confirm_app(
            phone.app_id, phone.code(), sign_in_id=new_id(), actor=cast.admin.actor
        ),
        lambda: remove_app(new_id(), actor=cast.fay.actor),
    ):
        with pytest.raises(FactorNotFound):
            act()


def test_an_app_is_set_up_once(cast, phone):
    clock.move(STEP)
    with pytest.raises(AppAlreadyConfirmed):
        confirm_app(phone.app_id, phone.code(), sign_in_id=new_id(), actor=cast.fay.actor)


def test_starting_over_forgets_the_app_that_was_never_finished(cast, session):
    for name in ("Phone", "Other phone"):
        add_app(name, actor=cast.omar.actor)
    assert session.scalars(select(AuthenticatorApp.name)).all() == ["Other phone"]


def test_nobody_has_more_apps_than_that(cast):
    for _ in range(MOST_APPS):
        set_up_phone(cast.omar)
    with pytest.raises(TooManyFactors):
        add_app("One more", actor=cast.omar.actor)


def test_the_last_factor_of_staff_stays(cast, phone, session):
    with pytest.raises(LastFactorNeeded):
        remove_app(phone.app_id, actor=cast.fay.actor)
    assert queries.has_factor(session, cast.fay.id)


def test_with_a_second_app_the_first_may_go(cast, phone, session):
    set_up_phone(cast.fay)
    remove_app(phone.app_id, actor=cast.fay.actor)
    assert queries.factor_count(session, cast.fay.id) == 1
    assert queries.unused_recovery_codes(session, cast.fay.id) == 10


def test_a_performer_may_remove_the_last_one_and_its_recovery_codes_go_with_it(cast, session):
    phone = set_up_phone(cast.omar)
    remove_app(phone.app_id, actor=cast.omar.actor)
    assert not queries.has_factor(session, cast.omar.id)
    assert session.scalars(select(RecoveryCode)).all() == []


def test_the_first_app_brings_recovery_codes_the_second_none(cast):
    assert len(set_up_phone(cast.omar).recovery_codes) == 10
    assert set_up_phone(cast.omar).recovery_codes == []


def test_a_recovery_code_counts_once(cast, phone, session):
    code = phone.recovery_codes[3]
    assert spend(cast.fay, code).kind == "recovery code"
    with pytest.raises(WrongCode):
        spend(cast.fay, code)
    assert queries.unused_recovery_codes(session, cast.fay.id) == 9


def test_a_recovery_code_may_be_typed_any_way(cast, phone):
    assert spend(cast.fay, phone.recovery_codes[0].upper().replace("-", " "))


def test_a_recovery_code_is_good_for_its_owner_only(cast, phone):
    with pytest.raises(WrongCode):
        spend(cast.cora, phone.recovery_codes[0])


def test_new_recovery_codes_end_the_old(cast, phone):
    new = renew_recovery_codes(actor=cast.fay.actor)
    with pytest.raises(WrongCode):
        spend(cast.fay, phone.recovery_codes[0])
    assert spend(cast.fay, new[0])


def test_recovery_codes_are_kept_as_digests(phone, session):
    kept = "".join(session.scalars(select(RecoveryCode.digest)))
    assert not any(code.replace("-", "") in kept for code in phone.recovery_codes)
