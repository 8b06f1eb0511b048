"""A mail server on loopback that keeps what it takes, and refuses what it is told to."""

import socketserver
import ssl
import threading
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


class SmtpServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, starttls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.port: int = self.server_address[1]
        self.starttls = starttls
        self.taken: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuse_recipient_with = ""
        self.hang_up_after_data = False
        self.users: list[str] = []
        self.encrypted: list[bool] = []

    def __enter__(self) -> "SmtpServer":
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Talk(socketserver.StreamRequestHandler):
    server: SmtpServer

    def handle(self) -> None:
        self.encrypted = False
        self.say("220 here")
        while line := self.rfile.readline():
            verb = line.decode().split(maxsplit=1)[0].lower() if line.strip() else ""
            if verb == "quit":
                self.say("221 bye")
                return
            if not getattr(self, f"on_{verb}", self.unknown)(line.decode().strip()):
                return

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def say(self, line: str) -> bool:
        self.wfile.write(line.encode() + b"\r\n")
        return True

    def unknown(self, _line: str) -> bool:
        return self.say("250 ok")

    def on_ehlo(self, _line: str) -> bool:
        offers = "250-STARTTLS\r\n" if self.server.starttls and not self.encrypted else ""
        return self.say(f"250-here\r\n{offers}250 AUTH PLAIN")

    def on_starttls(self, _line: str) -> bool:
        self.say("220 go ahead")
        assert self.server.starttls is not None
        try:
            self.request = self.server.starttls.wrap_socket(self.request, server_side=True)
        except ssl.SSLError:
            return False
        self.setup()
        self.encrypted = True
        return True

    def on_auth(self, line: str) -> bool:
        self.server.users.append(line)
        return self.say("235 welcome")

    def on_rcpt(self, line: str) -> bool:
        if self.server.refuse_recipient_with:
            return self.say(self.server.refuse_recipient_with)
        self.server.recipients.append(line)
        return self.say("250 ok")

    def on_data(self, _line: str) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.taken.append(message_from_bytes(b"".join(lines), policy=default))
        self.server.encrypted.append(self.encrypted)
        if self.server.hang_up_after_data:
            return False
        return self.say("250 taken")
