"""What coding costs on top of parsing the same articles, in one process: `python tests/cost.py FOLDER [FOLDER ...]`.

Without a folder the articles of the default case are taken. No test: a share of processor time differs from run to run by a
tenth of itself. Both are timed warm: the model and the lexicon are loaded before, and neither writes a file.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis import lexicon, params
from analysis.coding.coder import code_document
from analysis.coding.command import articles_from, parsed
from analysis.coding.rows import json_objects

DEFAULT = Path(__file__).resolve().parents[1] / "data" / "cases" / "nagorno-karabakh-2020" / "articles"


def measured(folders: list[str]) -> tuple[int, float, float]:
    """How many articles there are, and the processor seconds of parsing and of coding them."""
    knowledge, model = lexicon.load(), params.load().parse.model
    parsed("warm", "Warm up.", "2020-01-01", "", model)
    count, parsing, coding = 0, 0.0, 0.0
    for article, published, publisher, text in articles_from(folders, None):
        begun = time.process_time()
        document = parsed(article, text, published, publisher, model)
        between = time.process_time()
        list(json_objects(document, code_document(document, knowledge)))
        count, parsing, coding = count + 1, parsing + between - begun, coding + time.process_time() - between
    return count, parsing, coding


if __name__ == "__main__":
    n, first, then = measured(sys.argv[1:] or [str(DEFAULT)])
    print(f"{n} articles: parsing {first:.1f} s, coding {then:.1f} s of one core, {then / first:.1%} on top")
