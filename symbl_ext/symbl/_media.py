"""Submitting audio and video, as files and by their address."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypedDict, TypeVar, Unpack

from attrs import evolve

from ._arguments import camel, check_conversation_id, with_query
from ._flow import AsyncHost, Call, Flow, operation
from ._payload import file_parameters, url_body
from ._submit import AsyncSubmitter, BaseSubmitter, SubmitOptions, Submitter
from ._upload import AsyncIteratorSource, Progress, Source, Upload, Uploadable, source_of
from ._upload import content_type as type_of
from .conversation import AsyncConversation, BaseConversation, Conversation

if TYPE_CHECKING:
    from symbl_api.models import MediaUrlRequest
    from symbl_api.types import Request

__all__ = ["AsyncAudio", "AsyncVideo", "Audio", "MediaParameters", "Video"]

C = TypeVar("C", bound=BaseConversation[Any])


class Speaker(TypedDict, total=False):
    """Who speaks on a channel."""

    name: str
    email: str


class Channel(TypedDict):
    """A channel, counted from 1, and its speaker."""

    channel: int
    speaker: Speaker


class MediaParameters(TypedDict, total=False):
    """The `parameters` of a recording, in the spelling of docs/contract.md §2.1; others are passed on."""

    name: str
    confidenceThreshold: float
    detectPhrases: bool
    detectEntities: bool
    entities: list[dict[str, str]]
    trackers: list[dict[str, Any]]
    enableAllTrackers: bool
    enableSummary: bool
    webhookUrl: str
    customVocabulary: list[str]
    languageCode: str
    mode: str
    enableSeparateRecognitionPerChannel: bool
    channelMetadata: list[Channel]
    enableSpeakerDiarization: bool
    diarizationSpeakerCount: int


class MediaOptions(SubmitOptions, total=False):
    """The same as keyword arguments."""

    name: str
    confidence_threshold: float
    detect_phrases: bool
    detect_entities: bool
    entities: list[dict[str, str]]
    trackers: list[dict[str, Any]]
    enable_all_trackers: bool
    enable_summary: bool
    webhook_url: str
    custom_vocabulary: list[str]
    language_code: str
    mode: str
    enable_separate_recognition_per_channel: bool
    channel_metadata: list[Channel]
    enable_speaker_diarization: bool
    diarization_speaker_count: int


class FileOptions(MediaOptions, total=False):
    """`on_progress` is called with the bytes sent so far and all bytes (None if unknown), in the sending thread."""

    on_progress: Progress


PARAMETERS = frozenset(MediaOptions.__annotations__) - frozenset(SubmitOptions.__annotations__)


class BaseMedia(BaseSubmitter[C], Generic[C]):
    """Starts conversations from recordings and appends recordings to them (docs/contract.md §2).

    The options of docs/contract.md §2.1 are given as `parameters`, a dict in that spelling or in snake_case, or as
    keyword arguments: `process_file(path, enable_speaker_diarization=True, diarization_speaker_count=2)`.
    """

    _kind: str

    @operation
    def process_file(
        self,
        file_path: Uploadable,
        credentials: Mapping[str, str] | None = None,
        content_type: str | None = None,
        wait: bool = True,
        parameters: MediaParameters | Mapping[str, Any] | None = None,
        **options: Unpack[FileOptions],
    ) -> Flow[C]:
        """Starts a conversation from a file and, if `wait`, returns when its job has completed.

        `file_path` is a path, bytes, a file object opened in binary mode (sent from where it stands), or an iterator
        of bytes; with `AsyncSymbl` also an async iterator. It is streamed, never held in memory as a whole.
        `content_type` is found by the suffix, then by the first bytes, unless given. The other arguments are those of
        `Text.process`.

        Raises FileNotFoundError, IsADirectoryError, PermissionError, ValueError or TypeError before any request;
        OSError for a file that changes while it is sent. A refused upload is tried again from its first byte; what can
        be read only once, such as an iterator, is not, and the error says so. A server that refuses early and hangs up
        may end an upload of `AsyncSymbl` as ConnectionFailed. Job errors are those of `Text.process`.
        """
        request = yield from self._file(f"post_{self._kind}", (), file_path, content_type, parameters, options)
        return (yield from self._submit(request, self._parse("post"), credentials, wait, options))

    @operation
    def append_file(
        self,
        file_path: Uploadable,
        conversation_id: str | int,
        credentials: Mapping[str, str] | None = None,
        content_type: str | None = None,
        wait: bool = True,
        parameters: MediaParameters | Mapping[str, Any] | None = None,
        **options: Unpack[FileOptions],
    ) -> Flow[C]:
        """Appends a file to a conversation; otherwise as `process_file`."""
        check_conversation_id(conversation_id)
        arguments = (conversation_id,)
        request = yield from self._file(f"put_{self._kind}", arguments, file_path, content_type, parameters, options)
        return (yield from self._submit(request, self._parse("put"), credentials, wait, options))

    @operation
    def process_url(
        self,
        payload: Mapping[str, Any] | MediaUrlRequest | str | None = None,
        credentials: Mapping[str, str] | None = None,
        wait: bool = True,
        parameters: MediaParameters | Mapping[str, Any] | None = None,
        *,
        url: str | None = None,
        **options: Unpack[MediaOptions],
    ) -> Flow[C]:
        """Starts a conversation from a file that the server fetches; otherwise as `process_file`.

        `payload` is a dict with `url` and the options of docs/contract.md §2.1, or the address alone, which can be
        given as `url=` too: a direct link, without login and redirects (§2.3). `parameters` are merged into it.
        """
        request = self._url(f"post_{self._kind}_url", (), payload, url, parameters, options)
        return (yield from self._submit(request, self._parse("post"), credentials, wait, options))

    @operation
    def append_url(
        self,
        payload: Mapping[str, Any] | MediaUrlRequest | str | None = None,
        conversation_id: str | int = "",
        credentials: Mapping[str, str] | None = None,
        wait: bool = True,
        parameters: MediaParameters | Mapping[str, Any] | None = None,
        *,
        url: str | None = None,
        **options: Unpack[MediaOptions],
    ) -> Flow[C]:
        """Appends a file that the server fetches to a conversation; otherwise as `process_url`."""
        check_conversation_id(conversation_id)
        request = self._url(f"put_{self._kind}_url", (conversation_id,), payload, url, parameters, options)
        return (yield from self._submit(request, self._parse("put"), credentials, wait, options))

    def _operation(self, name: str) -> Any:
        return import_module(f"symbl_api.api.process.{name}")

    def _parse(self, method: str) -> Any:
        return self._operation(f"{method}_{self._kind}").parse

    def _file(
        self, name: str, arguments: tuple[Any, ...], file: Any, content_type: Any, parameters: Any, options: Any
    ) -> Flow[Request]:
        if content_type is not None and not isinstance(content_type, str):
            raise TypeError(f"content_type must be a str, not {type(content_type).__name__}")
        if content_type and not (content_type.isascii() and content_type.isprintable()):
            raise ValueError(f"content_type must be printable ASCII, not {content_type!r}")
        progress = options.pop("on_progress", None)
        if progress is not None and not callable(progress):
            raise TypeError(f"on_progress must be callable, not {type(progress).__name__}")
        query = file_parameters(parameters, taken(options))
        key = self._key(options)
        source: Source = yield Call(lambda: source_of(file))
        if isinstance(source, AsyncIteratorSource) and not isinstance(self, AsyncHost):
            raise TypeError("file_path: an async iterator needs AsyncSymbl")
        kind = type_of(source, content_type, self._kind)
        upload = Upload(source, progress)
        request = self._operation(name).request(*arguments, body=upload, content_type=kind, idempotency_key=key)
        return with_query(request, query)

    def _url(
        self, name: str, arguments: tuple[Any, ...], payload: Any, url: Any, parameters: Any, options: Any
    ) -> Request:
        body, query = url_body(payload, url, parameters, taken(options))
        key = self._key(options)
        request = self._operation(name).request(*arguments, body=body, idempotency_key=key)
        return evolve(with_query(request, query), json=body)


def taken(options: dict[str, Any]) -> dict[str, Any]:
    """Takes the parameters out of the keyword arguments of a call, in the spelling that is sent."""
    return {camel(name): options.pop(name) for name in list(options) if name in PARAMETERS}


class Audio(BaseMedia[Conversation], Submitter):
    """Audio of a `Symbl` client. Its calls block."""

    _kind = "audio"


class Video(BaseMedia[Conversation], Submitter):
    """Video of a `Symbl` client. Its calls block."""

    _kind = "video"


class AsyncAudio(BaseMedia[AsyncConversation], AsyncSubmitter):
    """Audio of an `AsyncSymbl` client. Its calls are awaited."""

    _kind = "audio"


class AsyncVideo(BaseMedia[AsyncConversation], AsyncSubmitter):
    """Video of an `AsyncSymbl` client. Its calls are awaited."""

    _kind = "video"
