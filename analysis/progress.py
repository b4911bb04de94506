"""Progress on standard error: a live line on a terminal, a plain line every tenth in a log."""

from __future__ import annotations

import sys
import time

from tqdm import tqdm


class Tracker:
    """Counts work done. On a terminal tqdm shows done, rate and time left; elsewhere a line is printed every tenth."""

    def __init__(self, label: str, total: int) -> None:
        self.label, self.total, self.done = label, total, 0
        self.started = self.told = time.monotonic()
        self.bar = tqdm(total=total, desc=label, file=sys.stderr, leave=True) if sys.stderr.isatty() else None

    def advance(self, n: int = 1) -> None:
        """n more are done."""
        before, self.done = self.done, self.done + n
        if self.bar is not None:
            self.bar.update(n)
            if self.done >= self.total:
                self.bar.close()
        elif self.done * 10 // max(self.total, 1) > before * 10 // max(self.total, 1):
            self._tell()

    def _tell(self) -> None:
        """One line, but at most one a second: a quick stage says nothing."""
        now = time.monotonic()
        if now - self.told < 1:
            return
        self.told = now
        rate = self.done / (now - self.started)
        left = (self.total - self.done) / rate
        print(f"{self.label}: {self.done}/{self.total}, {rate:.1f}/s, {left:.0f} s left", file=sys.stderr, flush=True)


class Silent:
    """Counts nothing: for tests and notebooks."""

    def advance(self, n: int = 1) -> None:
        """n more are done."""


def silent(label: str, total: int) -> Silent:
    """A tracker that shows nothing."""
    return Silent()
