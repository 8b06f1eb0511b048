"""The cookie that says which sign-in a browser has, kept out of what belongs to everybody."""

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin


class Sessions(SecureCookieSessionInterface):
    """An answer that shared caches may keep sets no cookie, and is the same for every cookie:
    otherwise they would keep one copy for each visitor, or none."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not response.cache_control.public:
            super().save_session(app, session, response)
