"""Text to parses: what is a sentence, offsets, the cache, the check of the model's files."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis import params
from analysis.language import cache, engines, model
from analysis.language.parse import parse_article
from analysis.language.segment import date_line, kind_of
from analysis.stages import parses

MODEL = params.load().parse.model
TEXT = "Talks Resume in Geneva\n\nTUESDAY\n\nArmenia met Azerbaijan. The U.S.-brokered truce held.\n\n8 October 2020\n\nNagorno-Karabakh was quiet."


def articles(*texts: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    names = [f"a{k}" for k in range(len(texts))]
    return (pd.DataFrame({"article_id": names, "published": "2020-10-07", "duplicate_of": [None] * len(names)}),
            pd.DataFrame({"article_id": names, "text": texts}))  # fmt: skip


@pytest.mark.parametrize("line, day", [("2020-10-08", "2020-10-08"), ("Thursday, October 8, 2020", "2020-10-08"), ("8 Oct. 2020.", "2020-10-08"),
                                       ("31 February 2020", None), ("On 8 October 2020 they met", None)])  # fmt: skip
def test_date_line(line, day):
    assert date_line(line) == day


def test_kinds_of_lines():
    assert kind_of("France, Russia Call Azerbaijan, Armenia to Talks") == "headline"
    assert kind_of("©2020 Somebody") == "boilerplate"
    assert kind_of("Armenia met Azerbaijan.") == "sentence"


def test_offsets_and_days():
    sentences, tokens = parse_article(TEXT, "2020-10-07", MODEL)
    assert [TEXT[s.char_start : s.char_end] for s in sentences] == [s.text for s in sentences]
    assert all(TEXT[t.char_start : t.char_end] == t.text for t in tokens)
    assert sentences[-1].published == "2020-10-08" and sentences[1].published == "2020-10-07"
    assert "Nagorno-Karabakh" in [t.text for t in tokens] and "brokered" in [t.text for t in tokens]
    assert all(tokens[t.head].sentence_no == t.sentence_no for t in tokens)


def test_cache_and_workers_change_nothing(tmp_path):
    given = articles(TEXT, "Iran called Iraq.", "")
    settings = params.load().parse
    plain = parses.build(*given, params=replace(settings, workers=1))
    for workers in (1, 2):
        for _ in range(2):
            again = parses.build(*given, params=replace(settings, workers=workers), cache=tmp_path)
            for name, frame in plain.items():
                pd.testing.assert_frame_equal(frame, again[name])


def test_broken_cache_file_is_made_anew(tmp_path):
    parse = parse_article("Iran called Iraq.", "", MODEL)
    cache.put(tmp_path, "ab12", parse)
    assert cache.get(tmp_path, "ab12") == parse
    cache._file(tmp_path, "ab12").write_bytes(b"not a parse")
    assert cache.get(tmp_path, "ab12") is None


def test_duplicates_are_not_parsed():
    frame, texts = articles("Iran called Iraq.", "Iran called Iraq.")
    frame.loc[1, "duplicate_of"] = "a0"
    made = parses.build(frame, texts, params=replace(params.load().parse, workers=1))
    assert set(made["sentences"]["article_id"]) == {"a0"}


def test_missing_model_says_how_to_mend():
    with pytest.raises(model.ModelError, match="make env"):
        model.verify("no_such_pipeline")


def test_changed_model_file_is_told(tmp_path, monkeypatch):
    import importlib.metadata

    real = importlib.metadata.distribution(MODEL.replace("_", "-"))
    victim = next(name for name in (real.read_text("RECORD") or "").splitlines() if "vocab/strings.json" in name).split(
        ","
    )[0]
    changed = tmp_path / "strings.json"
    changed.write_bytes(b"{}")

    class Changed:
        def read_text(self, name):
            return real.read_text(name)

        def locate_file(self, name):
            return changed if name == victim else real.locate_file(name)

    monkeypatch.setattr(model, "_distribution", lambda name: Changed())
    with pytest.raises(model.ModelError, match="was changed"):
        model.verify(MODEL)


def test_dask_gives_the_same(tmp_path):
    given = articles(TEXT, "Iran called Iraq.")
    settings = params.load().parse
    plain = parses.build(*given, params=replace(settings, workers=1))
    again = parses.build(*given, params=replace(settings, workers=1, engine="local-cluster"))
    for name, frame in plain.items():
        pd.testing.assert_frame_equal(frame, again[name])


@pytest.mark.parametrize("engine", ["ray", "tcp://127.0.0.1:9"])
def test_engine_that_is_not_there_is_told(engine):
    with pytest.raises(engines.EngineError, match="parse.engine"):
        parses.build(*articles(TEXT), params=replace(params.load().parse, workers=1, engine=engine))
