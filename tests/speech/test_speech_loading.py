"""Recognizers by name, and the adapters, on packages that only look like the real ones."""

from __future__ import annotations

import json
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from symbl_local.engine.speech import SpeechError, SpeechOptions, SpeechPool, load_recognizer, loading, transcribe
from symbl_local.engine.speech.types import Utterance

RATE = 16_000
SECOND = bytes(RATE * 2)


def package(monkeypatch: pytest.MonkeyPatch, name: str, **members: object) -> None:
    """A module to import in place of a package."""
    module = ModuleType(name)
    module.__dict__.update(members)
    monkeypatch.setitem(sys.modules, name, module)


def folder(tmp_path: Path, *names: str) -> Path:
    model = tmp_path / "model"
    for name in names:
        path = model / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return model


def test_names_find_what_is_built_in_or_registered_or_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_recognizer().name == "pocketsphinx"
    assert load_recognizer("fakes:Echo", word="hi").name == "echo"
    registered = EntryPoints([EntryPoint("mine", "fakes:Streaming", "symbl.recognizers")])
    monkeypatch.setattr(loading, "entry_points", lambda group: registered.select(group=group))
    assert load_recognizer("mine").name == "streaming"
    with pytest.raises(ValueError, match=r"no recognizer is called 'x'; known: faster-whisper, mine, pocketsphinx"):
        load_recognizer("x")


@pytest.mark.parametrize(
    ("name", "config", "reason"),
    [
        ("nowhere:Nobody", {}, "recognizer 'nowhere:Nobody' cannot be loaded: No module named 'nowhere'"),
        ("fakes:Nobody", {}, "cannot be loaded: module 'fakes' has no attribute 'Nobody'"),
        ("fakes:Echo", {"colour": "red"}, "unexpected keyword argument 'colour'"),
        ("pocketsphinx", {"model_dir": "/x"}, "recognizer 'pocketsphinx'.*argument"),
    ],
)
def test_what_cannot_be_loaded_is_one_line(name: str, config: dict[str, str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        load_recognizer(name, **config)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "module", "extra", "files"),
    [
        ("faster-whisper", "faster_whisper", "whisper", ("model.bin", "config.json", "tokenizer.json")),
        ("sherpa-onnx", "sherpa_onnx", "sherpa", ("tokens.txt", "encoder.onnx", "decoder.onnx")),
        ("vosk", "vosk", "vosk", ("conf/x", "am/x")),
    ],
)
def test_adapters_look_at_the_folder_and_then_for_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, module: str, extra: str, files: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match=f"{name} needs model_dir"):
        load_recognizer(name)
    with pytest.raises(ValueError, match="is not a folder"):
        load_recognizer(name, model_dir=str(tmp_path / "none"))
    with pytest.raises(ValueError, match="holds no"):
        load_recognizer(name, model_dir=str(tmp_path))
    model = folder(tmp_path, *files)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises((ValueError, ModuleNotFoundError), match=f"pip install 'symbl-sdk\\[{extra}\\]'"):
        load_recognizer(name, model_dir=str(model))

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the file is bad\nin many ways")

    everything = SimpleNamespace(from_whisper=broken)
    package(monkeypatch, module, WhisperModel=broken, Model=broken, OfflineRecognizer=everything, SetLogLevel=print)
    with pytest.raises(ValueError, match=f"{name}: the model in .* cannot be loaded: the file is bad$"):
        load_recognizer(name, model_dir=model)


class Whisper:
    """As much of ``faster_whisper.WhisperModel`` as is used."""

    supported_languages = ("en", "fr", "xx")

    def __init__(self, path: str, **options: object) -> None:
        assert options["local_files_only"] is True
        self.calls: list[dict[str, Any]] = []

    def transcribe(self, audio: Any, **options: Any) -> tuple[Any, None]:
        assert audio.dtype.name == "float32"
        assert float(abs(audio).max()) <= 1
        self.calls.append(options)
        word = SimpleNamespace
        good = SimpleNamespace(
            text=" Hello, Dana.",
            words=[
                word(word=" Hello,", start=0.1, end=0.4, probability=0.91234),
                word(word=" Dana.", start=0.5, end=0.9, probability=0.5),
            ],
            no_speech_prob=0.1,
            avg_logprob=-0.2,
        )
        invented = SimpleNamespace(text=" Thanks.", words=good.words, no_speech_prob=0.95, avg_logprob=-1.5)
        return iter([good, invented]), None


def test_faster_whisper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    package(monkeypatch, "faster_whisper", WhisperModel=Whisper)
    model = folder(tmp_path, "model.bin", "config.json", "tokenizer.json")
    recognizer: Any = load_recognizer("faster-whisper", model_dir=str(model))
    assert {"en-US", "en-GB", "fr-CA"} < recognizer.capabilities.languages
    assert "de-DE" not in recognizer.capabilities.languages
    (utterance,) = recognizer.recognize(SECOND, sample_rate=RATE, language="fr-CA", vocabulary=["Dana"])
    assert utterance.text == "Hello, Dana."
    assert utterance.punctuated
    assert [(word.text, word.start, word.score) for word in utterance.words] == [
        ("Hello,", 0.1, 0.912),
        ("Dana.", 0.5, 0.5),
    ]
    assert recognizer._model.calls[0]["language"] == "fr"
    assert recognizer._model.calls[0]["hotwords"] == "Dana"


class Stream:
    """As much of a stream of sherpa-onnx as is used."""

    def accept_waveform(self, rate: int, samples: Any) -> None:
        assert rate == RATE
        assert len(samples) == RATE


class Sherpa:
    """As much of ``sherpa_onnx.OfflineRecognizer`` as is used."""

    result: SimpleNamespace

    def __init__(self, files: dict[str, object]) -> None:
        self.files = files

    def create_stream(self) -> Stream:
        return Stream()

    def decode_stream(self, stream: Any) -> None:
        stream.result = self.result

    @classmethod
    def from_transducer(cls, **files: object) -> Sherpa:
        return cls(files)

    from_whisper = from_nemo_ctc = from_transducer


def test_sherpa_onnx(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    package(monkeypatch, "sherpa_onnx", OfflineRecognizer=Sherpa)
    names = ("encoder-99.onnx", "encoder-99.int8.onnx", "decoder-99.onnx", "joiner-99.onnx", "tokens.txt")
    model = folder(tmp_path, *names)
    recognizer: Any = load_recognizer("sherpa-onnx", model_dir=str(model), languages="en")
    assert recognizer._recognizer.files["encoder"].endswith("encoder-99.int8.onnx")
    assert recognizer.capabilities.languages == {"en-US", "en-GB", "en-AU", "en-IE", "en-IN", "en-ZA"}
    Sherpa.result = SimpleNamespace(
        text=" HELLO DANA", tokens=["▁HE", "LLO", "▁", "DA", "NA"], timestamps=[0.1, 0.2, 0.5, 0.5, 0.6]
    )
    (utterance,) = recognizer.recognize(SECOND, sample_rate=RATE)
    assert utterance.text == "hello dana"
    assert [(word.text, word.start, word.end, word.score) for word in utterance.words] == [
        ("hello", 0.1, 0.5, None),
        ("dana", 0.5, 0.85, None),
    ]
    Sherpa.result = SimpleNamespace(text=" Hello, Dana.", tokens=[], timestamps=[])
    (utterance,) = recognizer.recognize(SECOND, sample_rate=RATE)
    assert (utterance.text, utterance.words, utterance.punctuated) == ("Hello, Dana.", (), True)
    assert (utterance.start, utterance.end) == (0, 1)
    Sherpa.result = SimpleNamespace(text="  ", tokens=[], timestamps=[])
    assert list(recognizer.recognize(SECOND, sample_rate=RATE)) == []


def test_the_kind_of_a_sherpa_model_shows_in_its_files_or_is_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package(monkeypatch, "sherpa_onnx", OfflineRecognizer=Sherpa)
    whisper = folder(tmp_path / "w", "encoder.onnx", "decoder.onnx", "tokens.txt")
    recognizer: Any = load_recognizer("sherpa-onnx", model_dir=str(whisper), languages="fr-FR, fr-CA")
    assert recognizer._recognizer.files["language"] == "fr"
    assert not recognizer.capabilities.word_times
    single = folder(tmp_path / "s", "model.int8.onnx", "tokens.txt")
    with pytest.raises(ValueError, match="say which kind of model"):
        load_recognizer("sherpa-onnx", model_dir=str(single))
    recognizer = load_recognizer("sherpa-onnx", model_dir=str(single), kind="nemo-ctc", threads=2)
    assert recognizer._recognizer.files["model"].endswith("model.int8.onnx")
    assert recognizer._recognizer.files["num_threads"] == 2
    with pytest.raises(ValueError, match="names none of"):
        load_recognizer("sherpa-onnx", model_dir=str(single), kind="nemo-ctc", languages="klingon")


class Kaldi:
    """As much of ``vosk.KaldiRecognizer`` as is used."""

    def __init__(self, model: object, rate: int) -> None:
        self.ended = False

    def SetWords(self, on: bool) -> None:
        assert on

    def AcceptWaveform(self, pcm: bytes) -> bool:
        return len(pcm) > RATE

    def Result(self) -> str:
        return json.dumps({"text": "hello", "result": [{"word": "hello", "start": 0.1, "end": 0.4, "conf": 1.0000001}]})

    def FinalResult(self) -> str:
        return json.dumps({"text": ""})


def test_vosk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package(monkeypatch, "vosk", Model=lambda path: path, KaldiRecognizer=Kaldi, SetLogLevel=lambda level: None)
    recognizer: Any = load_recognizer("vosk", model_dir=str(folder(tmp_path, "conf/a", "am/b")), languages="de")
    assert recognizer.capabilities.languages == {"de-DE"}
    (utterance,) = recognizer.recognize(SECOND, sample_rate=RATE, language="de-DE")
    assert [(word.text, word.score) for word in utterance.words] == [("hello", 1.0)]
    assert list(recognizer.recognize(SECOND[:100], sample_rate=RATE)) == []


def test_a_recognizer_of_stretches_can_be_fed(speech: dict[str, bytes]) -> None:
    session = load_recognizer("fakes:Echo").open(sample_rate=RATE, language="fr-FR", vocabulary=["a"])
    pcm = speech["office"] + SECOND + speech["budget"]
    found: list[Any] = []
    for at in range(0, len(pcm), 3_333):
        found.extend(session.feed(pcm[at : at + 3_333]))
    assert len(found) == 1
    found.extend(session.finish())
    session.close()
    assert all(isinstance(one, Utterance) and one.text == "fr-FR a" for one in found)
    assert found[1].start == pytest.approx(len(speech["office"]) / 2 / RATE + 1, abs=0.3)
    assert found[1].end <= len(pcm) / 2 / RATE + 0.03


def test_capabilities_are_asked_of_a_worker(pool: SpeechPool) -> None:
    name, told = pool.capabilities()
    assert name == "pocketsphinx"
    assert told.languages == {"en-US"}
    assert told.vocabulary
    assert "clear, close, wideband US English" in told.note


def test_a_recognizer_that_cannot_be_loaded_is_known_at_start(clips: dict[str, Path]) -> None:
    for name, config, reason in (
        ("vosk", {}, "vosk needs model_dir"),
        ("fakes:unloadable", {}, "RuntimeError: no such model"),
        ("fakes:dies_while_loading", {}, "died while it was loaded"),
    ):
        with SpeechPool(name, config, workers=1) as pool:
            with pytest.raises(ValueError, match=reason):
                pool.capabilities()
            with pytest.raises((ValueError, SpeechError), match=reason):
                transcribe(clips["office"], SpeechOptions(), pool)
