"""The explorer page: the same bytes twice, nothing from elsewhere, hostile words literal, small for large cases, and used in a real browser."""

from __future__ import annotations

import base64
import hashlib
import html
import itertools
import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from chromium import browser_paths, chromium

from analysis import params, runner
from analysis.__main__ import main
from analysis.figures.network import drawn, places
from analysis.paths import default_workspace, river_workspace
from analysis.progress import silent
from analysis.reporting.data import Run, filled, load
from analysis.reporting.explorer.page import CSS, JS, page
from analysis.reporting.explorer.payload import Limits, events, payload, spread
from analysis.reporting.explorer.quotes import is_safe, shortened, units
from analysis.stages import explorer

SETTINGS = replace(params.load(), parse=replace(params.load().parse, workers=1))
HOSTILE = [
    '#eval("1+1")',
    "$x^2$",
    "\\input{secret}",
    "<script>alert(1)</script>",
    "</script><img/src=x/onerror=alert(2)>",
    "{{DATA}} ]]> -->",
    '=HYPERLINK("a")',
    "&lt;b&gt;",
]
TITLE = "a case </title><script>alert(4)</script> {{DATA}}"
NAMES = ["Հայաստան", "Azərbaycan", "Şuşa", "საქართველო", "Россия", "Türkiye", "ایران", "\U0001f600"]
ADDRESSES = ["https://news.example/a?b=1&c=%3Cx", "javascript:alert(3)", "data:text/html,x", "//x.example/y"]
TEXTS = {
    "2020-10-06-first.md": "Azerbaijan shelled Stepanakert on Monday, Armenia said. Baku denied it. Russian President Vladimir Putin spoke to Nikol Pashinyan by phone.",
    "2020-10-07-second.md": f"{' '.join(NAMES)}: Armenia accused Turkey of sending fighters to Azerbaijan. Iran offered to mediate between Armenia and Azerbaijan.\n\n"
    + "\n\n".join(
        f"Armenia accused Turkey of sending fighters to Azerbaijan on Monday and said {piece} again."
        for piece in HOSTILE
    ),
    "2020-10-08-third.md": f"Armenia met Azerbaijan in Geneva for talks hosted by France. {' '.join(NAMES)} were told that Russia urged Armenia to stop.",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A workspace whose case, publishers, titles, addresses and sentences are hostile."""
    case = tmp_path_factory.mktemp("case")
    (case / "articles").mkdir()
    (case / "case.yaml").write_text(f"title: {json.dumps(TITLE)}\n", encoding="utf-8")
    for name, text in TEXTS.items():
        address = ADDRESSES[0] if name.startswith("2020-10-07") else " ".join(ADDRESSES[1:])
        head = {"title": "Title " + " ".join(HOSTILE), "published": name[:10], "publisher": HOSTILE[4], "url": address}
        front = "\n".join(f"{key}: {json.dumps(value)}" for key, value in head.items())
        (case / "articles" / name).write_text(f"---\n{front}\n---\n\n{text}\n", encoding="utf-8")
    workspace = river_workspace(case, tmp_path_factory.mktemp("out"))
    runner.run_river(workspace, SETTINGS, report=False, progress=silent)
    return workspace


@pytest.fixture(scope="module")
def default():
    return load(default_workspace(params.load().case))


def written(workspace) -> str:
    runner.run("explorer", workspace, SETTINGS)
    return workspace.path("explorer").read_text(encoding="utf-8")


def data_of(text: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)[1])


class Reader(HTMLParser):
    """The elements of a page with their attributes, and the words between them."""

    def __init__(self, text: str):
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)


# what the page is


def test_the_same_tables_give_the_same_bytes(hostile):
    first = written(hostile)
    assert first == written(hostile) == page(load(hostile))
    assert "part" not in {path.suffix for path in hostile.reports.iterdir()}


def test_it_is_a_stage_of_its_own(hostile):
    assert set(explorer.READS) <= set(load(hostile).frames) and explorer.WRITES == ("explorer",)
    assert not (hostile.reports / "chronicle.pdf").exists(), "--no-report leaves the reports out"


def test_help_says_how_to_open_it(capsys):
    with pytest.raises(SystemExit):
        main(["explorer", "--help"])
    said = capsys.readouterr().out
    assert "double-click" in said and "reports/explorer.html" in said and "example:\n  parley explorer" in said


def test_nothing_is_asked_of_another_place(default):
    text = page(default)
    read = Reader(text)
    for tag, attributes in read.elements:
        assert tag not in ("iframe", "object", "embed", "base", "form") or attributes == {"id": "form"}
        assert "src" not in attributes and "srcset" not in attributes and "action" not in attributes
        assert attributes.get("href", "#").startswith(("#", "data:,"))
        assert "style" not in attributes and not [name for name in attributes if name.startswith("on")]
    assert "http" not in JS.read_text(encoding="utf-8").replace('["http:", "https:"]', "")
    assert not re.search(r"url\(|@import|@font-face", CSS.read_text(encoding="utf-8"))
    without_data = text.replace(json.dumps(data_of(text)), "").split('id="data">')
    assert "http://" not in without_data[0] and "https://" not in without_data[0]
    assert "http://" not in without_data[1].split("</script>", 1)[1]


def test_the_script_sets_no_markup():
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|fetch\(|XMLHttp|WebSocket|import\("
    )
    assert not re.search(forbidden, JS.read_text(encoding="utf-8"))


def test_the_policy_names_the_script_and_the_style(default):
    text = page(default)
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1])
    allowed = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert allowed["default-src"] == "'none'" and "unsafe" not in policy

    def digest(words: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}'"

    assert allowed["script-src"] == digest(re.search(r"<script>(.*?)</script>", text, re.S)[1])
    assert allowed["style-src"] == digest(re.search(r"<style>(.*?)</style>", text, re.S)[1])


def test_hostile_words_stay_words(hostile):
    text = written(hostile)
    tags = [tag for tag, _ in Reader(text).elements]
    assert tags.count("script") == 2 and "img" not in tags and text.count("</script>") == 2
    data = data_of(text)
    sentences, titles = [row[2] for row in data["sentences"]], [row[0] for row in data["articles"]]
    for piece in HOSTILE:
        assert any(piece in words for words in sentences), piece
        assert all(piece in title for title in titles), piece
    shown = " ".join(Reader(text).words)
    assert TITLE in shown and any(f"said {piece} again" in shown for piece in HOSTILE)  # the part without script
    assert data["title"] == TITLE


def test_names_of_the_region_are_intact(hostile):
    text = written(hostile)
    sentences = [row[2] for row in data_of(text)["sentences"]]
    for name in NAMES:
        assert name in text and any(name in words for words in sentences), name


def test_only_safe_addresses_are_carried(hostile):
    found = {row[0]: row for row in data_of(written(hostile))["articles"]}
    addresses = [url for row in data_of(written(hostile))["articles"] for url in row[3]]
    assert found and addresses == [ADDRESSES[0]]
    assert "javascript:" not in written(hostile)
    assert [is_safe(url) for url in ("HTTP://a.example", "https://a\u202e.example", "file:///etc", "http://[", "")] == [
        True, False, False, False, False]  # fmt: skip


def test_every_quote_marks_its_trigger(default):
    data, known = payload(default), default.codings.set_index("coding_id")
    quoted = [quote for row in data["events"] for quote in row[-1]]
    assert len(quoted) == data["n"]["told"] and not any(data["omitted"].values())
    for row in data["events"]:
        event = dict(zip(data["fields"], row, strict=True))
        sentence, begin, end = event["quotes"][0]
        assert data["sentences"][sentence][2][begin:end] == known.loc[event["evidence"], "trigger"]


def test_triggers_are_counted_as_a_browser_counts():
    assert units("a\U0001f600b") == 4 and units("Ş") == 1
    words, begin, end = shortened("x" * 3000 + "struck" + "y" * 3000, 3000, 3006)
    assert words[begin:end] == "struck" and words[0] == words[-1] == "…" and len(words) <= 902
    assert shortened("struck" + "y" * 3000, 0, 6)[0].startswith("struckyyy")


def test_lines_count_what_the_edges_count(default):
    data = payload(default)
    codes = [code for code, _ in data["names"]]
    layers = [name for name, _ in data["layers"]]
    counted: dict[tuple, float] = {}
    for row in data["events"]:
        for a, b, weight in dict(zip(data["fields"], row, strict=True))["pairs"]:
            key = (layers[row[1]], *sorted((codes[a], codes[b])))
            counted[key] = counted.get(key, 0) + weight
    edges: dict[tuple, int] = {}
    for edge in default.edges.itertuples():
        key = (edge.layer, *sorted((edge.source_id, edge.target_id)))
        edges[key] = edges.get(key, 0) + edge.n_events
    assert {key: int(n) for key, n in counted.items()} == edges


def test_actors_stand_where_the_reports_have_them(default):
    data = payload(default)
    talks = default.edges[default.edges["layer"] == "communication"]
    where = places(default.parties, drawn(talks, default.parties))
    assert {data["names"][n][0]: (x, y) for n, x, y in data["places"]} == {
        code: (round(x, 3), round(y, 3)) for code, (x, y) in where.items()
    }
    assert [data["names"][n][0] for n in data["parties"]] == sorted(default.parties)


def test_a_case_without_events_gives_a_page(tmp_path):
    case = tmp_path / "empty"
    case.mkdir()
    (case / "note.txt").write_text("The weather was fine.", encoding="utf-8")
    workspace = river_workspace(case, tmp_path / "out")
    runner.run_river(workspace, SETTINGS, report=False, progress=silent)
    data = data_of(written(workspace))
    assert data["events"] == [] and data["n"]["articles"] == 1


# large cases


def swollen(run: Run, times: int, words=lambda text: text) -> Run:
    """The case many times over, under other keys, with other words in its sentences and titles."""
    keys = ("article_id", "sentence_id", "coding_id", "event_id", "evidence")
    frames = {name: run.frames[name] for name in explorer.READS}
    frames["sentences"] = frames["sentences"].assign(text=frames["sentences"]["text"].map(words))
    frames["articles"] = frames["articles"].assign(title=frames["articles"]["title"].map(words))
    for name in ("articles", "sentences", "codings", "events", "mentions", "interactions"):
        copies = [
            frames[name].assign(**{key: f"c{k:04d}-" + frames[name][key] for key in keys if key in frames[name]})
            for k in range(times)
        ]
        frames[name] = pd.concat(copies, ignore_index=True)
    return Run(run.case, frames)


@pytest.mark.parametrize("words", [lambda text: text, lambda text: f"{'Հայաստան <&> ' * 120}{text}"[: 12 * 120 + 200]])
def test_a_large_case_stays_small_and_says_what_it_leaves_out(default, words):
    run = swollen(default, 240, words)
    assert len(run.articles) > 10_000 and len(run.events) > 100_000
    text = page(run)
    assert len(text.encode("utf-8")) <= 3_000_000
    data = data_of(text)
    assert data["omitted"]["events"] == data["n"]["events"] - len(data["events"]) > 0
    assert data["omitted"]["quotes"] == data["n"]["told"] - sum(len(row[-1]) for row in data["events"]) > 0
    assert len(data["sentences"]) > 300 and len(data["events"]) > 3000
    assert sum(line[-1] for line in data["totals"]) == run.edges["n_events"].sum()


def lines_of(data: dict) -> Counter:
    """Layer and ends -> contacts of the events the page carries."""
    found: Counter = Counter()
    for row in data["events"]:
        for a, b, weight in dict(zip(data["fields"], row, strict=True))["pairs"]:
            found[row[1], a, b] += weight
    return found


def test_a_cut_page_keeps_every_line_and_the_proportions(default):
    run = swollen(default, 60)
    whole, part = lines_of(payload(run, Limits(10**9, 10**9, 0))), lines_of(payload(run, Limits(events=3000)))
    assert set(part) == set(whole)
    shares = [part[line] / n for line, n in whole.most_common(8)]
    assert max(shares) <= 2 * min(shares), shares


def test_of_one_line_the_most_told_are_kept(default):
    data = payload(swollen(default, 3), Limits(events=400, word_bytes=90_000))
    assert len(data["events"]) == 400 and 0 < sum(len(row[-1]) for row in data["events"]) < data["n"]["told"]
    for _, line in spread(events(default)).groupby(["layer", "status", "source", "target"]):
        told = list(line["n_articles"])
        assert told == sorted(told, reverse=True)


# colours (WCAG 2.1: 4.5 for text, 3 for the rest)

CVD = {  # Machado, Oliveira & Fernandes 2009, severity 1
    "none": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
LAYERS = [f"layer-{number}" for number in range(4)]


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, two: str) -> float:
    light, dark = sorted((float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(light: np.ndarray) -> np.ndarray:
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ light.clip(0, 1)
    f = np.cbrt(xyz / [0.95047, 1, 1.08883])
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.fixture(scope="module")
def palette(default) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", re.search(r"<style>(.*?)</style>", page(default), re.S)[1]))


def test_text_can_be_read_on_every_ground(palette):
    rules = CSS.read_text(encoding="utf-8")
    inks = set(re.findall(r"[{;]\s*color: var\(--([\w-]+)\)", rules)) - {"paper"}
    grounds = set(re.findall(r"background: var\(--([\w-]+)\)", rules)) - {"ink", "tone"}
    assert {"ink", "muted", "link"} <= inks and {"paper", "panel", "notice", "mark"} <= grounds
    for ink, ground in itertools.product(inks, grounds):
        assert contrast(palette[ink], palette[ground]) >= 4.5, f"{ink} on {ground}"
    assert contrast(palette["paper"], palette["ink"]) >= 4.5


def test_lines_and_marks_stand_out(palette):
    for colour in [*LAYERS, "refused", "rule", "focus", "ink", "third"]:
        assert contrast(palette[colour], palette["paper"]) >= 3, colour
    assert contrast(palette["focus"], palette["panel"]) >= 3


def test_layers_are_told_apart_by_the_colour_blind(palette):
    for kind, matrix in CVD.items():
        for one, two in itertools.combinations(LAYERS, 2):
            apart = lab(np.array(matrix) @ linear(palette[one])) - lab(np.array(matrix) @ linear(palette[two]))
            assert np.linalg.norm(apart) >= 20, f"{one} and {two}, {kind}"


# in a browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("profile")) as made:
        yield made


def screen(browser, width: int, height: int) -> None:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def opened(browser, path, width: int = 1280, height: int = 900):
    screen(browser, width, height)
    browser.get_log("browser"), browser.get_log("performance")
    browser.get(path.as_uri())
    return SimpleNamespace(
        all=lambda css: browser.find_elements("css selector", css),
        one=lambda css: browser.find_element("css selector", css),
        says=lambda css: browser.find_element("css selector", css).text,
        do=browser.execute_script,
        focused=lambda: browser.switch_to.active_element,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory, default):
    path = tmp_path_factory.mktemp("page") / "explorer.html"
    path.write_text(page(default), encoding="utf-8", newline="\n")
    return path


def first_number(text: str) -> int:
    return int(re.search(r"\d[\d,]*", text)[0].replace(",", ""))


FREE_POINT = """
const path = arguments[0].querySelector('.ink'), long = path.getTotalLength();
arguments[0].scrollIntoView({ block: 'center' });
for (let k = 1; k < 40; k += 1) {
  const p = path.getPointAtLength((long * k) / 40).matrixTransform(path.getScreenCTM());
  if (document.elementFromPoint(p.x, p.y)?.closest('[data-key]') === arguments[0]) return [Math.round(p.x), Math.round(p.y)];
}
return null;
"""


def click_line(browser, line) -> None:
    """A click of the mouse on a point of the line where nothing lies over it."""
    from selenium.webdriver.common.actions.action_builder import ActionBuilder

    point = browser.execute_script(FREE_POINT, line)
    assert point, "no part of the line can be clicked"
    actions = ActionBuilder(browser)
    actions.pointer_action.move_to_location(*point).click()
    actions.perform()


def line_key(data: dict, layer: str, *codes: str) -> str:
    numbers = sorted([code for code, _ in data["names"]].index(code) for code in codes)
    return "-".join(map(str, [[name for name, _ in data["layers"]].index(layer), *numbers]))


@pytest.mark.browser
def test_it_opens_without_error_and_without_a_request(browser, made):
    found = opened(browser, made)
    assert (
        found.one("#app").is_displayed()
        and len(found.all("#network .line")) > 10
        and len(found.all("#timeline .day")) == 47
    )
    for button in found.all("#questions button"):
        button.click()
    assert browser.get_log("browser") == []
    assert found.do("return performance.getEntriesByType('resource').map(e => e.name)") == []
    sent = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = [m["params"]["request"]["url"] for m in sent if m["method"] == "Network.requestWillBeSent"]
    assert made.as_uri() in urls and [url for url in urls if url not in (made.as_uri(), "data:,")] == []


@pytest.mark.browser
def test_the_policy_forbids_what_is_not_the_pages_own(browser, made):
    found = opened(browser, made)
    found.do(
        "const s = document.createElement('script'); s.textContent = 'window.foreign = 1'; document.body.append(s);"
    )
    assert found.do("return window.foreign") is None
    assert any("Content Security Policy" in entry["message"] for entry in browser.get_log("browser"))


@pytest.mark.browser
def test_filters_change_what_is_shown(browser, made, default):
    found = opened(browser, made)
    inside = [e for e in payload(default)["events"]]
    talks = sum(e[1] == 0 for e in inside)
    assert first_number(found.says("#shown")) == talks
    found.one("#questions button:last-child").click()
    assert first_number(found.says("#shown")) == len(inside)
    found.one("#filters summary").click()
    lines = len(found.all("#network .line"))

    def narrowed(act) -> int:
        act()
        n = first_number(found.says("#shown"))
        found.one("#reset").click()
        assert first_number(found.says("#shown")) == len(inside)
        return n

    def put(css: str, value: str):
        field = found.one(css)
        return lambda: found.do("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))", field, value)  # fmt: skip

    names = [code for code, _ in payload(default)["names"]]
    iran = names.index("IRN")
    assert narrowed(put("#from", "2020-10-10")) == sum(e[3] >= "2020-10-10" or not e[3] for e in inside)
    assert narrowed(put("#confidence", "0.75")) == sum(e[11] >= 0.75 for e in inside)
    assert narrowed(found.one("#undated").click) == sum(bool(e[3]) for e in inside)
    assert narrowed(found.one('#layers input[value="2"]').click) == sum(e[1] != 2 for e in inside)
    assert narrowed(found.one('#groups input[value="0"]').click) == sum(e[2] != 0 for e in inside)
    assert narrowed(found.one('#types input[value="1"]').click) == sum(e[0] != 1 for e in inside)
    with_iran = narrowed(found.one(f'#actors input[value="{iran}"]').click)
    assert with_iran == sum(
        any(iran in e[k] for k in (6, 7, 8)) or any(iran in pair[:2] for pair in e[16]) for e in inside
    )
    assert len(found.all("#network .line")) == lines
    for box in found.all("#layers input"):
        box.click()
    assert found.says("#shown") == "No event fits these filters." and not found.all("#network .line")


@pytest.mark.browser
@pytest.mark.parametrize("how", ["click", "ENTER", "SPACE"])
def test_a_line_shows_its_sentences_with_the_trigger_marked(browser, made, default, how):
    from selenium.webdriver.common.keys import Keys

    found = opened(browser, made)
    data = payload(default)
    key = line_key(data, "communication", "ARM", "RUS")
    ends = [int(part) for part in key.split("-")[1:]]
    line = found.one(f'.line[data-key="{key}"]')
    own = [e for e in data["events"] if e[1] == 0 and any(pair[:2] == ends for pair in e[16])]
    assert f"Armenia and Russia, talks: {len(own)} events" in line.get_attribute("aria-label")
    if how == "click":
        click_line(browser, line)
    else:
        found.do("arguments[0].focus()", line)
        line.send_keys(getattr(Keys, how))
    assert (
        found.says("#panel-title") == "Armenia – Russia, talks" and found.focused().get_attribute("id") == "panel-title"
    )
    items = found.all("#list > li")
    assert len(items) == len(own) and f"{len(own)} events" in found.says("#shown")
    assert found.one(f'.line[data-key="{key}"]').get_attribute("aria-pressed") == "true"
    for item, event in zip(items, own, strict=True):
        sentence, begin, end = event[-1][0]
        article, number, words = data["sentences"][sentence]
        quote = item.find_element("css selector", "blockquote")
        assert quote.get_property("textContent") == words
        assert words[begin:end] in [mark.text for mark in quote.find_elements("css selector", "mark")]
        title, publisher, day = data["articles"][article][:3]
        cited = item.find_element("css selector", "cite").text
        assert title in cited and publisher in cited and day in cited and f"sentence {number}" in cited
        assert item.find_element("css selector", ".status").text == data["statuses"][event[2]][1]
        assert "Said by " + ", ".join(data["names"][n][1] for n in event[9]) in item.text
    found.focused().send_keys(Keys.ESCAPE)
    assert found.says("#panel-title") == "Most told events" and found.focused().get_attribute("data-key") == key
    assert not found.all('[aria-pressed="true"][data-key]')


@pytest.mark.browser
def test_names_and_days_can_be_chosen_by_keyboard(browser, made):
    from selenium.webdriver.common.keys import Keys

    found = opened(browser, made)
    for css, title in (('.actor[aria-label^="Russia"]', "Russia"), ('.day[aria-label^="10 Oct 2020"]', "10 Oct 2020")):
        node = found.one(css)
        found.do("arguments[0].focus()", node)
        node.send_keys(Keys.ENTER)
        assert found.says("#panel-title") == title and found.all("#list mark")
        found.one("#close").click()
        assert found.says("#panel-title") == "Most told events"


@pytest.mark.browser
def test_the_tab_key_reaches_everything_and_shows_where_it_is(browser, made):
    from selenium.webdriver.common.keys import Keys

    found = opened(browser, made)
    reached = []
    for _ in range(120):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        active = found.focused()
        kind = active.get_attribute("data-kind") or active.get_attribute("id") or active.tag_name
        reached.append(kind)
        if kind in ("line", "actor", "day"):
            target = "circle" if kind == "actor" else ".hit"
            drawn_ = active.find_element("css selector", target).value_of_css_property("stroke")
            assert drawn_ == "rgb(11, 61, 145)", f"{kind} does not show that it has the focus"
        elif kind != "body":
            assert active.value_of_css_property("outline-style") == "solid", kind
        if "day" in reached:
            break
    kinds = list(dict.fromkeys(reached))
    assert [kind for kind in kinds if kind in ("line", "actor", "day")] == ["line", "actor", "day"], kinds


@pytest.mark.browser
def test_everything_that_can_be_chosen_has_a_name(browser, made):
    found = opened(browser, made)
    for node in found.all('[role="button"], button, input, summary, svg[role]'):
        said = node.accessible_name
        assert said or node.tag_name == "summary" or not node.is_displayed(), node.get_attribute("outerHTML")[:120]
    assert found.one("#shown").get_attribute("aria-live") == "polite"
    assert len(found.all("h1")) == 1 and found.one("main").is_displayed()


@pytest.mark.browser
@pytest.mark.parametrize("question", range(5))
def test_a_phone_needs_no_sideways_scroll(browser, made, question):
    found = opened(browser, made, 375, 800)
    found.all("#questions button")[question].click()
    found.one("#filters summary").click()
    assert found.do("return [document.documentElement.scrollWidth, innerWidth]") == [375, 375]
    wide = "return [...document.querySelectorAll('#app *')].filter(n => { const r = n.getBoundingClientRect(); return r.width && (r.right > 376 || r.left < -1) && !n.closest('.skip'); }).map(n => n.outerHTML.slice(0, 90))"
    assert found.do(wide) == []
    click_line(browser, found.all("#network .line")[-1])
    assert found.do("return document.documentElement.scrollWidth") == 375
    assert found.all("#list mark")
    top = found.do("return document.querySelector('#panel').getBoundingClientRect().top")
    assert -2 < top < 400, "the sentences are out of sight"  # at the top, where the page is long enough
    height = found.do(
        "return Math.min(...[...document.querySelectorAll('#questions button, #form label')].map(n => n.getBoundingClientRect().height))"
    )
    assert height >= 40, "too small for a finger"


CONTRASTS = """
const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const parse = (c) => { const n = c.match(/[\\d.]+/g).map(Number); return n.length > 3 && n[3] === 0 ? null : n.slice(0, 3); };
const light = (c) => c.map((v) => linear(v / 255)).reduce((s, v, k) => s + v * [0.2126, 0.7152, 0.0722][k], 0);
const ground = (n) => { for (; n; n = n.parentElement) { const c = parse(getComputedStyle(n).backgroundColor); if (c) return c; } return [255, 255, 255]; };
const bad = [];
for (const n of document.querySelectorAll('#app *')) {
  if (![...n.childNodes].some((c) => c.nodeType === 3 && c.data.trim()) || !n.getClientRects().length || n.tagName === 'title') continue;
  const s = getComputedStyle(n), ink = parse(n.tagName === 'text' ? s.fill : s.color), on = ground(n);
  const [a, b] = [light(ink), light(on)].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
  if (ratio < 4.5) bad.push([n.tagName, n.className.baseVal ?? n.className, ratio]);
}
return bad;
"""


@pytest.mark.browser
def test_every_word_shown_has_contrast(browser, made):
    found = opened(browser, made)
    found.one("#filters summary").click()
    for button in found.all("#questions button"):
        button.click()
        assert found.do(CONTRASTS) == []
    click_line(browser, found.all("#network .line")[-1])
    assert found.do(CONTRASTS) == []


@pytest.mark.browser
def test_who_asked_for_less_motion_gets_none(browser, made):
    found = opened(browser, made)
    for wish, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        features = [{"name": "prefers-reduced-motion", "value": wish}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        assert found.do("return getComputedStyle(document.documentElement).scrollBehavior") == behaviour
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.browser
def test_hostile_words_are_shown_and_do_nothing(browser, hostile):
    written(hostile)
    found = opened(browser, hostile.path("explorer"))
    found.one("#questions button:last-child").click()
    shown = found.one("#list").get_property("textContent")
    for piece in [*HOSTILE, *NAMES]:
        assert piece in shown, piece
    assert not found.all("#app img, #app script, #list b") and browser.title == f"Explorer: {TITLE}"
    links = [a.get_attribute("href") for a in found.all("#list a")]
    assert links and set(links) == {ADDRESSES[0]}
    assert browser.get_log("browser") == []


@pytest.mark.browser
def test_a_window_of_years_has_bars_of_many_days(browser, default, tmp_path):
    run = Run(replace(default.case, window_start="2016-01-01", window_end="2021-12-31"), default.frames)
    path = tmp_path / "years.html"
    path.write_text(page(run), encoding="utf-8")
    found = opened(browser, path)
    found.one("#questions button:last-child").click()
    assert 50 < len(found.all("#timeline .day")) <= 130 and "several days" in found.says("#timeline-legend")
    told = [first_number(bar.get_attribute("aria-label").split(": ")[1]) for bar in found.all("#timeline .day[role]")]
    assert sum(told) == sum(bool(row[3]) for row in payload(run)["events"])
    assert browser.get_log("browser") == []


@pytest.mark.browser
def test_an_empty_page_says_so(browser, default, tmp_path):
    nothing = {name: frame.head(0) for name, frame in default.frames.items()}
    path = tmp_path / "empty.html"
    path.write_text(page(Run(replace(default.case, window_start="", window_end=""), nothing)), encoding="utf-8")
    found = opened(browser, path)
    assert found.says("#shown") == "No event fits these filters." and not found.all("#list > li, .line")
    assert browser.get_log("browser") == []


@pytest.mark.browser
@pytest.mark.slow
def test_a_large_case_can_be_used(browser, default, tmp_path):
    path = tmp_path / "large.html"
    path.write_text(page(swollen(default, 240)), encoding="utf-8")
    found = opened(browser, path)
    assert "carries 8,000 of" in found.says("#omitted")
    took = found.do(
        "const t = performance.now(); document.querySelector('#questions button:last-child').click(); document.body.offsetHeight; return performance.now() - t"
    )
    assert took < 1500, f"{took} ms for one filter"
    assert len(found.all("#list > li")) <= 40
    found.one("#more").click()
    assert 40 < len(found.all("#list > li")) <= 80 and found.focused().tag_name == "h3"


@pytest.mark.browser
def test_a_browser_without_script_shows_the_most_told_events(browser, made, default):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        screen(browser, 1280, 900)
        browser.get(made.as_uri())
        rows = browser.find_elements("css selector", "noscript tbody tr")
        assert len(rows) == 15 and rows[0].find_element("css selector", "mark").text
        assert not browser.find_element("css selector", "#app").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize(
    ("settings", "outcome"),
    [({}, "skip"), ({"CI": "true"}, "fail"), ({"CI": "true", "PARLEY_NO_BROWSER": "1"}, "skip")],
)
def test_a_missing_browser_is_never_silent(monkeypatch, settings, outcome):
    for name in ("CI", "PARLEY_NO_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    expected = pytest.skip.Exception if outcome == "skip" else pytest.fail.Exception
    with pytest.raises(expected, match="apt-get install chromium"):
        browser_paths()


def test_filled_keeps_every_row():
    frame = filled(pd.DataFrame({"a": pd.Series(["x", None], dtype="str"), "n": [1, 2]}))
    assert list(frame["a"]) == ["x", ""] and list(frame["n"]) == [1, 2]
