"""Bytes -> title, front matter and text, one function a format. Article text is hostile until shown otherwise."""

from __future__ import annotations

import email
import email.policy
import io
import re
import warnings
from dataclasses import dataclass, field

import yaml
from charset_normalizer import from_bytes

MOST_FRONT_MATTER = 20_000  # characters; more is no front matter
SEVERAL_ARTICLES = (".jsonl", ".json", ".csv", ".tsv", ".warc", ".gz", ".mbox", ".xlsx", ".zip")


class Unreadable(ValueError):
    """The file is no article; `reason` is a word of the vocabulary of rejects.reason."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


@dataclass
class Raw:
    """What a file holds before cleaning: its text with paragraphs, its headline if the format marks one, its front matter."""

    text: str
    title: str = ""
    front: dict[str, object] = field(default_factory=dict)


def decode(raw: bytes) -> str:
    """UTF-8 (with or without a mark), UTF-16 with a mark, else the likeliest encoding. Raises Unreadable for what is no text."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable("bad_encoding", f"marked as UTF-16 but is not: {error.reason}") from error
    if b"\x00" in raw:
        raise Unreadable("not_text", "holds NUL bytes: a binary file. Save it as text, html, docx or pdf")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    best = from_bytes(raw).best()
    if best is None:
        raise Unreadable("bad_encoding", "no known encoding fits; save the file as UTF-8")
    return str(best)


class _PlainLoader(yaml.SafeLoader):
    """YAML without aliases and tags: front matter needs neither, and a few lines of aliases can fill the memory."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        return super().compose_node(parent, index)


def front_matter(text: str) -> tuple[dict[str, object], str]:
    """(front matter, rest) of a text that begins with a --- block; ({}, text) where there is none.

    Raises Unreadable (bad_front_matter) if there is a block that is no simple YAML.
    """
    found = re.match(r"\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", text[: MOST_FRONT_MATTER + 8], re.DOTALL)
    if not found or not re.search(r"^\s*\w[\w -]*:", found.group(1), re.MULTILINE):
        return {}, text
    try:
        front = yaml.load(found.group(1), Loader=_PlainLoader)  # noqa: S506 a safe loader, made safer
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise Unreadable("bad_front_matter", f"line {line}: {str(error).splitlines()[0]}. Put values with colons or quotes into quotes") from error
    if not isinstance(front, dict):
        raise Unreadable("bad_front_matter", "the lines between --- are no list of `key: value`")
    return {str(key).strip().lower(): value for key, value in front.items()}, text[found.end() :]


def _markdown(raw: bytes) -> Raw:
    front, body = front_matter(decode(raw))
    title = ""
    heading = re.match(r"\s*#\s+(.+)\n", body)
    if heading:
        title, body = heading.group(1).strip(), body[heading.end() :]
    body = re.sub(r"(?m)^\s{0,3}#{1,6}\s+", "", body)
    body = re.sub(r"!\[[^\]\n]*\]\([^)\n]*\)", "", body)
    body = re.sub(r"\[([^\]\n]{1,300})\]\((?:[^()\n]|\([^()\n]*\))*\)", r"\1", body)
    body = re.sub(r"(?m)^\s*(?:[*+-]|>)\s+", "\n", body)
    body = re.sub(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1", r"\2", body)
    return Raw(body, title, front)


def _plain(raw: bytes) -> Raw:
    front, body = front_matter(decode(raw))
    return Raw(body, "", front)


def _html(raw: bytes) -> Raw:
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(raw, "lxml")
    for tag in soup(["script", "style", "noscript", "nav", "header", "footer", "aside", "form", "figure", "template", "iframe", "svg", "button"]):
        tag.decompose()
    front = {}
    for meta in soup.find_all("meta"):
        name = str(meta.get("property") or meta.get("name") or "").lower()
        key = {"article:published_time": "published", "date": "published", "dc.date": "published", "og:site_name": "publisher", "og:title": "title"}.get(name)
        if key and meta.get("content"):
            front.setdefault(key, str(meta["content"]))
    if stamp := soup.find("time", attrs={"datetime": True}):
        front.setdefault("published", str(stamp["datetime"]))
    heading = soup.find("h1") or soup.find("title")
    main = max(soup.find_all(["article", "main"]), key=lambda tag: len(tag.get_text()), default=soup.body or soup)
    blocks = [tag.get_text(" ", strip=True) for tag in main.find_all(["p", "li", "blockquote", "h2", "h3"]) if not tag.find(["p", "li"])]
    text = "\n\n".join(block for block in blocks if block) or main.get_text("\n\n", strip=True)
    return Raw(text, heading.get_text(" ", strip=True) if heading else "", front)


def _docx(raw: bytes) -> Raw:
    import docx

    document = docx.Document(io.BytesIO(raw))
    front = {"title": document.core_properties.title} if document.core_properties.title else {}
    return Raw("\n\n".join(paragraph.text for paragraph in document.paragraphs), "", front)


def _pdf(raw: bytes) -> Raw:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(raw))
    pages = [page.extract_text() or "" for page in reader.pages]
    text = re.sub(r"(?<=\w)-\n(?=[a-z])", "", "\n\n".join(pages))
    return Raw(re.sub(r"(?<![.!?:\"”\n])\n(?!\n)", " ", text))


def _eml(raw: bytes) -> Raw:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise Unreadable("no_body", "the message has no text part")
    text = str(body.get_content())
    if body.get_content_type() == "text/html":
        text = _html(text.encode()).text
    stamp = message["date"]
    published = stamp.datetime.date().isoformat() if stamp is not None and getattr(stamp, "datetime", None) else None
    return Raw(text, str(message["subject"] or ""), {"published": published} if published else {})


READERS = {".md": _markdown, ".markdown": _markdown, ".txt": _plain, "": _plain, ".text": _plain, ".html": _html, ".htm": _html, ".xhtml": _html, ".docx": _docx, ".pdf": _pdf, ".eml": _eml}  # fmt: skip


def extract(ending: str, raw: bytes) -> Raw:
    """The contents of a file by its ending. Raises Unreadable, and nothing else."""
    if ending in SEVERAL_ARTICLES:
        raise Unreadable("unsupported_format", f"{ending} files hold several articles: `parley add FILE --case NAME` makes one file of each")
    if ending not in READERS:
        raise Unreadable("unsupported_format", f"no reader for {ending} files; known: {' '.join(sorted(filter(None, READERS)))}")
    if not raw.strip():
        raise Unreadable("empty", "the file is empty")
    try:
        return READERS[ending](raw)
    except Unreadable:
        raise
    except RecursionError as error:
        raise Unreadable("unreadable", "nested too deeply") from error
    except Exception as error:  # third-party readers raise whatever they like on broken files
        raise Unreadable("unreadable", f"{type(error).__name__}: {str(error)[:200]}") from error
