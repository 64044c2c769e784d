"""Decoding: every format, broken files, and files that would make the server read others."""

from __future__ import annotations

import socket
import struct
from pathlib import Path

import av
import pytest
from media_files import cut, silent_video, transcode, wave_bytes, write_wave

from symbl_local.engine.speech.media import MediaError, decode, probe

RATE = 16_000


def decoded(path: Path, **options: object) -> list[bytes]:
    """All samples, one `bytes` a channel."""
    blocks = list(decode(path, **options))  # type: ignore[arg-type]
    return [b"".join(parts) for parts in zip(*blocks, strict=True)]


def seconds(pcm: bytes, rate: int = RATE) -> float:
    return len(pcm) / 2 / rate


@pytest.mark.parametrize(
    "suffix", ["wav", "mp3", "m4a", "aac", "flac", "ogg", "opus", "aiff", "au", "webm", "mkv", "mp4", "mov", "avi"]
)
def test_every_format_is_decoded(clips: dict[str, Path], speech: dict[str, bytes], tmp_path: Path, suffix: str) -> None:
    file = transcode(clips["office"], tmp_path / f"clip.{suffix}")
    media = probe(file)
    assert media.channels == 1
    assert media.video == (suffix in ("mkv", "mp4", "mov", "avi"))
    (pcm,) = decoded(file)
    assert seconds(pcm) == pytest.approx(seconds(speech["office"]), abs=0.15)
    if media.duration is not None:
        assert media.duration == pytest.approx(seconds(pcm), abs=0.15)


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("layout", ["mono", "stereo"])
def test_every_rate_becomes_the_wanted_one(clips: dict[str, Path], tmp_path: Path, rate: int, layout: str) -> None:
    file = transcode(clips["office"], tmp_path / "clip.wav", rate=rate, layout=layout)
    assert (probe(file).rate, probe(file).channels) == (rate, 1 + (layout == "stereo"))
    for wanted in (8_000, RATE):
        (pcm,) = decoded(file, rate=wanted)
        assert seconds(pcm, wanted) == pytest.approx(2.7, abs=0.05)


def test_mu_law_and_more_channels_are_decoded(clips: dict[str, Path], tmp_path: Path) -> None:
    law = transcode(clips["office"], tmp_path / "law.wav", rate=8_000, codec="pcm_mulaw")
    assert probe(law).codec == "pcm_mulaw"
    assert seconds(decoded(law)[0]) == pytest.approx(2.7, abs=0.05)
    many = transcode(clips["office"], tmp_path / "many.wav", layout="5.1", rate=48_000)
    assert len(decoded(many, separate=True)) == 6
    assert len(decoded(many)) == 1


def test_channels_are_mixed_or_kept_apart(speech: dict[str, bytes], tmp_path: Path) -> None:
    left, right = speech["office"], bytes(len(speech["office"]))
    file = write_wave(tmp_path / "two.wav", [left, right])
    one, other = decoded(file, separate=True)
    assert (one, other) == (left, right)
    (mix,) = decoded(file)
    assert mix not in (left, right)
    assert max(memoryview(mix).cast("h")) == pytest.approx(max(memoryview(left).cast("h")) / 2, rel=0.1)


def test_blocks_are_small(tmp_path: Path) -> None:
    file = write_wave(tmp_path / "long.wav", [bytes(2 * RATE * 20)])
    sizes = [len(block[0]) for block in decode(file)]
    assert max(sizes) <= 2 * RATE
    assert sum(sizes) == 2 * RATE * 20


def test_the_content_decides_not_the_suffix(clips: dict[str, Path], tmp_path: Path) -> None:
    file = transcode(clips["office"], tmp_path / "clip.mp3")
    for name in ("clip.wav", "clip.m3u8", "clip.txt", "clip", "%03d.jpg"):
        other = file.rename(tmp_path / name)
        assert seconds(decoded(other)[0]) == pytest.approx(2.7, abs=0.15)
        file = other


@pytest.mark.parametrize("suffix", ["wav", "mp3", "m4a", "mp4", "flac", "ogg", "webm", "mkv", "aiff", "avi"])
def test_a_truncated_file_is_an_error(clips: dict[str, Path], tmp_path: Path, suffix: str) -> None:
    whole = transcode(clips["report"], tmp_path / f"whole.{suffix}")
    with pytest.raises(MediaError, match="truncated"):
        decoded(cut(whole, tmp_path / f"part.{suffix}", 0.6))


def test_a_truncated_file_with_its_index_in_front_is_one_too(clips: dict[str, Path], tmp_path: Path) -> None:
    whole = transcode(clips["report"], tmp_path / "whole.mp4", options={"movflags": "faststart"})
    with pytest.raises(MediaError, match=r"truncated: it states 5\.6 s of audio and holds 3\.\d s"):
        decoded(cut(whole, tmp_path / "part.mp4", 0.6))


def test_a_stream_without_a_stated_length_is_decoded_to_its_end(clips: dict[str, Path], tmp_path: Path) -> None:
    whole = transcode(clips["report"], tmp_path / "whole.aac")
    assert probe(whole).duration is None
    assert seconds(decoded(cut(whole, tmp_path / "part.aac", 0.6))[0]) == pytest.approx(3.4, abs=0.3)


def test_a_wave_that_was_written_to_a_pipe_is_no_truncated_one(speech: dict[str, bytes], tmp_path: Path) -> None:
    data = bytearray(wave_bytes(speech["office"]))
    data[4:8] = data[40:44] = struct.pack("<I", 0xFFFFFFFF)
    file = tmp_path / "pipe.wav"
    file.write_bytes(data)
    assert decoded(file) == [speech["office"]]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"Dear customer, please find attached the recording.\n" * 100, "unknown format"),
        (bytes(range(256)) * 400, "unknown format"),
        (bytes(100_000), "unknown format"),
        (b"RIFF\xff\xff\xff\xffWAVEgarbage" + bytes(1000), "damaged or truncated.*wav"),
        (b"\x00\x00\x00\x20ftypisom" + b"\x99" * 5000, "damaged or truncated.*mp4"),
        (b"\x1a\x45\xdf\xa3" + b"\x07" * 5000, "damaged or truncated.*webm"),
        (b"OggS" + b"\x07" * 5000, "damaged or truncated.*ogg"),
        (b"%PDF-1.7\n" + b"1 0 obj\n" * 500, "unknown format"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "unknown format"),
    ],
)
def test_what_is_no_media_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "call.wav"
    file.write_bytes(content)
    with pytest.raises(MediaError, match=reason):
        decoded(file)


def test_a_wave_without_samples_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"empty or damaged|damaged or truncated"):
        decoded(write_wave(tmp_path / "none.wav", [b""]))


def test_a_video_without_sound_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="no audio track"):
        decoded(silent_video(tmp_path / "mute.mp4"))


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="does not exist"):
        probe(tmp_path / "none.wav")
    with pytest.raises(MediaError, match="not a file"):
        probe(tmp_path)


def test_too_long_is_seen_in_the_header_and_while_decoding(speech: dict[str, bytes], tmp_path: Path) -> None:
    file = write_wave(tmp_path / "long.wav", [bytes(2 * RATE * 10)])
    with pytest.raises(MediaError, match=r"longer than 0\.00138889 hours"):
        next(decode(file, max_seconds=5))
    assert sum(len(block[0]) for block in decode(file, max_seconds=10)) == 2 * RATE * 10
    stream = transcode(file, tmp_path / "long.aac")  # states no length
    blocks = decode(stream, max_seconds=5)
    assert len(next(blocks)[0]) > 0
    with pytest.raises(MediaError, match="longer than"):
        list(blocks)


def test_a_damaged_middle_is_left_out(clips: dict[str, Path], tmp_path: Path) -> None:
    file = transcode(clips["report"], tmp_path / "clip.mp3")
    data = bytearray(file.read_bytes())
    data[4000:4200] = bytes(200)
    file.write_bytes(data)
    assert seconds(decoded(file)[0]) == pytest.approx(5.6, abs=0.4)


def test_silence_stands_where_packets_are_missing(speech: dict[str, bytes], tmp_path: Path) -> None:
    """Recordings of calls leave out packets while somebody is muted; times must stay those of the recording."""
    file = tmp_path / "muted.mkv"
    pcm = speech["office"]
    with av.open(str(file), "w", format="matroska") as made:
        track = made.add_stream("pcm_s16le", rate=RATE, layout="mono")
        for offset in (0, 10 * RATE):
            frame = av.AudioFrame("s16", "mono", len(pcm) // 2)
            frame.planes[0].update(pcm)
            frame.sample_rate, frame.pts = RATE, offset
            made.mux(track.encode(frame))
        made.mux(track.encode(None))
    (found,) = decoded(file)
    assert seconds(found) == pytest.approx(10 + seconds(pcm), abs=0.05)
    assert found[: len(pcm)] == pcm


PLAYLIST = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:3,\n{}\n#EXT-X-ENDLIST\n"
CONCAT = "ffconcat version 1.0\nfile '{}'\n"
SESSION = "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {} RTP/AVP 0\n"
MANIFEST = (
    '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT3S">'
    '<Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1"><BaseURL>{}</BaseURL>'
    "</Representation></AdaptationSet></Period></MPD>"
)


@pytest.mark.parametrize("text", [PLAYLIST, CONCAT, MANIFEST], ids=["m3u8", "concat", "mpd"])
@pytest.mark.parametrize("suffix", ["m3u8", "wav", "mp4", "ffconcat", "mpd"])
def test_a_file_cannot_make_us_read_another(clips: dict[str, Path], tmp_path: Path, text: str, suffix: str) -> None:
    secret = transcode(clips["office"], tmp_path / "secret.wav")
    for reference in (secret.name, str(secret), f"file://{secret}", f"file:{secret}"):
        file = tmp_path / f"evil.{suffix}"
        file.write_text(text.format(reference))
        with pytest.raises(MediaError, match="unknown format"):
            decoded(file)


def test_the_playlist_of_that_test_does_work_elsewhere(clips: dict[str, Path], tmp_path: Path) -> None:
    secret = transcode(clips["office"], tmp_path / "secret.aac")
    file = tmp_path / "evil.m3u8"
    file.write_text(PLAYLIST.format(secret.name))
    with av.open(str(file)) as container:
        assert next(container.decode(audio=0)).samples > 0
    with pytest.raises(MediaError):
        decoded(file)


@pytest.mark.parametrize("text", [PLAYLIST, CONCAT, MANIFEST, SESSION], ids=["m3u8", "concat", "mpd", "sdp"])
def test_a_file_cannot_make_us_connect(tmp_path: Path, text: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        file = tmp_path / "evil.m3u8"
        file.write_text(text.format(port if text is SESSION else f"http://127.0.0.1:{port}/a.wav"))
        with pytest.raises(MediaError, match="unknown format"):
            decoded(file)
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_the_name_of_a_file_is_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("http://127.0.0.1:9/a.wav", "concat:/etc/passwd|/etc/hostname", "data:audio/wav;base64,UklGRg=="):
        with pytest.raises(MediaError, match="does not exist"):
            probe(name)
