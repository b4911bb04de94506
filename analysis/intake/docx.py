"""Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from analysis.intake.decoding import Unreadable
from analysis.intake.raw import Raw

LARGEST = 200_000_000  # bytes unpacked; more is an archive made to fill the memory


def read(raw: bytes) -> Raw:
    """The paragraphs of a document, those in tables too. Raises Unreadable if it is no Word document or unpacks too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise Unreadable(
            "unreadable", "no .docx document (an old .doc file?); open it in Word and save it as .docx"
        ) from error
    if unpacked > LARGEST:
        raise Unreadable("too_large", f"unpacks to {unpacked} bytes")
    import docx

    document = docx.Document(io.BytesIO(raw))
    blocks = [
        (paragraph.text, paragraph.style.name if paragraph.style is not None else "")
        for paragraph in _paragraphs(document)
    ]
    title = next((text for text, style in blocks[:5] if style == "Title" or style == "Heading 1"), "")
    return Raw("\n\n".join(text for text, _ in blocks), title, {"language": document.core_properties.language})


def _paragraphs(document) -> Iterator:
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                for cell in dict.fromkeys(row.cells):  # a merged cell is listed once a column
                    yield from cell.paragraphs
        else:
            yield item
