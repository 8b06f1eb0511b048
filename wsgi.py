"""The whole application on one screen: what it is made of, what is public, what runs by itself.

Serve with `gunicorn "wsgi:create_app()"`; `flask …` finds create_app by itself.
"""

import os

from flask import Flask
from flask_login import LoginManager
from jinja2 import StrictUndefined

from foundation import database, hooks, web
from foundation.database import db
from foundation.database_commands import database_cli
from foundation.jobs import Job
from foundation.jobs.worker import worker_command
from foundation.settings import Settings
from marketplace.accounts import queries as accounts
from marketplace.accounts import signed_in
from marketplace.accounts.sign_in.routes import blueprint as sign_in
from marketplace.front.routes import blueprint as front

BLUEPRINTS = (
    front,
    sign_in,
)
PUBLIC_ENDPOINTS = frozenset(
    (
        "front.page",
        "sign_in.enter",
        "sign_in.page",
        "static",
    )
)
JOBS: tuple[Job, ...] = ()
COMMANDS = (
    database_cli,
    worker_command(JOBS),
)


def fill_hooks() -> None:
    hooks.names_of = (accounts.names_of,)
    hooks.addresses_of = (accounts.addresses_of,)


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or Settings.read(os.environ)
    app = Flask(__name__)
    app.jinja_env.undefined = StrictUndefined
    fill_hooks()
    database.init_app(app, settings.database_url)

    login = LoginManager(app)
    login.session_protection = None  # Sign-ins are rows with their own rules.
    login.user_loader(lambda sign_in_id: signed_in.load(db.session(), sign_in_id))
    web.init_app(app, settings, login, PUBLIC_ENDPOINTS)

    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    return app
