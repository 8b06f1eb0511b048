"""Going through the door as a person would: typing, reading mail, opening links."""

import re
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from foundation.database import db, transaction
from foundation.mail.models import Mail, MailBody
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.passwords import hashing
from tests.cast import Person

PASSWORD = "four unrelated words here"
WRONG = "some other words entirely"
ATTACKER, VICTIM = "203.0.113.9", "198.51.100.7"
HOUR = timedelta(hours=1)


def give_password(person: Person, password: str = PASSWORD) -> None:
    hashed = hashing.hash_password(password)
    with transaction() as session:
        session.get_one(Account, person.id).password_hash = hashed


def type_password(
    client: FlaskClient, email: str, password: str = PASSWORD, *, at: str = VICTIM, **more: str
) -> TestResponse:
    return client.post(
        "/sign-in",
        data={"email": email, "password": password, **more},
        environ_base={"REMOTE_ADDR": at},
    )


def is_in(client: FlaskClient) -> bool:
    return b"Sign out" in client.get("/").data


def mails_to(email: str) -> list[str]:
    """Their templates, oldest first."""
    return list(
        db.session().scalars(
            select(Mail.template)
            .join(MailBody, MailBody.mail_id == Mail.id)
            .where(MailBody.recipient == email)
            .order_by(Mail.queued_at)
        )
    )


def link_mailed(email: str, template: str) -> str:
    """The path of the link in the newest such mail."""
    text = db.session().scalars(
        select(MailBody.text)
        .join(Mail, MailBody.mail_id == Mail.id)
        .where(MailBody.recipient == email, Mail.template == template)
        .order_by(Mail.queued_at.desc())
        .limit(1)
    )
    found = re.search(r"http://127\.0\.0\.1(/\S+)", text.one())
    assert found is not None
    return found[1]


def open_sign_ins(person_id: object) -> int:
    held = select(func.count()).where(SignIn.account_id == person_id, SignIn.ended_at.is_(None))
    return db.session().scalar(held) or 0
