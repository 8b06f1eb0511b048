"""What was mailed, to read without a mail program. Development only."""

import re
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from foundation.database import db
from foundation.errors import NotFound
from foundation.mail import queries
from foundation.web import settings

blueprint = Blueprint("dev_mail", __name__)
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


@blueprint.before_request
def only_in_development() -> None:
    if settings().production:
        raise NotFound


@blueprint.get("/dev/mail")
def page() -> ResponseReturnValue:
    recipient = request.args.get("to", "").strip()
    return render_template(
        "dev/mail.html", letters=queries.latest(db.session(), recipient), values={"to": recipient}
    )


@blueprint.get("/dev/mail/<uuid:mail_id>")
def letter(mail_id: UUID) -> ResponseReturnValue:
    found = queries.letter(db.session(), mail_id)
    if found is None:
        raise NotFound
    return render_template("dev/letter.html", letter=found, text=with_links(found.body.text))


def with_links(text: str) -> Markup:
    """Escaped, and what looks like an address can be followed."""
    done, so_far = Markup(), 0
    for link in _LINK.finditer(text):
        done += escape(text[so_far : link.start()])
        done += Markup('<a href="{0}">{0}</a>').format(link.group())
        so_far = link.end()
    return done + escape(text[so_far:])
