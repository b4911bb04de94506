"""Files of any kind -> articles. What cannot be read becomes a reject with its reason; nothing is lost and nothing crashes.

sources (which files) -> formats (which reader: one module a kind) -> cleaning (what is no article text) -> dating (when
it was published) -> article. Files that hold several articles go through containers and canonical (`parley add`).
"""

from analysis.intake.article import Article, read
from analysis.intake.sources import SourceFile, files, sources

__all__ = ["Article", "SourceFile", "files", "read", "sources"]
