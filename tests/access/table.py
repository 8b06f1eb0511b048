"""Who may use which endpoint. A new endpoint fails the suite until its row stands here.

In a minute:
1. The key is the method and the endpoint: `"GET cases.new"`; `flask --app wsgi routes` lists them.
   Words after it tell apart several rows of one endpoint.
2. Say who may:
   `Open()`               everybody, signed in or not (then it is also in PUBLIC_ENDPOINTS);
   `Person()`             everybody who is signed in;
   `Only(roles=STAFF)`    those who act in one of these roles; the others are refused
                          (`hidden=True`: told that it does not exist);
   `Own(make_case)`       one's own; a stranger's is 404; `others=STAFF` may reach everybody's,
                          `roles=CLIENT_SIDE` if only they can have one.
3. A path with ids needs `make`, the first argument: a function that gets a person of the cast, puts
   in a thing of theirs (by an action, or in a `transaction()`) and returns the path's values
   (others become the query):
   `def make_case(person): return {"case_id": open_case(…, actor=person.actor)}`.
   It stands in `things.py` or a file of your slice beside it. Except for `Own`, it gets a stranger.
4. `send={"reason": "x"}` is what a POST must carry so that the form is not refused before the
   guard is asked; or a function of the person who asks.
   `headers={…}` is for a protocol of its own.
5. `open_to={Wait.FACTOR}` if it is open before the second factor was shown (`Wait.ADDRESS`: before
   the address was verified); `fresh=True` if it calls `fresh.require`.

Then `pytest tests/access -k cases.new`. Every row is asked by every role, by nobody, by a person
without a role, and by those who still owe something; API rows by tokens. Then every guard is taken
out, one at a time, and a row must notice: if yours is not missed, a row or its `send` is missing.
"""

from marketplace.accounts.roles import CLIENT_SIDE, STAFF, Role
from tests.access import (
    agreements,
    bookings,
    campaigns,
    cases,
    casting,
    console,
    datasets,
    deactivations,
    delegations,
    deliveries,
    earnings,
    erasing,
    finance_money,
    funding,
    gigs,
    holding,
    hours,
    judging,
    ledger,
    licences,
    messages,
    out_of_sight,
    papers,
    pay_runs,
    payees,
    paying,
    performers,
    proving,
    reconciliation,
    renewals,
    requests,
    reuse,
    rights,
    self_reports,
    statements,
    stripe_events,
    take_checks,
    takes,
    taking,
    things,
)
from tests.access import door_things as door
from tests.access.rules import EVERY_WAIT, NO_WAIT, Only, Open, Own, Person, Rule, Wait

ADMIN = frozenset({Role.ADMIN})
AUDITORS = frozenset({Role.COMPLIANCE, Role.ADMIN})
EVERY_ROLE = frozenset(Role)
OWNERS = frozenset({Role.CLIENT_OWNER})

SHELL: dict[str, Rule] = {
    "GET front.page": Open(),
    "GET static": Open(things.a_static_file),
    "POST theme.choose": Open(send={"theme": "dark", "back": "/"}),
}
DEVELOPMENT: dict[str, Rule] = {
    "GET dev_mail.letter": Open(things.a_letter),
    "GET dev_mail.page": Open(),
    "GET kit.confirm": Open(),
    "GET kit.page": Open(),
}
FILES: dict[str, Rule] = {
    "GET files.fetch": Open(things.a_link_to_a_file),
}
API: dict[str, Rule] = {
    "GET api.docs": Open(),
    "GET api.document": Open(),
    "GET api.module": Open(),
    "GET api_account.Me": Person(),
    "GET api_account.Tokens": Person(),
    "DELETE api_account.Token": Own(things.a_token, roles=EVERY_ROLE),
}
KEEPS_WEBHOOKS = frozenset((Role.CLIENT_OWNER, Role.ADMIN))
PROGRAMS: dict[str, Rule] = {
    "DELETE api_sign_ins.OneSignIn": Own(proving.a_sign_in, roles=EVERY_ROLE),
    "DELETE api_webhooks.OneEndpoint": Own(things.an_endpoint, roles=KEEPS_WEBHOOKS),
    "GET api_cases.Cases": Person(),
    "GET api_cases.OneCase": Own(cases.a_case, roles=EVERY_ROLE, others=STAFF),
    "GET api_ledger.NewestCheckpoint": Person(ledger.signed),
    "GET api_ledger.OneEntry": Person(ledger.an_entry),
    "GET api_sign_ins.SignIns": Person(),
    "GET api_webhooks.Deliveries": Own(things.an_endpoint, roles=KEEPS_WEBHOOKS),
    "GET api_webhooks.Endpoints": Only(roles=KEEPS_WEBHOOKS),
    "POST api_cases.Cases": Person(send=cases.CASE_FORM),
    "POST api_cases.Messages": Own(cases.a_case, roles=EVERY_ROLE, send={"text": "More."}),
    "POST api_webhooks.Pausing": Own(things.an_endpoint, roles=KEEPS_WEBHOOKS),
    "POST api_webhooks.Replaying": Own(things.a_webhook_delivery, roles=KEEPS_WEBHOOKS),
    "POST api_webhooks.Resuming": Own(things.an_endpoint, roles=KEEPS_WEBHOOKS),
    "POST api_webhooks.Rotating": Own(things.an_endpoint, roles=KEEPS_WEBHOOKS),
    "POST api_webhooks.Testing": Own(things.an_endpoint, roles=KEEPS_WEBHOOKS),
    "POST api_webhooks.Endpoints": Only(
        roles=KEEPS_WEBHOOKS, send={"url": "http://127.0.0.1:9/hook"}
    ),
}
NOTICES: dict[str, Rule] = {
    "GET api_notices.Notices": Person(),
    "POST api_notices.Reading": Own(things.a_notice, roles=EVERY_ROLE),
    "GET notices.choices": Person(),
    "GET notices.page": Person(),
    "GET notices.turn_off_page": Open(things.a_link_that_turns_mail_off),
    "POST notices.choose": Person(),
    "POST notices.read": Own(things.a_notice),
    "POST notices.read_all": Person(),
    "POST notices.turn_off": Open(things.a_link_that_turns_mail_off),
}
TOKENS: dict[str, Rule] = {
    "GET tokens.ask_to_revoke": Own(things.a_token, roles=EVERY_ROLE),
    "GET tokens.page": Person(),
    "POST tokens.create": Person(send=things.token_form, fresh=True),
    "POST tokens.revoke": Own(things.a_token, roles=EVERY_ROLE),
}
WEBHOOKS: dict[str, Rule] = {
    "GET webhooks.ask_to_remove": Own(things.an_endpoint, roles=KEEPS_WEBHOOKS, open_to=NO_WAIT),
    "GET webhooks.delivery": Own(things.a_webhook_delivery, roles=KEEPS_WEBHOOKS, open_to=NO_WAIT),
    "GET webhooks.page": Only(roles=KEEPS_WEBHOOKS, open_to=NO_WAIT),
    "GET webhooks.show": Own(things.an_endpoint, roles=KEEPS_WEBHOOKS, open_to=NO_WAIT),
    "POST webhooks.add": Only(
        roles=KEEPS_WEBHOOKS,
        send={"url": "http://127.0.0.1:9/hook"},
        fresh=True,
        open_to=NO_WAIT,
    ),
    "POST webhooks.pause": Own(
        things.an_endpoint, roles=KEEPS_WEBHOOKS, fresh=True, open_to=NO_WAIT
    ),
    "POST webhooks.remove": Own(
        things.an_endpoint, roles=KEEPS_WEBHOOKS, fresh=True, open_to=NO_WAIT
    ),
    "POST webhooks.replay": Own(things.a_webhook_delivery, roles=KEEPS_WEBHOOKS, open_to=NO_WAIT),
    "POST webhooks.resume": Own(
        things.an_endpoint, roles=KEEPS_WEBHOOKS, fresh=True, open_to=NO_WAIT
    ),
    "POST webhooks.rotate": Own(
        things.an_endpoint, roles=KEEPS_WEBHOOKS, fresh=True, open_to=NO_WAIT
    ),
    "POST webhooks.send_test": Own(things.an_endpoint, roles=KEEPS_WEBHOOKS, open_to=NO_WAIT),
}
HEALTH: dict[str, Rule] = {
    "GET health.alive": Open(),
    "GET health.numbers": Open(),
    "GET health.ready": Open(),
}
LEDGER: dict[str, Rule] = {
    "GET threads.evidence": Own(ledger.a_thread, roles=EVERY_ROLE, others=AUDITORS),
    "GET threads.mine": Person(),
    "GET threads.page": Own(ledger.a_thread, roles=EVERY_ROLE, others=AUDITORS),
    "GET ledger.keeping": Only(roles=AUDITORS, open_to=NO_WAIT),
    "GET ledger.page": Open(),
    "GET ledger_files.checkpoint": Open(ledger.signed),
    "GET ledger_files.proof": Open(ledger.an_entry),
    "GET ledger_files.tile": Open(ledger.a_tile),
    "GET ledger_files.vkey": Open(ledger.signed),
    "GET verify.page": Open(),
    "GET verify.script": Open(),
}
LEAVING: dict[str, Rule] = {
    "GET closing.page": Person(open_to=NO_WAIT),
    "GET home.page": Person(open_to=NO_WAIT),
    "GET own_data.page": Person(open_to=NO_WAIT),
    "POST closing.close_account": Person(fresh=True, open_to=NO_WAIT),
    "POST own_data.export_own_data": Person(fresh=True, open_to=NO_WAIT),
}
CASES: dict[str, Rule] = {
    "GET cases.attachment": Own(cases.an_attachment, others=STAFF, open_to=NO_WAIT),
    "GET cases.attachment of a note": Only(cases.a_file_of_a_note, roles=STAFF, hidden=True),
    "GET cases.mine": Person(open_to=NO_WAIT),
    "GET cases.new": Open(),
    "GET cases.page": Own(cases.a_case, others=STAFF, open_to=NO_WAIT),
    "GET desk.queue": Only(roles=STAFF, open_to=NO_WAIT),
    "POST cases.open_case": Person(send=cases.CASE_FORM, open_to=NO_WAIT),
    "POST cases.reopen_case": Own(cases.a_case, send={"text": "Again."}, open_to=NO_WAIT),
    "POST cases.write_more": Own(cases.a_case, send={"text": "More."}, open_to=NO_WAIT),
    "POST desk.add_note": Only(
        cases.omars_case, roles=STAFF, send=cases.desk_form, open_to=NO_WAIT
    ),
    "POST desk.answer_case": Only(
        cases.omars_case, roles=STAFF, send=cases.desk_form, open_to=NO_WAIT
    ),
    "POST desk.ask_back": Only(
        cases.omars_case, roles=STAFF, send=cases.desk_form, open_to=NO_WAIT
    ),
    "POST desk.close_case": Only(
        cases.omars_case, roles=STAFF, send=cases.desk_form, open_to=NO_WAIT
    ),
    "POST desk.hand_over": Only(
        cases.omars_case, roles=STAFF, send={"to": "0" * 32}, open_to=NO_WAIT
    ),
    "POST desk.take_case": Only(cases.omars_case, roles=STAFF, open_to=NO_WAIT),
    "POST desk.take_case of another": Only(cases.a_case, roles=STAFF, hidden=True),
}
OVERSIGHT: dict[str, Rule] = {
    "GET auditing.export": Only(roles=AUDITORS, open_to=NO_WAIT),
    "GET auditing.page": Only(roles=AUDITORS, open_to=NO_WAIT),
    "GET operations.job": Only(things.a_job, roles=ADMIN, open_to=NO_WAIT),
    "GET operations.page": Only(roles=ADMIN, open_to=NO_WAIT),
    "POST operations.run_now": Only(things.a_job, roles=ADMIN, open_to=NO_WAIT),
}
UPLOADS: dict[str, Rule] = {
    "DELETE uploads.remove": Own(things.an_upload, headers=things.TUS),
    "HEAD uploads.stand": Own(things.an_upload, headers=things.TUS),
    "OPTIONS uploads.discover": Open(),
    "PATCH uploads.append": Own(things.an_upload, headers=things.TUS_APPEND),
    "POST uploads.begin": Person(headers={**things.TUS, "Upload-Length": "1"}),
    "POST uploads.override": Own(
        things.an_upload, headers={**things.TUS_APPEND, "X-HTTP-Method-Override": "PATCH"}
    ),
}
UPLOADS_BY_TOKEN: dict[str, Rule] = {
    row.replace(" uploads.", " api_uploads."): rule for row, rule in UPLOADS.items()
}
AGREEMENTS: dict[str, Rule] = {
    "GET agreements.page": Only(roles=AUDITORS),
    "GET agreements.template": Only(agreements.a_template, roles=AUDITORS),
    "GET agreements.terms": Only(agreements.a_draft, roles=AUDITORS),
    "GET agreements.text": Only(agreements.a_draft, roles=AUDITORS),
    "GET agreements.version": Only(agreements.a_draft, roles=AUDITORS),
    "POST agreements.begin": Only(
        roles=AUDITORS, send={"name": "Training", "signature": "non_generative_training"}
    ),
    "POST agreements.begin_version": Only(agreements.a_published_template, roles=AUDITORS),
    "POST agreements.change_terms": Only(
        agreements.a_draft, roles=AUDITORS, send={**agreements.TERMS, "seen": "1"}
    ),
    "POST agreements.discard": Only(agreements.a_draft, roles=AUDITORS),
    "POST agreements.give_back": Only(agreements.a_proposed, roles=AUDITORS),
    "POST agreements.propose": Only(
        agreements.a_fit_draft, roles=AUDITORS, send={"seen": agreements.FIT}
    ),
    "POST agreements.publish": Only(agreements.a_proposed, roles=AUDITORS),
    "POST agreements.remove_text": Only(
        agreements.a_draft, roles=AUDITORS, send={"seen": "1", "locale": "en"}
    ),
    "POST agreements.write_text": Only(
        agreements.a_draft,
        roles=AUDITORS,
        send={"seen": "1", "locale": "en", "title": "Training", "body": "Plain words."},
    ),
}
DELEGATIONS: dict[str, Rule] = {
    "GET api_delegations.Delegations": Person(),
    "GET api_delegations.OpenToMe": Person(),
    "GET api_projections.OfGrant": Own(delegations.a_grant, roles=EVERY_ROLE, others=AUDITORS),
    "GET api_projections.OfRecording": Own(
        delegations.a_recording, roles=EVERY_ROLE, others=AUDITORS
    ),
    "GET auditors.page": Only(roles=AUDITORS),
    "GET delegated.page": Person(),
    "GET delegated.read_delegated": Own(delegations.held, roles=EVERY_ROLE),
    "GET delegations.page": Person(),
    "GET projections.of_grant": Own(delegations.a_grant, roles=EVERY_ROLE, others=AUDITORS),
    "GET projections.of_recording": Own(delegations.a_recording, roles=EVERY_ROLE, others=AUDITORS),
    "GET projections.status": Open(delegations.a_status),
    "GET projections.status_file": Open(delegations.a_status),
    "POST api_delegations.Delegations": Person(send=delegations.ASKED),
    "POST api_delegations.Ending": Own(delegations.given, roles=EVERY_ROLE),
    "POST auditors.end": Only(delegations.opened, roles=AUDITORS, hidden=True),
    "POST auditors.open_to_auditor": Only(roles=AUDITORS, send=delegations.AUDITOR, fresh=True),
    "POST delegations.delegate_reading": Person(send=delegations.FORM, fresh=True),
    "POST delegations.end": Own(delegations.given, roles=EVERY_ROLE),
}
ERASURE: dict[str, Rule] = {
    "GET erasure.ask_to_erase_for": Only(erasing.a_person, roles=AUDITORS),
    "GET erasure.ask_to_erase_own": Person(),
    "GET erasure.page": Person(),
    "GET erasure.page_of": Only(erasing.a_person, roles=AUDITORS),
    "POST erasure.erase_for": Only(
        erasing.a_person, roles=AUDITORS, send=erasing.chosen, fresh=True
    ),
    "POST erasure.erase_own": Person(send=erasing.own_chosen, fresh=True),
}
MINIMUMS: dict[str, Rule] = {
    "GET api_minimums.History": Person(),
    "GET api_minimums.OwnMinimums": Person(),
    "GET minimums.page": Person(),
    "POST api_minimums.OwnMinimums": Person(send={"seen": 0}),
    "POST minimums.set_minimums": Person(send={"seen": "0"}),
}
PAPERS: dict[str, Rule] = {
    "GET api_papers.OnePaper": Own(papers.a_paper, roles=EVERY_ROLE),
    "GET api_papers.Papers": Person(),
    "GET api_papers.Receipt": Own(papers.a_signed_paper, roles=EVERY_ROLE, others=AUDITORS),
    "GET replicas.page": Only(roles=AUDITORS, open_to=NO_WAIT),
    "GET signing.document": Own(papers.a_signed_paper, others=AUDITORS),
    "GET signing.page": Person(),
    "GET signing.paper": Own(papers.a_paper),
    "GET signing.receipt": Own(papers.a_signed_paper, others=AUDITORS),
    "GET signing.signed": Own(papers.a_signed_paper, others=AUDITORS),
    "POST api_papers.Refusing": Own(papers.a_paper, roles=EVERY_ROLE),
    "POST replicas.approve": Only(papers.a_replica, roles=AUDITORS, open_to=NO_WAIT),
    "POST signing.refuse": Own(papers.a_paper),
    "POST signing.sign": Own(papers.a_paper),
    "POST signing.sign replica": Own(papers.a_replica, fresh=True),
}
SIGN_IN: dict[str, Rule] = {
    "GET reset.open_link": Open(door.a_reset_link),
    "GET reset.page": Open(),
    "GET sign_in.page": Open(),
    "GET sign_in.open_link": Open(door.a_browser_link),
    "GET sign_up.choose": Open(),
    "GET sign_up.page": Open(door.a_kind),
    "GET sign_up.terms": Open(),
    "GET verification.open_link": Open(door.a_verify_link),
    "GET verification.page": Person(open_to=EVERY_WAIT),
    "POST reset.ask": Open(send={"email": "omar@example.org"}),
    "POST reset.choose": Open(door.a_reset_link, send={"password": door.PASSWORD}),
    "POST sign_in.ask_for_link": Open(send={"email": "omar@example.org"}),
    "POST sign_in.enter": Open(),
    "POST sign_in.know_browser": Open(door.a_browser_link),
    "POST sign_in.leave": Person(open_to=EVERY_WAIT),
    "POST sign_up.sign_up": Open(door.a_kind, send=door.JOINING),
    "POST verification.confirm": Open(door.a_verify_link, send={"password": door.PASSWORD}),
    "POST verification.send_again": Person(open_to=EVERY_WAIT),
}
PEOPLE: dict[str, Rule] = {
    "GET invitations.page": Open(door.an_invitation_link),
    "GET people.confirm_end": Only(door.a_held_role, roles=ADMIN),
    "GET people.page": Only(door.a_person, roles=ADMIN),
    "GET people.search": Only(roles=ADMIN),
    "POST invitations.accept_as_newcomer": Open(door.an_invitation_link, send=door.NEWCOMER),
    "POST invitations.accept_invitation": Person(
        door.an_invitation_link, open_to=frozenset({Wait.ADDRESS})
    ),
    "POST people.end_role": Only(door.a_held_role, roles=ADMIN, send={"because": "x"}),
    "POST people.grant_role": Only(
        door.a_person, roles=ADMIN, send={"role": "observer", "because": "x"}
    ),
    "POST people.invite": Only(roles=ADMIN, send=door.STAFF_MEMBER),
    "POST people.withdraw_invitation": Only(door.a_staff_invitation, roles=ADMIN),
}
CLIENTS: dict[str, Rule] = {
    "GET clients.confirm_end": Own(door.a_membership, roles=OWNERS),
    "GET clients.confirm_end in one's own": Only(door.a_membership_in_northlab, roles=OWNERS),
    "GET clients.mine": Only(roles=CLIENT_SIDE),
    "GET clients.page": Own(door.a_client, roles=CLIENT_SIDE),
    "POST clients.end_membership": Own(door.a_membership, roles=OWNERS),
    "POST clients.end_membership in one's own": Only(door.a_membership_in_northlab, roles=OWNERS),
    "POST clients.invite_member": Own(door.a_client, roles=OWNERS, send=door.MEMBER),
    "POST clients.invite_member in one's own": Only(door.northlab, roles=OWNERS, send=door.MEMBER),
    "POST clients.withdraw_invitation": Own(door.a_client_invitation, roles=OWNERS),
    "POST clients.withdraw_invitation in one's own": Only(
        door.a_client_invitation_of_northlab, roles=OWNERS
    ),
}

TABLE: dict[str, Rule] = {
    **AGREEMENTS,
    **API,
    **bookings.ROWS,
    **earnings.ROWS,
    **paying.ROWS,
    **hours.ROWS,
    **campaigns.ROWS,
    **CASES,
    **casting.ROWS,
    **deactivations.ROWS,
    **messages.ROWS,
    **take_checks.ROWS,
    **PROGRAMS,
    **CLIENTS,
    **console.ROWS,
    **datasets.ROWS,
    **DELEGATIONS,
    **deliveries.ROWS,
    **DEVELOPMENT,
    **ERASURE,
    **FILES,
    **finance_money.ROWS,
    **out_of_sight.ROWS,
    **funding.ROWS,
    **gigs.ROWS,
    **HEALTH,
    **holding.ROWS,
    **LEAVING,
    **LEDGER,
    **licences.ROWS,
    **MINIMUMS,
    **NOTICES,
    **OVERSIGHT,
    **PAPERS,
    **payees.ROWS,
    **PEOPLE,
    **pay_runs.ROWS,
    **performers.ROWS,
    **proving.ROWS,
    **reconciliation.ROWS,
    **renewals.ROWS,
    **requests.ROWS,
    **reuse.ROWS,
    **rights.PROGRAMS,
    **rights.ROWS,
    **SHELL,
    **SIGN_IN,
    **judging.ROWS,
    **self_reports.ROWS,
    **stripe_events.ROWS,
    **statements.ROWS,
    **takes.ROWS,
    **taking.ROWS,
    **TOKENS,
    **UPLOADS,
    **UPLOADS_BY_TOKEN,
    **WEBHOOKS,
}
