"""A real browser for tests, without a window and without asking anything of the network by itself."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager

import pytest


def browser_paths() -> tuple[str, str]:
    """The browser and its driver. Without them the test is left out, or fails where they must be there."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if browser and driver:
        return browser, driver
    missing = "no Chromium with chromedriver here (Debian, Ubuntu: apt-get install chromium chromium-driver)"
    if os.environ.get("CI") == "true" and not os.environ.get("PARLEY_NO_BROWSER"):
        pytest.fail(f"{missing}; where it cannot be installed, set PARLEY_NO_BROWSER=1")
    pytest.skip(f"not tried in a browser: {missing}")


@contextmanager
def chromium(profile, *more: str):
    """A driven browser with a profile folder of its own; it keeps its console and its requests as logs."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    binary, driver = browser_paths()
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", f"--user-data-dir={profile}",
                     "--window-size=1280,900", "--disable-background-networking", "--no-first-run", "--force-prefers-reduced-motion", *more):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    made = webdriver.Chrome(options=options, service=Service(executable_path=driver))
    try:
        yield made
    finally:
        made.quit()
