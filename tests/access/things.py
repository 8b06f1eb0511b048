"""Things that the rows of the table are about, each made for one person of the cast."""

from datetime import timedelta
from io import BytesIO

from foundation import storage
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from foundation.mail.models import Mail, MailBody
from foundation.notices import links
from foundation.notices.models import Notice
from foundation.uploads.actions import begin_upload
from foundation.web import settings
from foundation.webhooks.announcing import keep_event
from foundation.webhooks.models import Delivery, Endpoint
from marketplace.accounts.tokens.models import ApiToken
from tests.access.rules import Values
from tests.cast import Person

TUS = {"Tus-Resumable": "1.0.0"}
TUS_APPEND = {
    **TUS,
    "Upload-Offset": "0",
    "Content-Type": "application/offset+octet-stream",
}


def an_upload(person: Person) -> Values:
    begun = begin_upload(actor=person.actor, settings=settings(), length=1, metadata_header="")
    return {"upload_id": begun.id}


def a_static_file(_person: Person) -> Values:
    return {"filename": "favicon.svg"}


def a_letter(person: Person) -> Values:
    with transaction() as session:
        mail = Mail(account_id=person.id, template="reset")
        session.add(mail)
        session.flush()
        session.add(
            MailBody(
                mail_id=mail.id,
                recipient=person.email,
                name="",
                subject="Hello",
                text="x",
                html="x",
            )
        )
        return {"mail_id": mail.id}


def a_link_to_a_file(_person: Person) -> Values:
    kept = storage.of(settings())
    kept.put("test/file", BytesIO(b"kept"))
    link = kept.link("test/file", filename="file.txt", media_type="text/plain")
    return {"sealed": link.rpartition("/")[2]}


def a_notice(person: Person) -> Values:
    with transaction() as session:
        notice = Notice(
            account_id=person.id, kind="test", subject_id=None, url="/notices", text="Look."
        )
        session.add(notice)
        session.flush()
        return {"notice_id": notice.id}


def a_link_that_turns_mail_off(person: Person) -> Values:
    return {"token": links.token(links.Subscription(person.id, links.DIGEST))}


def a_token(person: Person) -> Values:
    with transaction() as session:
        token = ApiToken(
            account_id=person.id,
            acting_as=person.grant_id,
            name="robot",
            secret_hash=new_id().hex,
            scopes=["account:read"],
            expires_at=now() + timedelta(days=1),
        )
        session.add(token)
        session.flush()
        return {"token_id": token.id}


def token_form(_person: Person) -> Values:
    return {"name": "robot", "scopes": "account:read", "days": 30}


def a_job(_person: Person) -> Values:
    return {"job": "jobs.prune"}


def an_endpoint(person: Person) -> Values:
    """Put in by hand: adding one is refused to most roles, and that is what the rows ask."""
    with transaction() as session:
        endpoint = Endpoint(
            owner_id=person.actor.on_behalf_of or person.id,
            url="http://127.0.0.1:9/hook",
            note="",
            created_by=person.id,
        )
        session.add(endpoint)
        session.flush()
        return {"endpoint_id": endpoint.id}


def a_webhook_delivery(person: Person) -> Values:
    endpoint_id = an_endpoint(person)["endpoint_id"]
    with transaction() as session:
        event = keep_event(session, person.id, "test", {})
        delivery = Delivery(event_id=event.id, endpoint_id=endpoint_id)
        session.add(delivery)
        session.flush()
        return {"endpoint_id": endpoint_id, "delivery_id": delivery.id}
