"""nbformat, imported without the grammar of internationalised addresses that jsonschema would build for it.

jsonschema asks for rfc3987_syntax to check the format "iri", which no notebook's schema has; building its grammar takes two
seconds of every process. While nbformat is imported the package counts as not installed, which jsonschema allows for.
"""

from __future__ import annotations

import sys

GRAMMAR = "rfc3987_syntax"

known = GRAMMAR in sys.modules
if not known:
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]
import nbformat  # noqa: E402

if not known:
    del sys.modules[GRAMMAR]

__all__ = ["nbformat"]
