"""Mail with the link to a conversation's page (docs/contract.md §19.1): by SMTP, or as files in an outbox.

Nothing is tried twice. What fails is logged, without the link, which opens the page for whoever has it.
"""

from __future__ import annotations

import logging
import re
import smtplib
import ssl
import uuid
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import TYPE_CHECKING

from symbl_local.config import SmtpServer

if TYPE_CHECKING:
    from symbl_local.realtime.conversation import LiveConversation
    from symbl_local.store import Store

__all__ = ["Mailer", "is_address", "read_server"]

log = logging.getLogger(__name__)

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
_TIME_LIMIT = 20
_SUBMISSION = 587


def is_address(text: str) -> bool:
    """Whether that can be an e-mail address."""
    return _ADDRESS.fullmatch(text) is not None


def read_server(text: str, user: str, password: str) -> SmtpServer:
    """The server in ``HOST:PORT``, ``HOST`` or ``[ADDRESS]:PORT``. A ValueError says that it is none."""
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?", text, re.ASCII)
    if found is None or not 0 < int(found[3] or _SUBMISSION) < 65_536:
        raise ValueError(f"{text!r} is not HOST:PORT")
    return SmtpServer(found[1] or found[2], int(found[3] or _SUBMISSION), user, password)


class Mailer:
    """Sends mail from `sender`: through `server` if there is one, else into the folder `outbox`, if there is one.

    It does so in threads of its own, and nobody waits for it but `close`.
    """

    def __init__(self, store: Store, server: SmtpServer | None, outbox: Path | None, sender: str) -> None:
        self._store = store
        self._server = server
        self._outbox = outbox
        self._sender = sender
        self._threads = ThreadPoolExecutor(2, "mail")

    def close(self) -> None:
        """Send what is on its way."""
        self._threads.shutdown()

    def mail_speakers(self, conversation: LiveConversation) -> None:
        """Send the link to those who have spoken and whose user id is an e-mail address; not after calls."""
        if not conversation.telephony:
            people = (person.user_id for person in conversation.people.all)
            to = [user_id for user_id in people if user_id and is_address(user_id)]
            self.send_summary(to, conversation.id, conversation.summary_url)

    def send_summary(self, to: Collection[str], conversation_id: str, url: str) -> None:
        """Send the link to the page of a conversation, soon."""
        if to and url:
            self._threads.submit(self._send_all, tuple(to), conversation_id, url)
        elif to:
            log.warning("no mail about conversation %s, because there is no link to it", conversation_id)

    def _send_all(self, to: Collection[str], conversation_id: str, url: str) -> None:
        try:
            self._send_each(to, conversation_id, url)
        except Exception:
            log.exception("a mail could not be made")

    def _send_each(self, to: Collection[str], conversation_id: str, url: str) -> None:
        with self._store.reading() as db:
            row = db.execute("SELECT name FROM conversations WHERE id = ?", [conversation_id]).fetchone()
        name = row["name"] if row else conversation_id
        for address in dict.fromkeys(to):
            message = EmailMessage()
            message["From"] = self._sender
            message["To"] = address
            message["Subject"] = " ".join(f"Summary of {name}".split())[:200]
            message["Date"] = formatdate()
            message["Message-ID"] = make_msgid(domain="symbl-local.invalid")
            message["Auto-Submitted"] = "auto-generated"
            message.set_content(f"What was said, and what came out of it:\n\n{url}\n")
            try:
                self._send(message)
            except (OSError, smtplib.SMTPException) as error:
                log.error("a mail could not be sent: %s", _reason(error))

    def _send(self, message: EmailMessage) -> None:
        if self._server is not None:
            _hand_in(self._server, message)
        elif self._outbox is not None:
            self._outbox.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = self._outbox / f"{uuid.uuid4().hex}.eml"
            draft = file.with_suffix(".new")
            draft.touch(mode=0o600)
            draft.write_bytes(bytes(message))
            draft.replace(file)
        else:
            log.warning("a mail was not sent: the server has neither --smtp nor --outbox, and no data directory")


def _hand_in(server: SmtpServer, message: EmailMessage) -> None:
    """Encrypted if the server offers it; a password goes over no other line, but to this machine."""
    with smtplib.SMTP(server.host, server.port, timeout=_TIME_LIMIT) as smtp:
        smtp.ehlo()
        safe = server.host in ("localhost", "127.0.0.1", "::1")
        if smtp.has_extn("starttls"):
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo()
            safe = True
        if server.user:
            if not safe:
                raise smtplib.SMTPException("the server offers no encryption, so the password was not sent")
            smtp.login(server.user, server.password)
        smtp.send_message(message)


def _reason(error: Exception) -> str:
    """Why, without what was sent."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__}: {error.smtp_code}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "the server refuses the recipient"
    if isinstance(error, OSError) and error.strerror:
        return f"{type(error).__name__}: {error.strerror}"
    return f"{type(error).__name__}: {error}"[:200]
