from __future__ import annotations

from ...models.topics import Topics
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    query,
    segment,
)

OPERATION = "get-topics"


def request(
    conversation_id: str | int,
    *,
    sentiment: bool | None = None,
    parent_refs: bool | None = None,
    custom_topic_vocabulary: bool | None = None,
    refresh: bool | None = None,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/conversations/{conversation_id}/topics".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
        params=query(
            **{
                "sentiment": sentiment,
                "parentRefs": parent_refs,
                "customTopicVocabulary": custom_topic_vocabulary,
                "refresh": refresh,
            }
        ),
    )


def parse(response: Response) -> Topics:
    """The result that a response carries."""
    return decode(OPERATION, response, Topics.from_dict)


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
    sentiment: bool | None = None,
    parent_refs: bool | None = None,
    custom_topic_vocabulary: bool | None = None,
    refresh: bool | None = None,
) -> Topics:
    """Read what the conversation was about.

    `parentRefs` and `sentiment` are meant to be asked for one at a time. Source: §6.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        sentiment: Add to each topic the sentiment of its messages.
        parent_refs: Name the wider topics that each topic belongs to.
        custom_topic_vocabulary: Let topics come from the custom vocabulary, where the service offers that.
        refresh: Delete the topics and find them anew.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                conversation_id=conversation_id,
                sentiment=sentiment,
                parent_refs=parent_refs,
                custom_topic_vocabulary=custom_topic_vocabulary,
                refresh=refresh,
            )
        )
    )


async def asyncio(
    conversation_id: str | int,
    *,
    client: AsyncSender,
    sentiment: bool | None = None,
    parent_refs: bool | None = None,
    custom_topic_vocabulary: bool | None = None,
    refresh: bool | None = None,
) -> Topics:
    """Read what the conversation was about.

    `parentRefs` and `sentiment` are meant to be asked for one at a time. Source: §6.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        sentiment: Add to each topic the sentiment of its messages.
        parent_refs: Name the wider topics that each topic belongs to.
        custom_topic_vocabulary: Let topics come from the custom vocabulary, where the service offers that.
        refresh: Delete the topics and find them anew.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                conversation_id=conversation_id,
                sentiment=sentiment,
                parent_refs=parent_refs,
                custom_topic_vocabulary=custom_topic_vocabulary,
                refresh=refresh,
            )
        )
    )
