r"""Markdown -> plain text: marks go, words stay. What is not surely a mark is left as it is; `escaped` undoes the reading.

>>> plain("## A *new* [deal](http://x.org)[1]\n- one\n- two")
'A new deal\n\none\n\ntwo'
"""

from __future__ import annotations

import re

from analysis.intake import plain as text_file
from analysis.intake.raw import Raw

_MARKS = r"[\\`*_{}\[\]()#+\-.!|>~<=]"
_ESCAPE = re.compile(rf"\\({_MARKS})")
_TAG = re.compile(
    r"</?(?:br|sup|sub|p|div|span|b|i|u|em|strong|small|center|font|blockquote|ref|hr)\b[^<>\n]{0,200}>", re.IGNORECASE
)
_FENCE = re.compile(r"(?m)^\s{0,3}(?:```|~~~).*$")
_RULE = re.compile(r"(?m)^[ \t]{0,3}(?:([-*_])[ \t]*)(?:\1[ \t]*){2,}$|^=+[ \t]*$")
_HEADING = re.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]+(.*)$")
_QUOTE = re.compile(r"(?m)^[ \t]{0,3}(?:>[ \t]?)+")
_BULLET = re.compile(r"(?m)^[ \t]*(?:[*+-]|\d{1,2}[.)])[ \t]+(?=\S)")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}?(?:\s+\"[^\"\n]{0,300}\")?\)")
_REFERENCE_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,100}\]")
_DEFINITION = re.compile(r"(?m)^[ \t]{0,3}\[\^?[^\[\]\n]{1,100}\]:[ \t]+\S.*$")
_FOOTNOTE = re.compile(
    r"\[(?:\^[^\[\]\s]{1,40}|\d{1,3}|[a-z]|note \d{1,3}|nb \d{1,3}|citation needed|clarification needed|when\?|who\?)\]"
)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_STRONG = re.compile(r"(?<![\w*_\\])(\*\*\*|\*\*|___|__)(?=[^\s*_])([^*_\n]{1,1000}?)(?<=[^\s*_])\1(?![\w*_])")
_EMPHASIS = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_\n]{1,1000}?)(?<=[^\s*_])\1(?![\w*_])")
_CODE = re.compile(r"(?<!`)`([^`\n]{1,300})`(?!`)")
_HELD = 0xE000  # escaped characters wait in the private use area until the marks are gone
_WAITING = re.compile("[\ue020-\ue07f]")


def read(raw: bytes) -> Raw:
    """A Markdown file. Raises Unreadable for what is no text or has broken front matter."""
    found = text_file.read(raw)
    return Raw(plain(found.text), heading(found.text), found.front, found.encoding)


def plain(text: str) -> str:
    """The words of a Markdown text with LF line ends; headings and list items become paragraphs of their own.

    Runs in linear time on any text whose spaces are folded (see cleaning.normal).
    """
    text = _WAITING.sub("", text)
    text = _ESCAPE.sub(lambda found: chr(_HELD + ord(found.group(1))), text)
    text = _TAG.sub(" ", _without_comments(text))
    text = _DEFINITION.sub("", _FENCE.sub("", text))
    text = _RULE.sub("\n", text)
    text = _QUOTE.sub("", text)
    text = _HEADING.sub(lambda found: f"\n{found.group(1).rstrip('# ')}\n", text)
    text = _BULLET.sub("\n", text)
    text = _LINK.sub(r"\1", _WIKI_LINK.sub(r"\1", _IMAGE.sub("", text)))
    text = _REFERENCE_LINK.sub(r"\1", _FOOTNOTE.sub("", text))
    text = _CODE.sub(r"\1", _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text)))
    text = _WAITING.sub(lambda found: chr(ord(found.group()) - _HELD), text)
    return re.sub(r"[ \t]+(?=\n|\Z)", "", re.sub(r"\n{3,}", "\n\n", text)).strip("\n")


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def heading(text: str) -> str:
    """The text of the first-level heading that opens a Markdown text, or ""."""
    found = re.match(r"\s{0,20}#[ \t]+(\S.{0,500})", text)
    return plain(found.group(1).rstrip("# ")) if found else ""


def escaped(paragraph: str) -> str:
    """The paragraph as Markdown that reads back as itself."""
    if plain(paragraph) == paragraph:
        return paragraph
    return re.sub(f"({_MARKS})", r"\\\1", paragraph)
