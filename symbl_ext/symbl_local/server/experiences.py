"""Links to pages that show conversations, and the pages (docs/contract.md §17, §19.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from symbl_api.errors import DecodeError
from symbl_api.models import ExperienceRequest, InsightsUrl
from symbl_local import experiences
from symbl_local.experiences import EXPIRES_IN, Experience
from symbl_local.server.accept import decoded, read_object, with_booleans
from symbl_local.server.call import Answer, Call, Services, route
from symbl_local.server.errors import ApiError, no_conversation
from symbl_local.server.pages import Page, conversation_page, error_page, list_page
from symbl_local.times import now
from symbl_local.webhooks import check_url

__all__ = ["base_url", "post_experience", "routes"]

_NAMES = ("verbose-text-summary", "audio-summary", "video-summary")
_MEMBERS = {
    name.lower(): name
    for name in (
        "name", "audioUrl", "videoUrl", "logo", "favicon", "color", "font", "summaryURLExpiresIn", "readOnly",
        "enableCustomDomain", "speakerAvatarURLs",
    )
}  # fmt: skip
"""The members by their names in small letters: ``audioURL`` is sent as often as ``audioUrl`` (§20, 32)."""
_COLOR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_FONT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 -]{0,62}[A-Za-z0-9])?")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,255}(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
_LONGEST_URL = 2048
_MOST_SECONDS = 315_360_000
_MOST_AVATARS = 1000


def post_experience(call: Call) -> Answer:
    """``POST …/experiences``: a link to the page of a conversation. What nobody knows is ignored."""
    body = {_MEMBERS.get(name.lower(), name): value for name, value in read_object(call.body).items()}
    body = with_booleans(body, "readOnly", "enableCustomDomain")
    asked = decoded(ExperienceRequest.from_dict, body)
    look = decoded(lambda _: _look(asked), body)
    seconds = EXPIRES_IN if asked.summary_url_expires_in is None else asked.summary_url_expires_in
    if not 0 <= seconds <= _MOST_SECONDS:
        raise ApiError(400, f"summaryURLExpiresIn: expected a number from 0 to {_MOST_SECONDS}")
    url = _link(call, call.ids["conversationId"], look, seconds)
    return Answer({"name": asked.name, "url": url}, 201)


def _look(asked: ExperienceRequest) -> dict[str, Any]:
    """What the page is to look like, checked: nothing in it can be more than a colour, a font or an address."""
    if asked.name not in _NAMES:
        raise DecodeError(f"expected one of {', '.join(_NAMES)}", "$.name")
    color, font = asked.color, asked.font
    colors = {"background": color.background, "topicsFilter": color.topics_filter} if color else {}
    colors |= {"insightsFilter": color.insights_filter} if color else {}
    addresses = {"audioUrl": asked.audio_url, "videoUrl": asked.video_url}
    addresses |= {"logo": asked.logo, "favicon": asked.favicon}
    look: dict[str, Any] = {name: _address(url, name) for name, url in addresses.items() if url is not None}
    for name, code in colors.items():
        if code is not None:
            look[name] = _matching(_COLOR, code, f"color.{name}", "a colour such as #0A2136")
    if font and font.family is not None:
        look["font"] = _matching(_FONT, font.family, "font.family", "letters, digits, spaces and hyphens, at most 64")
    avatars: Mapping[str, Any] = asked.speaker_avatar_ur_ls.to_dict() if asked.speaker_avatar_ur_ls else {}
    if len(avatars) > _MOST_AVATARS:
        raise DecodeError(f"expected at most {_MOST_AVATARS} members", "$.speakerAvatarURLs")
    look["avatars"] = {who: _address(url, f"speakerAvatarURLs.{who}") for who, url in avatars.items()}
    return look


def _matching(pattern: re.Pattern[str], text: str, place: str, expected: str) -> str:
    if not pattern.fullmatch(text):
        raise DecodeError(f"expected {expected}", f"$.{place}")
    return text


def _address(url: str, place: str) -> str:
    """The address as a browser would write it; only http and https."""
    if len(url) > _LONGEST_URL:
        raise DecodeError(f"is longer than {_LONGEST_URL} characters", f"$.{place}")
    try:
        return str(check_url(url))
    except ValueError as error:
        raise DecodeError(str(error), f"$.{place}") from None


def get_details_url(call: Call) -> Answer:
    """``GET /v1/conversations/experiences/insights/details/{conversationId}``: the same link each time."""
    look = {"callScore": call.flag("includeCallScore")}
    return Answer({"url": _link(call, call.ids["conversationId"], look, EXPIRES_IN, lasting=True)})


def get_list_url(call: Call) -> Answer:
    """``GET /v1/conversations/experiences/insights/list``: the same link each time."""
    look = {"callScore": call.flag("includeCallScore")}
    return Answer({"url": _link(call, None, look, EXPIRES_IN, lasting=True)})


def put_url(call: Call) -> Answer:
    """``PUT …/experiences/url``: where the recording is; pages that were given no other address play it."""
    body = read_object(call.body)
    asked = decoded(InsightsUrl.from_dict, body)
    url = decoded(lambda _: _address(asked.url, "url"), body)
    with call.services.store.writing() as db:
        experiences.save_media_url(db, call.conversation().id, url)
    return Answer({"url": asked.url})


def _link(
    call: Call, conversation_id: str | None, look: Mapping[str, Any], seconds: float, *, lasting: bool = False
) -> str:
    """A new link, good for so many seconds, or for ever with 0. A `lasting` one is the same at every call."""
    base = base_url(call)
    moment = now()
    made = Experience(
        account=call.account,
        conversation_id=conversation_id,
        look=look,
        end=moment + timedelta(seconds=seconds) if seconds else None,
    )
    key = ""
    if lasting:
        key = call.services.tokens.digest("experience", call.account, conversation_id or "", str(sorted(look.items())))
    store = call.services.store
    with store.writing() as db:
        if conversation_id is not None and store.conversation(call.account, conversation_id) is None:
            raise no_conversation()
        return f"{base}/experiences/{experiences.add(db, made, moment, key)}"


def base_url(call: Call) -> str:
    """Where the caller found this server."""
    host = call.headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise ApiError(400, "Host: expected the name or address of this server")
    scheme = "https" if call.headers.get("x-forwarded-proto", "").lower() == "https" else "http"
    return f"{scheme}://{host}"


# ------------------------------------------------------------------------------------------------- pages


def _open(make: Callable[[Services, Request], Page]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        page = await run_in_threadpool(make, request.app.state.services, request)
        headers = {
            "Content-Security-Policy": page.policy,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex, nofollow",
            "Cache-Control": "private, no-store",
        }
        return Response(page.html, page.status, headers, "text/html; charset=utf-8")

    return endpoint


def _show(services: Services, request: Request) -> Page:
    """The page behind a link, or one of the pages that a list leads to."""
    wanted: str | None = request.path_params.get("conversationId")
    with services.store.reading() as db:
        found = experiences.find(db, request.path_params["key"])
    if found is None:
        return error_page(404, "There is no such page", "The link is wrong, or what it showed has been deleted.")
    if found.end is not None and found.end <= now():
        return error_page(410, "This link has expired", "Ask whoever sent it to you for a new one.")
    if wanted is None and found.conversation_id is None:
        return list_page(services, found, request.url.path)
    conversation_id = found.conversation_id if wanted is None else wanted
    may_see = wanted is None or found.conversation_id is None
    record = services.store.conversation(found.account, conversation_id or "") if may_see else None
    if record is None:
        return error_page(404, "There is no such page", "The link is wrong, or what it showed has been deleted.")
    return conversation_page(services, record, found.look, request.query_params)


_ID = "/v1/conversations/{conversationId}"
routes = [
    route("/v1/conversations/experiences/insights/list", GET=get_list_url),
    route("/v1/conversations/experiences/insights/details/{conversationId}", GET=get_details_url),
    route(f"{_ID}/experiences", POST=post_experience),
    route(f"{_ID}/experiences/summary", POST=post_experience),
    route(f"{_ID}/experiences/url", PUT=put_url),
    route(f"{_ID}/experience/url", PUT=put_url),
    Route("/experiences/{key}", _open(_show), methods=["GET"]),
    Route("/experiences/{key}/{conversationId}", _open(_show), methods=["GET"]),
]
