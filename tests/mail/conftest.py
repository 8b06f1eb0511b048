"""Templates that only these tests use, beside the real ones, and mail servers on loopback."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from jinja2 import ChoiceLoader, DictLoader

from foundation.mail import rendering
from foundation.settings import Settings
from tests.mail.smtp_server import SmtpServer


@pytest.fixture(autouse=True)
def letter_template(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template `letter` with everything a template can use."""
    own = DictLoader(
        {
            "letter.txt": "About {{ what }}\n\nDear {{ name }},\n\n{{ what }} at {{ at|when }}.\n"
            "{{ link('/cases') }}\n",
            "letter.html": '{% extends "_layout.html" %}{% block content %}<p>{{ what }}</p>'
            "{% endblock %}",
        }
    )
    real = rendering._templates.loader
    monkeypatch.setattr(rendering._templates, "loader", ChoiceLoader([own, real]))


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with SmtpServer() as running:
        yield running


@pytest.fixture
def mailing(settings: Settings) -> Callable[[SmtpServer], Settings]:
    """The settings of an installation whose mail goes through this server."""
    return lambda running: replace(settings, smtp_url=f"smtp://127.0.0.1:{running.port}")
