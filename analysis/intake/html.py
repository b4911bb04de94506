"""Web pages: the article in a page, and what the page says of itself."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator

from lxml import etree

from analysis.intake.decoding import Unreadable, decode
from analysis.intake.raw import Raw

_CHARSET = re.compile(
    rb"<meta[^<>]{0,200}charset=[\"']?([\w-]{2,30})|<\?xml[^<>]{0,100}encoding=[\"']([\w-]{2,30})", re.IGNORECASE
)
# meta element -> key of our front matter; the first one found in this order counts
_META = {
    "article:published_time": "published", "og:article:published_time": "published", "datepublished": "published", "dc.date.issued": "published",
    "dc.date": "published", "dcterms.issued": "published", "pubdate": "published", "publishdate": "published", "sailthru.date": "published",
    "date": "published", "og:title": "title", "dc.title": "title", "twitter:title": "title", "og:site_name": "publisher", "dc.publisher": "publisher",
    "application-name": "publisher", "og:url": "url", "dc.rights": "licence",
}  # fmt: skip
_NO_TEXT = (
    "script",
    "style",
    "noscript",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "figure",
    "figcaption",
    "template",
    "iframe",
    "svg",
    "button",
    "select",
)
LONGEST_LD = 200_000  # characters of linked data that are read
SHORTEST = 40  # characters; a shorter extract is tried again by paragraphs


def read(raw: bytes) -> Raw:
    """The article of a web page. Raises Unreadable (no_body) if it has no text."""
    declared = _CHARSET.search(raw[:4096])
    found = decode(raw, declared.group(declared.lastindex).decode("ascii") if declared else "")
    tree = etree.HTML(found.text.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8", no_network=True))
    if tree is None:
        raise Unreadable("no_body", "a web page without text")
    front = _front(tree)
    headline = tree.find(".//h1")
    title = (
        front.pop("title", "")
        or (_words(headline) if headline is not None else "")
        or " ".join((tree.findtext(".//title") or "").split())
    )
    return Raw(_body(tree), title, front, found.encoding)


def _body(tree: etree._Element) -> str:
    """The paragraphs of the article; where no article is found, those of the page."""
    import trafilatura  # seconds to load: only when there is a page to read

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for element in list(tree.iter(*_NO_TEXT)):
        inner_header = element.tag == "header" and any(
            parent.tag in ("article", "main") for parent in element.iterancestors()
        )
        if element.getparent() is not None and not inner_header:
            _drop(element)
    page = etree.tostring(tree, encoding="unicode", method="html")
    found = (
        trafilatura.extract(page, include_comments=False, include_tables=False, with_metadata=False) or ""
    ).replace("\n", "\n\n")
    if len(found) >= SHORTEST:
        return found
    blocks = [_words(block) for block in tree.iter("p", "li", "blockquote") if block.find(".//p") is None]
    return "\n\n".join(filter(None, blocks)) or _words(tree)


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _drop(element: etree._Element) -> None:
    """Takes an element out, and leaves the text that follows it."""
    before, parent = element.getprevious(), element.getparent()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _front(tree: etree._Element) -> dict[str, object]:
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _META and meta.get("content"):
            named.setdefault(name, meta.get("content"))
    front: dict[str, object] = {}
    for name, key in _META.items():
        if name in named:
            front.setdefault(key, named[name])
    for key, value in _linked_data(tree):
        front.setdefault(key, value)
    for element, attribute, key in (
        (".//time[@datetime]", "datetime", "published"),
        (".//link[@rel='canonical']", "href", "url"),
        (".//link[@rel='license']", "href", "licence"),
    ):
        if (link := tree.find(element)) is not None and link.get(attribute):
            front.setdefault(key, link.get(attribute))
    if language := tree.get("lang"):
        front.setdefault("language", language)
    return front


def _linked_data(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """What JSON-LD blocks say of the article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or len(script.text or "") > LONGEST_LD:
            continue
        try:
            waiting = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                waiting.append(node.get("@graph"))
                publisher = node.get("publisher")
                found = {"published": node.get("datePublished"), "title": node.get("headline"), "language": node.get("inLanguage"), "licence": node.get("license"),
                         "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher}  # fmt: skip
                yield from ((key, value) for key, value in found.items() if isinstance(value, str) and value)
