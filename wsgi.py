"""The whole application, put together: which packages make it, its commands, its doors in order.

What is public, where one can go and who answers which hook is in `assembly/`. Serve with
`gunicorn -c python:foundation.launch.serving "wsgi:create_app()"`; `flask …` finds create_app by
itself.
"""

from foundation.launch import loading  # First of all: importing it begins something.

# isort: split
import os

from flask import Flask, request
from flask_login import LoginManager
from jinja2 import StrictUndefined

import consent.composition
import foundation.composition
import marketplace.composition
import payouts.composition
from assembly.hooks import fill_hooks
from assembly.navigation import NAVIGATION
from assembly.public import PUBLIC_ENDPOINTS
from consent.console.commands import consent_cli
from consent.ledger.witness.commands import witness_cli
from consent.serving.commands import ledger_cli
from foundation import api, database, logs, notices, request_log, shell, storage, web
from foundation.api import guard as api_guard
from foundation.api.commands import api_cli
from foundation.backup.commands import backup_command, restore_command
from foundation.database import db
from foundation.database_commands import database_cli
from foundation.demo import demo_cli
from foundation.doctor.commands import doctor_command
from foundation.jobs import Job
from foundation.jobs.worker import worker_command
from foundation.launch.commands import Also, launch_command
from foundation.launch.refused import refused
from foundation.operations import routes as operations
from foundation.settings import BadSetting, Settings
from foundation.uploads import routes as uploads
from marketplace.accounts import gate, signed_in
from marketplace.accounts.deactivation import gate as deactivation_gate
from marketplace.accounts.invitations.commands import accounts_cli
from marketplace.accounts.sign_in import seen
from marketplace.accounts.tokens.bearer import bearer_of
from marketplace.accounts.verification import gate as verification_gate
from marketplace.deliveries.describing.commands import credentials_cli
from marketplace.deliveries.taking import demo as deliveries_demo
from marketplace.front import person
from payouts import stand_in
from payouts.demo import making as payouts_demo
from payouts.sandbox.commands import sandbox_cli

loading.done()

PACKAGES = (
    foundation.composition,
    consent.composition,
    marketplace.composition,
    payouts.composition,
)
"""Each brings its pages, API, scopes, jobs and kinds of notice."""
JOBS: tuple[Job, ...] = tuple(job for package in PACKAGES for job in package.JOBS)
# What `make run` starts beside the web server and the worker.
PROCESSES: tuple[Also, ...] = (stand_in.beside,)
DOCTOR = doctor_command(os.environ)
COMMANDS = (
    DOCTOR,
    accounts_cli,
    api_cli,
    consent_cli,
    credentials_cli,
    database_cli,
    demo_cli,
    ledger_cli,
    launch_command(PROCESSES, (payouts_demo.make, deliveries_demo.make)),
    worker_command(JOBS),
    backup_command,
    restore_command,
    sandbox_cli,
    witness_cli,
    *payouts.composition.COMMANDS,
)


def create_app(settings: Settings | None = None) -> Flask:
    fill_hooks()
    try:
        settings = settings or Settings.read(os.environ)
    except BadSetting as why:
        return refused(why, DOCTOR)
    logs.configure(production=settings.production, level=settings.log_level)
    app = Flask(__name__)
    app.jinja_env.undefined = StrictUndefined
    notices.register(*(kind for package in PACKAGES for kind in package.NOTICE_KINDS))
    database.init_app(app, settings.database_url)

    login = LoginManager(app)
    login.session_protection = None  # Sign-ins are rows with their own rules.
    # Pages are entered by cookie, the API by token, and neither by the other's. The API's own
    # page is a page: whoever reads it is still signed in there.
    login.user_loader(
        lambda sign_in_id: (
            None
            if web.is_api() and request.endpoint != "api.docs"
            else signed_in.load(db.session(), sign_in_id)
        )
    )
    login.request_loader(lambda _: bearer_of(db.session(), request) if web.is_api() else None)
    request_log.init_app(app)
    web.init_app(app, settings, login, PUBLIC_ENDPOINTS, files_at=storage.origin(settings))
    api_guard.init_app(app, PUBLIC_ENDPOINTS)
    operations.init_app(app, JOBS)
    seen.init_app(app)
    verification_gate.init_app(app, PUBLIC_ENDPOINTS)
    gate.init_app(app, PUBLIC_ENDPOINTS)
    deactivation_gate.init_app(app, PUBLIC_ENDPOINTS)
    shell.init_app(app, NAVIGATION, person.who_is_here, person.who_reads)

    scopes = tuple(scope for package in PACKAGES for scope in package.SCOPES)
    documented = api.create_api(app, settings.url, scopes)
    for package in PACKAGES:
        for blueprint in package.BLUEPRINTS:
            app.register_blueprint(blueprint)
        for documented_blueprint in package.API_BLUEPRINTS:
            documented.register_blueprint(documented_blueprint)
    app.register_blueprint(uploads.blueprint, **uploads.UNDER_API)
    for command in COMMANDS:
        app.cli.add_command(command)
    return app
