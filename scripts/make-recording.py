"""Two voices, one on each channel, taking turns. See scripts/make-recording."""

from __future__ import annotations

import array
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import av

RATE = 16_000
PAUSE = RATE // 2
TURNS = [
    (0, "rms", "Good morning. I am calling about the monthly report."),
    (1, "slt", "Good morning. The report is almost ready."),
    (0, "rms", "When will we have the new budget?"),
    (1, "slt", "I will send you the budget tomorrow morning."),
    (0, "rms", "Thank you. We need to check the numbers before the meeting on Friday."),
]


def spoken(voice: str, text: str) -> array.array[int]:
    """16-bit samples of a text read by a voice."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", file.name], check=True)
        with wave.open(file.name) as sound:
            assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 2)
            return array.array("h", sound.readframes(sound.getnframes()))


def main(target: Path) -> None:
    channels = [array.array("h"), array.array("h")]
    for channel, voice, text in TURNS:
        said = spoken(voice, text)
        for number, samples in enumerate(channels):
            samples.extend(said if number == channel else [0] * len(said))
            samples.extend([0] * PAUSE)
    both = array.array("h", [sample for pair in zip(*channels, strict=True) for sample in pair])
    with av.open(str(target), "w", format="flac") as container:
        stream = container.add_stream("flac", rate=RATE)
        stream.layout = "stereo"
        frame = av.AudioFrame(format="s16", layout="stereo", samples=len(both) // 2)
        frame.sample_rate = RATE
        frame.planes[0].update(both.tobytes())
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
