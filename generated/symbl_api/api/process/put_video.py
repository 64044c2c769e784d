from __future__ import annotations

from ...models.audio_mode import AudioMode
from ...models.channel_metadata import ChannelMetadata
from ...models.custom_entity import CustomEntity
from ...models.inline_tracker import InlineTracker
from ...models.submitted_job import SubmittedJob
from ...types import (
    AsyncSender,
    Content,
    Request,
    Response,
    Sender,
    decode,
    headers,
    query,
    segment,
)

OPERATION = "put-video"


def request(
    conversation_id: str | int,
    *,
    body: Content,
    content_type: str | None = None,
    name: str | None = None,
    confidence_threshold: float | None = None,
    detect_phrases: bool | None = None,
    detect_entities: bool | None = None,
    entities: list[CustomEntity] | None = None,
    trackers: list[InlineTracker] | None = None,
    enable_all_trackers: bool | None = None,
    enable_summary: bool | None = None,
    webhook_url: str | None = None,
    custom_vocabulary: list[str] | None = None,
    language_code: str | None = None,
    mode: AudioMode | None = None,
    enable_separate_recognition_per_channel: bool | None = None,
    channel_metadata: list[ChannelMetadata] | None = None,
    enable_speaker_diarization: bool | None = None,
    diarization_speaker_count: int | None = None,
    idempotency_key: str | None = None,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="PUT",
        path="/v1/process/video/{conversation_id}".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
        params=query(
            **{
                "name": name,
                "confidenceThreshold": confidence_threshold,
                "detectPhrases": detect_phrases,
                "detectEntities": detect_entities,
                "entities": entities,
                "trackers": trackers,
                "enableAllTrackers": enable_all_trackers,
                "enableSummary": enable_summary,
                "webhookUrl": webhook_url,
                "customVocabulary": custom_vocabulary,
                "languageCode": language_code,
                "mode": mode,
                "enableSeparateRecognitionPerChannel": enable_separate_recognition_per_channel,
                "channelMetadata": channel_metadata,
                "enableSpeakerDiarization": enable_speaker_diarization,
                "diarizationSpeakerCount": diarization_speaker_count,
            }
        ),
        headers=headers(**{"Idempotency-Key": idempotency_key, "Content-Type": content_type}),
        content=body,
    )


def parse(response: Response) -> SubmittedJob:
    """The result that a response carries."""
    return decode(OPERATION, response, SubmittedJob.from_dict)


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
    body: Content,
    content_type: str | None = None,
    name: str | None = None,
    confidence_threshold: float | None = None,
    detect_phrases: bool | None = None,
    detect_entities: bool | None = None,
    entities: list[CustomEntity] | None = None,
    trackers: list[InlineTracker] | None = None,
    enable_all_trackers: bool | None = None,
    enable_summary: bool | None = None,
    webhook_url: str | None = None,
    custom_vocabulary: list[str] | None = None,
    language_code: str | None = None,
    mode: AudioMode | None = None,
    enable_separate_recognition_per_channel: bool | None = None,
    channel_metadata: list[ChannelMetadata] | None = None,
    enable_speaker_diarization: bool | None = None,
    diarization_speaker_count: int | None = None,
    idempotency_key: str | None = None,
) -> SubmittedJob:
    """Append a video file to a conversation.

    Appends to one conversation are worked off one after the other, in the order submitted. Source: §2,
    §2.3.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        body: The bytes themselves, or what yields them. The plain client takes what httpx takes.
        content_type: Their media type; None leaves it out.
        name: The conversation's name; its id when none is given.
        confidence_threshold: Least score of an insight, 0.5 when not given.
        detect_phrases: Fill `phrases` of the messages.
        detect_entities: Fill the entities resource.
        entities: Custom entities to look for, as JSON text.
        trackers: Trackers for this request only, as JSON text.
        enable_all_trackers: Run every tracker of the account as well.
        enable_summary: Make the summary during processing.
        webhook_url: Where to post every change of the job's status (§2.5).
        custom_vocabulary: Words that the recogniser may expect, as JSON text.
        language_code: What is spoken; `en-US` when not given (§2.4).
        mode: What kind of recording it is (§2.1).
        enable_separate_recognition_per_channel: Each channel is a speaker of its own.
        channel_metadata: Who speaks on which channel, as JSON text; used with
            `enableSeparateRecognitionPerChannel`.
        enable_speaker_diarization: Tell the speakers of one channel apart; wins over recognition per channel.
        diarization_speaker_count: How many speakers there are; goes with `enableSpeakerDiarization`.
        idempotency_key: Any word of the caller's choice. A repeat with the same key and body gets the first answer
            instead of a second job, another body under the same key a 409. The local server honours
            it; the hosted service is not known to.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                conversation_id=conversation_id,
                body=body,
                content_type=content_type,
                name=name,
                confidence_threshold=confidence_threshold,
                detect_phrases=detect_phrases,
                detect_entities=detect_entities,
                entities=entities,
                trackers=trackers,
                enable_all_trackers=enable_all_trackers,
                enable_summary=enable_summary,
                webhook_url=webhook_url,
                custom_vocabulary=custom_vocabulary,
                language_code=language_code,
                mode=mode,
                enable_separate_recognition_per_channel=enable_separate_recognition_per_channel,
                channel_metadata=channel_metadata,
                enable_speaker_diarization=enable_speaker_diarization,
                diarization_speaker_count=diarization_speaker_count,
                idempotency_key=idempotency_key,
            )
        )
    )


async def asyncio(
    conversation_id: str | int,
    *,
    client: AsyncSender,
    body: Content,
    content_type: str | None = None,
    name: str | None = None,
    confidence_threshold: float | None = None,
    detect_phrases: bool | None = None,
    detect_entities: bool | None = None,
    entities: list[CustomEntity] | None = None,
    trackers: list[InlineTracker] | None = None,
    enable_all_trackers: bool | None = None,
    enable_summary: bool | None = None,
    webhook_url: str | None = None,
    custom_vocabulary: list[str] | None = None,
    language_code: str | None = None,
    mode: AudioMode | None = None,
    enable_separate_recognition_per_channel: bool | None = None,
    channel_metadata: list[ChannelMetadata] | None = None,
    enable_speaker_diarization: bool | None = None,
    diarization_speaker_count: int | None = None,
    idempotency_key: str | None = None,
) -> SubmittedJob:
    """Append a video file to a conversation.

    Appends to one conversation are worked off one after the other, in the order submitted. Source: §2,
    §2.3.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        body: The bytes themselves, or what yields them. The plain client takes what httpx takes.
        content_type: Their media type; None leaves it out.
        name: The conversation's name; its id when none is given.
        confidence_threshold: Least score of an insight, 0.5 when not given.
        detect_phrases: Fill `phrases` of the messages.
        detect_entities: Fill the entities resource.
        entities: Custom entities to look for, as JSON text.
        trackers: Trackers for this request only, as JSON text.
        enable_all_trackers: Run every tracker of the account as well.
        enable_summary: Make the summary during processing.
        webhook_url: Where to post every change of the job's status (§2.5).
        custom_vocabulary: Words that the recogniser may expect, as JSON text.
        language_code: What is spoken; `en-US` when not given (§2.4).
        mode: What kind of recording it is (§2.1).
        enable_separate_recognition_per_channel: Each channel is a speaker of its own.
        channel_metadata: Who speaks on which channel, as JSON text; used with
            `enableSeparateRecognitionPerChannel`.
        enable_speaker_diarization: Tell the speakers of one channel apart; wins over recognition per channel.
        diarization_speaker_count: How many speakers there are; goes with `enableSpeakerDiarization`.
        idempotency_key: Any word of the caller's choice. A repeat with the same key and body gets the first answer
            instead of a second job, another body under the same key a 409. The local server honours
            it; the hosted service is not known to.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                conversation_id=conversation_id,
                body=body,
                content_type=content_type,
                name=name,
                confidence_threshold=confidence_threshold,
                detect_phrases=detect_phrases,
                detect_entities=detect_entities,
                entities=entities,
                trackers=trackers,
                enable_all_trackers=enable_all_trackers,
                enable_summary=enable_summary,
                webhook_url=webhook_url,
                custom_vocabulary=custom_vocabulary,
                language_code=language_code,
                mode=mode,
                enable_separate_recognition_per_channel=enable_separate_recognition_per_channel,
                channel_metadata=channel_metadata,
                enable_speaker_diarization=enable_speaker_diarization,
                diarization_speaker_count=diarization_speaker_count,
                idempotency_key=idempotency_key,
            )
        )
    )
