"""Licences on their pages: written, offered, read, signed, supplied, reported and ended."""

import re
from datetime import timedelta

import pytest

from consent.agreements.terms_form import values_of
from consent.ledger.explaining.words import Use
from consent.licences.templates.form import LicenceForm, licence_from
from foundation import clock
from foundation.ids import new_id
from tests.access.licences import TEMPLATE_FORM
from tests.cast import NORTHLAB, sign_in
from tests.consent.grants.granted import allowing
from tests.consent.licences.licensed import TERMS, licensed, offered, open_offer, published, terms


def seen(page):
    return re.search(r'name="seen" value="([^"]+)"', page)[1]


def test_what_stands_in_the_form_is_what_comes_back():
    sent = {
        **values_of(TERMS.rights),
        "trained_models": TERMS.duties.trained_models.value,
        "report_every_months": "3",
        "supplies_others": "yes",
        "recipient_notice_days": "14",
        "locale": "en",
        "seen": "1",
    }
    whole = terms(uses={use: TERMS.rights.answer(use) for use in Use})
    assert licence_from(LicenceForm().load({k: v for k, v in sent.items() if v})) == whole


def test_from_nothing_to_signed(client, cast):
    sign_in(client, cast.cora)
    assert "No client has a licence yet" in client.get("/licences").text
    edit = client.post("/licences/templates", data={"name": "Training"}).location
    typed = {**TEMPLATE_FORM, "seen": "1", "title": "Licence", "body": "Plain words."}
    page = client.post(edit, data=typed, follow_redirects=True).text
    assert "Nothing stands against publishing it." in page
    version = edit.removesuffix("/edit")
    client.post(f"{version}/propose", data={"seen": seen(page)})
    assert client.post(f"{version}/publish").status_code == 409
    sign_in(client, cast.admin)
    assert "can be offered" in client.post(f"{version}/publish", follow_redirects=True).text
    form = {
        "client_id": str(NORTHLAB),
        "version_id": version.rpartition("/")[2],
        "starts_on": clock.now().date().isoformat(),
    }
    page = client.post("/licences", data=form, follow_redirects=True).text
    assert "waits for a signature" in page

    sign_in(client, cast.ada)
    listed = client.get("/licences").text
    offer = re.search(r"/licences/offers/[0-9a-f-]+", listed)[0]
    page = client.get(offer).text
    assert "to manipulate people" in page
    signed = client.post(
        f"{offer}/sign", data={"name": "Ada Brandt", "seen": seen(page)}, follow_redirects=True
    ).text
    assert "It is signed." in signed
    assert "Hash of document 1" in signed
    assert client.get(offer).status_code == 302


def test_a_name_that_was_left_out_is_said_at_its_field(client, cast):
    offer = open_offer(offered(published()))
    sign_in(client, cast.ada)
    page = client.post(f"/licences/offers/{offer}/sign", data={"name": "", "seen": "x"})
    assert page.status_code == 422
    assert "Type your name to sign." in page.text


def test_who_signed_in_long_ago_proves_again_who_they_are(client, cast):
    offer = open_offer(offered(published()))
    sign_in(client, cast.ada)
    clock.move(timedelta(minutes=11))
    answer = client.post(f"/licences/offers/{offer}/sign", data={"name": "Ada", "seen": "x"})
    assert "/confirm" in answer.location


def test_a_viewer_reads_and_has_no_button(client, cast):
    offer = open_offer(offered(published()))
    sign_in(client, cast.vera)
    page = client.get(f"/licences/offers/{offer}").text
    assert "An owner of Northlab signs or refuses it." in page
    assert "Type" not in page


def test_an_end_recipient_is_named_and_its_performers_read_of_it(client, cast):
    licence = licensed(cast.ada)
    allowing(performer=cast.omar.id)
    sign_in(client, cast.ada)
    wrong = client.post(f"/licences/{licence}/recipients/new", data={"name": "P", "country": "D"})
    assert wrong.status_code == 422
    form = {"name": "Partner", "country": "de", "purpose": "Fine-tunes for support."}
    named = client.post(f"/licences/{licence}/recipients/new", data=form)
    assert "Announced" in client.get(f"/licences/{licence}").text
    sign_in(client, cast.omar)
    page = client.get(named.location).text
    assert "Nothing goes there before that day" in page
    assert "narrow or withdraw" in page


def test_uses_are_reported_once_the_period_is_over(client, cast):
    licence = licensed(cast.ada)
    clock.move(timedelta(days=95))
    sign_in(client, cast.ada)
    page = client.get(f"/licences/{licence}/report").text
    from_on = re.search(r'name="from_on" value="([^"]+)"', page)[1]
    form = {
        "from_on": from_on,
        "uses": ["evaluation"],
        "models": "Aria 3",
        "name": "Ada Brandt",
    }
    wrong = client.post(f"/licences/{licence}/report", data={**form, "recordings": "seven"})
    assert "Write ids of recordings" in wrong.text
    page = client.post(f"/licences/{licence}/report", data=form, follow_redirects=True).text
    assert "Performers can see it." in page
    assert "Evaluation" in page or "evaluation" in page


def test_a_breach_goes_from_recorded_to_closed(client, cast):
    licensed(cast.ada)
    allowing(performer=cast.omar.id)
    sign_in(client, cast.ada)
    form = {"learned_at": "2026-03-02T05:00", "what": "A folder was open to all our staff."}
    shown = client.post("/licences/breaches", data=form).location
    sign_in(client, cast.cora)
    page = client.get(shown).text
    assert "Tell the performers concerned: 1" in page
    told = {"seen": seen(page), "told": "A folder was open. It is closed."}
    page = client.post(f"{shown}/tell", data=told, follow_redirects=True).text
    sign_in(client, cast.omar)
    mine = client.get(shown).text
    assert "A folder was open. It is closed." in mine
    assert "open to all our staff" not in mine
    sign_in(client, cast.mira)
    assert client.get(shown).status_code == 404
    sign_in(client, cast.cora)
    closing = {"seen": seen(page), "outcome": "remedied", "closing": "Nobody had looked."}
    page = client.post(f"{shown}/close", data=closing, follow_redirects=True).text
    assert "Remedied" in page


def test_a_filing_is_kept_with_its_versions(client, cast):
    sign_in(client, cast.cora)
    assert "No document is kept yet." in client.get("/licences/filings").text
    empty = client.post("/licences/filings", data={"kind": "transfer", "title": "Clauses"})
    assert "Write the text, or choose a file." in empty.text
    form = {"kind": "transfer", "title": "Clauses", "text": "Module two."}
    shown = client.post("/licences/filings", data=form).location
    page = client.post(f"{shown}/versions", data={"text": "Module three."}, follow_redirects=True)
    assert "Version 2" in page.text
    assert "Module two." in page.text


def test_a_rule_is_proposed_on_the_page_and_confirmed_by_another(client, cast):
    sign_in(client, cast.cora)
    form = {
        "code": "contract_kept_years",
        "jurisdiction": "DE",
        "value": "10",
        "effective_from": "2026-01-01",
        "source": "A law of its own.",
    }
    wrong = client.post("/jurisdictions", data={**form, "jurisdiction": "Germany"})
    assert "Write the place as a code" in wrong.text
    page = client.post("/jurisdictions", data=form, follow_redirects=True).text
    assert "somebody else confirms it" in page
    confirm = re.search(r"/jurisdictions/[0-9a-f-]+/confirm", client.get("/jurisdictions").text)
    assert confirm is None
    sign_in(client, cast.admin)
    confirm = re.search(r"/jurisdictions/[0-9a-f-]+/confirm", client.get("/jurisdictions").text)[0]
    assert "10 years" in client.post(confirm, follow_redirects=True).text


@pytest.mark.parametrize(
    "path", ["/licences", "/licences/breaches", "/licences/filings", "/jurisdictions"]
)
def test_a_performer_has_none_of_these_pages(client, cast, path):
    sign_in(client, cast.omar)
    assert client.get(path).status_code == 403


def test_a_licence_that_is_not_there_is_not_found(client, cast):
    sign_in(client, cast.ada)
    assert client.get(f"/licences/{new_id()}").status_code == 404


def test_the_consoles_first_page_leads_to_licences_and_rules(client, cast):
    sign_in(client, cast.cora)
    page = client.get("/compliance").text
    for path in ("/licences", "/jurisdictions", "/agreements"):
        assert f'href="{path}"' in page
