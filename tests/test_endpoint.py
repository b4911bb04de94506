"""The seam for other coders: an endpoint that answers well, badly, late or not at all. The server is local."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from analysis import case, lexicon, params
from analysis.coding.command import parsed
from analysis.coding.endpoint import EndpointCoder
from analysis.coding.seam import RulesCoder
from analysis.params import ParamsError
from analysis.stages.codings import chosen

TEXT = "Russia urged Azerbaijan to stop the attacks. Turkey accused Armenia of shelling Ganja."
GOOD = {"sentence_id": "a#001", "trigger": "urged", "event_type": "REQUEST", "source": ["RUS"], "target": ["AZE"], "status": "realised",
        "claimant": "NARRATOR", "direction": "directed", "event_date": "2020-10-07", "confidence": 0.8}  # fmt: skip


@pytest.fixture(scope="module")
def doc():
    return parsed("a", TEXT, "2020-10-07", "", params.load().parse.model)


@pytest.fixture
def server():
    """A server that answers what the test puts into `.says`: text, or a function that writes to the handler."""
    state = SimpleNamespace(says="[]", asked=[])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):  # noqa: N802 - the name the library calls
            state.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if callable(state.says):
                state.says(self)
                return
            body = json.dumps({"choices": [{"message": {"content": state.says}}]}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Silence."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    threading.Thread(target=http.serve_forever, daemon=True).start()
    state.url = f"http://127.0.0.1:{http.server_port}/v1"
    yield state
    http.shutdown()
    http.server_close()


def ask(server, doc, timeout=5.0):
    coder = EndpointCoder(server.url, "test-model", lexicon.load(), timeout)
    return coder.code(doc), coder.faults


def test_a_good_answer_makes_rows(server, doc):
    server.says = "Here you are:\n```json\n" + json.dumps([GOOD]) + "\n```"
    (codings, people, _), faults = ask(server, doc)
    assert not faults
    row = codings[0]
    assert (row["event_type"], row["source"], row["target"], row["rules"]) == (
        "REQUEST",
        "RUS",
        "AZE",
        "coder:test-model",
    )
    assert doc.sentences[0].text[row["char_start"] - doc.sentences[0].start :].startswith("urged")
    assert [(p["role"], p["actor_id"]) for p in people] == [("source", "RUS"), ("target", "AZE")]
    assert TEXT.split(". ")[0] in server.asked[0]["messages"][1]["content"]


@pytest.mark.parametrize(
    "change",
    [
        {"trigger": "words nobody wrote"}, {"trigger": ""}, {"trigger": None}, {"sentence_id": "b#009"}, {"event_type": "EXPLODE"}, {"status": "maybe"},
        {"source": "RUS"}, {"source": ["<script>"]}, {"target": [1]}, {"event_date": "soon"}, {"direction": "both"}, {"claimant": 3},
    ],
)  # fmt: skip
def test_a_wrong_answer_makes_no_row_and_is_told(server, doc, change):
    server.says = json.dumps([GOOD | change, GOOD])
    (codings, _, _), faults = ask(server, doc)
    assert len(codings) == 1 and len(faults) == 1 and faults[0].startswith("a: ")


@pytest.mark.parametrize("says", ["", "I cannot help with that.", "[{]", '{"a": 1}', "[" * 50, "[3, null]"])
def test_no_json_makes_no_row_and_is_told(server, doc, says):
    server.says = says
    (codings, people, numbers), faults = ask(server, doc)
    assert not (codings or people or numbers) and faults


def test_an_error_of_the_server_is_told(server, doc):
    server.says = lambda handler: handler.send_error(500)
    (codings, _, _), faults = ask(server, doc)
    assert not codings and "500" in faults[0]


def test_a_server_that_hangs_is_left(server, doc):
    server.says = lambda handler: time.sleep(3)
    started = time.monotonic()
    (codings, _, _), faults = ask(server, doc, timeout=0.5)
    assert not codings and faults and time.monotonic() - started < 2.5


def test_the_rules_are_the_default():
    settings = params.load().code
    assert isinstance(chosen(settings, lexicon.load(), case.Case("x", "x")), RulesCoder)


@pytest.mark.parametrize(
    ("coder", "endpoint", "model"),
    [
        ("oracle", "", ""),
        ("endpoint", "", "m"),
        ("endpoint", "file:///etc/passwd", "m"),
        ("endpoint", "http://localhost", ""),
    ],
)
def test_wrong_settings_are_refused(coder, endpoint, model):
    settings = SimpleNamespace(coder=coder, endpoint=endpoint, model=model, timeout=1.0, min_confidence=0.0)
    with pytest.raises(ParamsError, match=r"params\.yaml"):
        chosen(settings, lexicon.load(), case.Case("x", "x"))
