"""The headers every answer carries, errors included."""

from flask import Flask, Response, request

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
}


def content_security_policy(files_at: str = "") -> str:
    """`files_at` is the origin that links to kept files lead to, where that is not ours."""
    also = f" {files_at}" if files_at else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data:{also}",
            "font-src 'self'",
            f"media-src 'self' blob:{also}",
            f"connect-src 'self'{also}",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def init_app(app: Flask, *, https: bool, files_at: str) -> None:
    always = {"Content-Security-Policy": content_security_policy(files_at), **_ALWAYS}

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in always.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if request.endpoint != "static":
            # Pages show what belongs to one person: no shared cache may keep them.
            response.headers.setdefault("Cache-Control", "no-store")
        return response
