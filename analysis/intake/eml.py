"""E-mail messages: newsletters and alerts saved as files."""

from __future__ import annotations

import email
import email.policy
import email.utils

from analysis.intake import html
from analysis.intake.decoding import Unreadable, decode
from analysis.intake.raw import Raw


def read(raw: bytes) -> Raw:
    """Subject, day, sender's name and text of a message. Raises Unreadable (no_body) if it has no text part."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    content = body.get_payload(decode=True) if body is not None and not body.is_multipart() else None
    if not content or not content.strip():
        raise Unreadable("no_body", "a message without a text part")
    front = {"published": str(message["date"] or ""), "publisher": email.utils.parseaddr(str(message["from"] or ""))[0]}
    if body.get_content_type() == "text/html":
        page = html.read(content)
        return Raw(
            page.text,
            str(message["subject"] or "") or page.title,
            page.front | {k: v for k, v in front.items() if v},
            page.encoding,
        )
    found = decode(content, body.get_content_charset() or "")
    return Raw(found.text, str(message["subject"] or ""), front, found.encoding)
