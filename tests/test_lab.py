"""JupyterLab as `make lab` opens it: the notebook `explore` runs from top to bottom, its widgets work, and nothing is asked of the network."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from urllib.request import urlopen

import pytest
from chromium import browser_paths, chromium

from analysis.paths import NOTEBOOKS, ROOT

# Four minutes of a real JupyterLab: a person's `make test` drives it, CI runs the notebooks without it (test_notebooks.py).
pytestmark = pytest.mark.skipif(os.environ.get("CI") == "true", reason="JupyterLab itself is left out in CI: time")
PATIENCE = 180  # seconds for one thing to happen, on a machine that does something else as well


def until(what: str, true, patience: float = PATIENCE):
    """Waits for something to be so and returns it."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        time.sleep(0.3)
    pytest.fail(f"after {patience} s still not so: {what}")


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of JupyterLab, started by `make lab` itself, with configuration and notebooks of its own."""
    browser_paths()
    home = tmp_path_factory.mktemp("home")
    notebooks = tmp_path_factory.mktemp("copy") / "notebooks"
    shutil.copytree(NOTEBOOKS, notebooks, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "JUPYTER"))}
    environment |= {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    options = f"--no-browser --allow-root --ServerApp.ip=127.0.0.1 --ServerApp.port={port} --ServerApp.port_retries=0 --IdentityProvider.token= "
    options += f"--ServerApp.root_dir={notebooks.parent} --LabApp.user_settings_dir={home}/settings --LabApp.workspaces_dir={home}/workspaces"
    log = home / "lab.log"
    with log.open("w") as written:
        process = subprocess.Popen(["make", "lab", f"ARGS={options}"], cwd=ROOT, env=environment, stdout=written, stderr=written,
                                   stdin=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        until("JupyterLab answers", lambda: answers(f"{address}/api/status") or process.poll() is not None)
        assert process.poll() is None, log.read_text()[-2000:]
        yield address
    finally:
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def browser(tmp_path_factory, lab):
    with chromium(tmp_path_factory.mktemp("profile")) as made:
        made.set_window_size(1400, 1400)
        yield made


def opened(browser, lab: str, name: str) -> None:
    """Opens a notebook, with no other tab of JupyterLab before it, and runs all its cells by the menu."""
    browser.get(f"{lab}/lab/tree/notebooks/{name}.ipynb?reset")
    until("the notebook is open", lambda: len(browser.find_elements("css selector", ".jp-Notebook .jp-Cell")) > 3)
    ready = ".jp-Notebook-ExecutionIndicator[data-status='idle']"
    until("the kernel is ready", lambda: browser.find_elements("css selector", ready))
    menu = next(item for item in browser.find_elements("css selector", ".lm-MenuBar-item") if item.text == "Run")
    menu.click()
    entry = until("the menu opens", lambda: [item for item in browser.find_elements("css selector", ".lm-Menu-item") if item.text.startswith("Run All Cells")])
    entry[0].click()
    until(f"all cells of {name} have run", lambda: has_run(browser))


def has_run(browser) -> bool:
    counts = browser.execute_script(
        "return [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(x => x.textContent)"
    )
    return bool(counts) and all(re.fullmatch(r"\[\d+\]:", count) for count in counts)


def texts(browser, css: str) -> list[str]:
    """The words of every such element that is shown. JupyterLab redraws at will, so that no element is held on to."""
    return browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].filter(x => x.offsetParent).map(x => x.innerText)", css
    )


def errors(browser) -> list[str]:
    """What a reader would see of something that went wrong."""
    kinds = ("error", "stderr")
    return texts(browser, ", ".join(f"[data-mime-type='application/vnd.jupyter.{kind}']" for kind in kinds))


def asked_elsewhere(browser, lab: str) -> list[str]:
    sent = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [one["params"]["request"]["url"] for one in sent if one["method"] == "Network.requestWillBeSent"]
    assert any(address.startswith(lab) for address in asked)
    return [address for address in asked if not address.startswith((lab, "data:", "blob:", "chrome:", "devtools:"))]


def line(browser) -> str:
    """The words above the pictures: how many events are shown."""
    return next((words for words in texts(browser, ".widget-label") if " of " in words), "")


def pictures(browser) -> list[str]:
    """The addresses of the pictures that are shown: the network of the first layer, and the days."""
    return browser.execute_script(
        "return [...document.querySelectorAll('img.widget-image')].filter(x => x.offsetParent).map(x => x.src)"
    )


CHOOSE_ONE = """
const box = [...document.querySelectorAll('.widget-select-multiple')].find(x => x.innerText.startsWith(arguments[0]));
const list = box.querySelector('select');
[...list.options].forEach((option, k) => { option.selected = option.text === arguments[1]; });
list.dispatchEvent(new Event('change', { bubbles: true }));
"""


def keep(browser, name: str) -> None:
    """A picture for whoever wants to look, in the folder PARLEY_SCREENSHOTS names."""
    if folder := os.environ.get("PARLEY_SCREENSHOTS"):
        browser.save_screenshot(f"{folder}/{name}.png")


@pytest.mark.browser
@pytest.mark.slow
def test_explore_runs_and_its_widgets_work(browser, lab):
    opened(browser, lab, "explore")
    until("the pictures are there", lambda: len(pictures(browser)) == 2)
    assert errors(browser) == []
    assert not browser.find_elements("css selector", ".jp-Dialog, .Toastify__toast"), "no question, no news"
    first, before = line(browser), pictures(browser)
    assert re.match(r"\d+ of \d+ events, ", first)
    size = browser.execute_script("const i = document.querySelector('.widget-image'); return [i.naturalWidth, i.clientWidth]")
    assert min(size) > 400, "the network is drawn, large enough to read"

    browser.execute_script(CHOOSE_ONE, "status", "planned")
    until("the events are fewer", lambda: line(browser) not in ("", first))
    until("the pictures have changed", lambda: len(pictures(browser)) == 2 and not set(pictures(browser)) & set(before))
    told = until("the sentences have changed", lambda: [t for t in texts(browser, ".widget-html table") if "planned" in t])
    assert "happened" not in told[0].split("\n", 1)[1]

    graph = until("the graph is drawn", lambda: [t for t in texts(browser, ".jp-OutputArea-output") if "Directed Graph" in t])
    assert re.search(r"\d+ nodes\s+\d+ edges", graph[0]) and "party" in graph[0] and "talks" in graph[0]
    sizes = browser.execute_script("return [...document.querySelectorAll('canvas')].map(x => x.width * x.height)")
    assert max(sizes) > 100_000
    keep(browser, "explore")
    assert errors(browser) == []
    assert asked_elsewhere(browser, lab) == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("name", ["chronicle", "mediation", "quality"])
def test_a_report_notebook_opens_clean_and_runs(browser, lab, name):
    opened(browser, lab, name)
    assert errors(browser) == []
    assert browser.find_elements("css selector", ".jp-OutputArea-output img"), "figures are shown in the notebook"
    keep(browser, name)
    assert asked_elsewhere(browser, lab) == []
