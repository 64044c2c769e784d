"""Who spoke when, the basic way: what voices sound like on average, clustered. Needs numpy.

Good for a few clearly different voices on a clean recording, one at a time. Speech over speech goes to one of the
speakers, and guessing how many there are works for two or three. Channels, where there are any, are far better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from typing import Any

from .types import Utterance, Word

__all__ = ["MfccDiarizer"]

# numpy's own types are only there when the extra is, and these few lines of arithmetic gain nothing from them.
Array = Any

_WINDOW = 1.5  # seconds of speech that are described together
_STEP = 0.75
_PAUSE = 0.25
_LEAST = 0.3  # seconds below which speech is not described but goes with its neighbours
_COEFFICIENTS = 19
_BANDS = 32
_MOST_WINDOWS = 1500  # that are clustered; of longer recordings an even choice, the rest joins the nearest cluster
_MOST_SPEAKERS = 8  # guessed
_CLEAR = 0.12  # silhouette from which on there is more than one speaker
_SHORT_TURN = 0.6  # seconds below which a change of speaker inside an utterance is not believed


class MfccDiarizer:
    """Mean and spread of 19 cepstral coefficients over 1.5 s, Ward's clustering, number of speakers by silhouette."""

    name = "mfcc"

    def __init__(self) -> None:
        try:
            self._np: Any = import_module("numpy")
        except ModuleNotFoundError as error:
            if error.name != "numpy":
                raise
            raise ValueError("speaker diarization needs numpy: pip install 'symbl-sdk[diarize]'") from None

    def assign(
        self, pcm16: bytes | memoryview, sample_rate: int, utterances: Sequence[Utterance], speakers: int | None
    ) -> Sequence[Utterance]:
        """The utterances with speakers; one in which the speaker changes comes back as several."""
        np = self._np
        samples = np.frombuffer(pcm16, dtype=np.int16)
        ordered = sorted(utterances, key=lambda one: one.start)
        cepstra = _Cepstra(np, sample_rate)
        spans: list[tuple[float, float]] = []
        rows: list[Array] = []
        for utterance in ordered:
            for start, end in _windows(utterance):
                row = cepstra.describe(samples[int(start * sample_rate) : int(end * sample_rate)])
                if row is not None:
                    spans.append((start, end))
                    rows.append(row)
        if not rows:
            return [replace(utterance, speaker="Speaker 1") for utterance in ordered]
        labels = _cluster(np, np.stack(rows), speakers)
        times = np.array(spans)
        named: dict[int, str] = {}
        found: list[Utterance] = []
        for utterance in ordered:
            for part, label in _parts(np, utterance, times, labels):
                name = named.setdefault(label, f"Speaker {len(named) + 1}")
                found.append(replace(part, speaker=name))
        return found


class _Cepstra:
    """Describes a stretch of speech in 38 numbers."""

    def __init__(self, np: Any, rate: int) -> None:
        self._np = np
        self._length = rate // 40
        self._step = rate // 100
        self._size = 1 << (self._length - 1).bit_length()
        self._taper = np.hamming(self._length)
        self._bands = _bands(np, rate, self._size)
        order = np.arange(1, _COEFFICIENTS + 1)[:, None]
        self._cosines = np.cos(np.pi * order * (np.arange(_BANDS) + 0.5) / _BANDS)

    def describe(self, samples: Array) -> Array:
        np = self._np
        if len(samples) < self._length * 4:
            return None
        signal = samples.astype(np.float32)
        signal = np.append(signal[:1], signal[1:] - 0.97 * signal[:-1])
        frames = np.lib.stride_tricks.sliding_window_view(signal, self._length)[:: self._step]
        power = np.abs(np.fft.rfft(frames * self._taper, self._size)) ** 2
        energy = np.log(power.sum(axis=1) + 1.0)
        bands = np.log(power @ self._bands.T + 1.0)
        voiced = bands[energy > np.percentile(energy, 90) - 4.0]  # pauses say nothing about a voice
        cepstra = (voiced if len(voiced) > 3 else bands) @ self._cosines.T
        return np.concatenate((cepstra.mean(axis=0), cepstra.std(axis=0)))


def _bands(np: Any, rate: int, size: int) -> Array:
    """Triangles, evenly spaced in mel, over the bins of a spectrum."""
    top = 2595 * np.log10(1 + rate / 2 / 700)
    edges = 700 * (10 ** (np.linspace(2595 * np.log10(1 + 80 / 700), top, _BANDS + 2) / 2595) - 1)
    bins = np.arange(size // 2 + 1) * rate / size
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(rising, falling))


def _windows(utterance: Utterance) -> Iterator[tuple[float, float]]:
    """(start, end) of overlapping windows that fill an utterance and span no pause: there the speaker may change."""
    for first, last in _stretches(utterance):
        length = last - first
        if length < _LEAST:
            continue
        if length <= _WINDOW:
            yield first, last
            continue
        count = max(2, round((length - _WINDOW) / _STEP) + 1)
        for number in range(count):
            start = first + (length - _WINDOW) * number / (count - 1)
            yield start, start + _WINDOW


def _stretches(utterance: Utterance) -> Iterator[tuple[float, float]]:
    start = utterance.start
    for word, following in pairwise(utterance.words):
        if following.start - word.end >= _PAUSE:
            yield start, word.end
            start = following.start
    yield start, utterance.end


def _cluster(np: Any, rows: Array, speakers: int | None) -> Array:
    """A cluster number for each row."""
    rows = (rows - rows.mean(axis=0)) / (rows.std(axis=0) + 1e-6)
    chosen = rows
    if len(rows) > _MOST_WINDOWS:
        chosen = rows[np.linspace(0, len(rows) - 1, _MOST_WINDOWS).astype(int)]
    distances = _distances(np, chosen, chosen)
    merges = _ward(np, distances)
    if speakers is not None:
        labels = _cut(np, merges, len(chosen), max(1, min(speakers, len(chosen))))
    else:
        labels = _guess(np, np.sqrt(distances), merges)
    centres = np.stack([chosen[labels == label].mean(axis=0) for label in range(labels.max() + 1)])
    return _distances(np, rows, centres).argmin(axis=1)


def _distances(np: Any, one: Array, other: Array) -> Array:
    """Squares of the distances between rows."""
    squares = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)[None] - 2 * one @ other.T
    return np.maximum(squares, 0)


def _ward(np: Any, distances: Array) -> list[tuple[float, int, int]]:
    """(height, one, other) of every merge, the lowest first; clusters go by any of their members."""
    count = len(distances)
    gaps = distances.copy()
    np.fill_diagonal(gaps, np.inf)
    sizes = np.ones(count)
    alive = np.ones(count, dtype=bool)
    merges: list[tuple[float, int, int]] = []
    chain: list[int] = []
    while len(merges) < count - 1:
        if not chain:
            chain.append(int(alive.argmax()))
        one = chain[-1]
        other = int(gaps[one].argmin())
        if len(chain) > 1 and gaps[one, chain[-2]] <= gaps[one, other]:
            other = chain[-2]
        else:
            chain.append(other)
            continue
        del chain[-2:]
        height = gaps[one, other]
        merges.append((float(height), one, other))
        total = sizes[one] + sizes[other] + sizes
        merged = ((sizes[one] + sizes) * gaps[one] + (sizes[other] + sizes) * gaps[other] - sizes * height) / total
        alive[one] = False
        sizes[other] += sizes[one]
        merged[~alive] = np.inf
        merged[other] = np.inf
        gaps[other], gaps[:, other] = merged, merged
        gaps[one], gaps[:, one] = np.inf, np.inf
    return sorted(merges)


def _cut(np: Any, merges: list[tuple[float, int, int]], count: int, clusters: int) -> Array:
    """Cluster numbers after the lowest merges, so many that `clusters` are left."""
    parent = list(range(count))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for _, one, other in merges[: count - clusters]:
        parent[root(one)] = root(other)
    return np.unique([root(item) for item in range(count)], return_inverse=True)[1]


def _guess(np: Any, distances: Array, merges: list[tuple[float, int, int]]) -> Array:
    """The clustering that parts best, or one cluster when none does well."""
    count = len(distances)
    best, best_score = np.zeros(count, dtype=int), _CLEAR
    for clusters in range(2, min(_MOST_SPEAKERS, count - 1) + 1):
        labels = _cut(np, merges, count, clusters)
        score = _silhouette(np, distances, labels)
        if score > best_score:
            best, best_score = labels, score
    return best


def _silhouette(np: Any, distances: Array, labels: Array) -> float:
    members = labels[:, None] == np.arange(labels.max() + 1)
    sizes = members.sum(axis=0)
    sums = distances @ members
    own = sums[members] / np.maximum(sizes[labels] - 1, 1)
    others = np.where(members, np.inf, sums / sizes).min(axis=1)
    scores = np.where(sizes[labels] > 1, (others - own) / np.maximum(np.maximum(others, own), 1e-9), 0)
    return float(scores.mean())


def _parts(np: Any, utterance: Utterance, times: Array, labels: Array) -> Iterator[tuple[Utterance, int]]:
    """The utterance, cut where the speaker changes, with the label of each part."""

    def label_at(start: float, end: float) -> int:
        middle = (start + end) / 2
        return int(labels[np.abs(times.mean(axis=1) - middle).argmin()])

    if not utterance.words:
        yield utterance, label_at(utterance.start, utterance.end)
        return
    runs: list[tuple[int, list[Word]]] = []
    for word in utterance.words:
        label = label_at(word.start, word.end)
        if runs and runs[-1][0] == label:
            runs[-1][1].append(word)
        else:
            runs.append((label, [word]))
    for label, words in _believed(runs):
        text = " ".join(word.text for word in words)
        yield replace(utterance, words=tuple(words), start=words[0].start, end=words[-1].end, text=text), label


def _believed(runs: list[tuple[int, list[Word]]]) -> list[tuple[int, list[Word]]]:
    """Runs with the very short ones given to the longer neighbour."""
    while len(runs) > 1:
        short = min(range(len(runs)), key=lambda n: _seconds(runs[n]))
        if _seconds(runs[short]) >= _SHORT_TURN:
            break
        near = [n for n in (short - 1, short + 1) if 0 <= n < len(runs)]
        into = max(near, key=lambda n: _seconds(runs[n]))
        label = runs[into][0]
        joined: list[tuple[int, list[Word]]] = []
        for number, (own, words) in enumerate(runs):
            now = label if number == short else own
            if joined and joined[-1][0] == now:
                joined[-1][1].extend(words)
            else:
                joined.append((now, words))
        runs = joined
    return runs


def _seconds(run: tuple[int, list[Word]]) -> float:
    return run[1][-1].end - run[1][0].start
