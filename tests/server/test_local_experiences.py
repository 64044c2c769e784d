"""Links to pages, and the pages (docs/contract.md §17, §19.3)."""

from __future__ import annotations

import re
import sqlite3
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from accounts import Account, login

import symbl_local

TEXT = "verbose-text-summary"
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)></style>{{ 7 * 7 }}"


class Reader(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    void = frozenset(("meta", "link", "img", "br"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.style = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.void:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["style"]:
            self.style += data
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def link(account: Account, conversation_id: str, path: str = "/experiences", name: str = TEXT, **body: Any) -> str:
    answer = account.call("POST", f"/v1/conversations/{conversation_id}{path}", json={"name": name, **body})
    assert answer.status_code == 201, answer.text
    assert answer.json().pop("name") == name
    url: str = answer.json()["url"]
    return url


def page(url: str, status: int = 200, **query: str) -> Reader:
    """The page as a browser without a token gets it, checked for what every page must keep to."""
    answer = httpx.get(url, params=query or None)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in answer.headers["cache-control"]
    rules = dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in str(rules)
    assert not {"script-src", "connect-src", "font-src", "frame-src"} & set(rules)
    reader = Reader(answer.text)
    names = [name for name, _ in reader.elements]
    assert not {"script", "iframe", "object", "embed", "form", "base"} & set(names)
    for _, attributes in reader.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    [style] = reader.all("style")
    assert rules["style-src"] == f"'nonce-{style['nonce']}'"
    assert not re.search(r"url\(|@import|<", reader.style)
    pictures = [image["src"] for image in reader.all("img")]
    recordings = [media["src"] for media in (*reader.all("audio"), *reader.all("video"))]
    pictures += [icon["href"] for icon in reader.all("link")]
    for kind, urls in (("img-src", pictures), ("media-src", recordings)):
        origins = {"{0.scheme}://{0.netloc}".format(urlsplit(str(address))) for address in urls}
        assert origins <= set(rules[kind].split()), (kind, rules[kind])
    return reader


@pytest.fixture
def conversation_id(account: Account) -> str:
    said = {"startTime": "2026-03-02T15:00:00Z"}
    return account.process(
        {"payload": {"content": "Is the #roof on?"}, "from": {"name": "Bob"}, "duration": said},
        {"payload": {"content": "TODO Ann: paint the #door. CALL me."}, "from": {"name": "Ann"}},
        name="Site meeting",
        confidenceThreshold=0,
    )


def test_a_page_without_a_token(account: Account, conversation_id: str, server: symbl_local.LocalServer) -> None:
    url = link(account, conversation_id)
    assert re.fullmatch(re.escape(server.base_url) + r"/experiences/[\w-]{32}", url)
    shown = page(url)
    assert "Site meeting 2 March 2026, 15:00 to 15:00 UTC · Bob, Ann" in shown.text
    assert "Action items 1 TODO Ann: paint the #door. For Ann Due 2 March 2026" in shown.text
    assert "Follow-ups 1 CALL me. For Ann" in shown.text
    assert "Questions 1 Is the #roof on? Bob" in shown.text
    assert "Topics roof door" in shown.text
    assert "Transcript 00:00 Bob Is the #roof on? 00:01 Ann TODO Ann: paint the #door. CALL me." in shown.text
    assert "Summary" not in shown.text
    places = {attributes["id"] for _, attributes in shown.elements if "id" in attributes}
    assert {str(anchor["href"])[1:] for anchor in shown.all("a")} <= places
    assert httpx.head(url).status_code == 200
    assert httpx.post(url).status_code == 405


def test_the_summary_is_shown_once_it_is_made(account: Account) -> None:
    conversation_id = account.process("The lease of the Hamburg office ends in March.")
    url = link(account, conversation_id)
    account.read(conversation_id, "/summary")
    assert "Summary Ann: The lease of the Hamburg office ends in March." in page(url).text


def test_empty_conversation(account: Account) -> None:
    assert "Nothing has been said yet." in page(link(account, account.process())).text


def test_every_way_to_ask(account: Account, conversation_id: str) -> None:
    for path in ("/experiences", "/experiences/summary", "/summary"):
        page(link(account, conversation_id, path))
    audio = "http://127.0.0.1:9/call.mp3"
    for body in ({"audioUrl": audio}, {"audioURL": audio}, {"AudioUrl": audio, "unheardOf": [1]}):
        shown = page(link(account, conversation_id, name="audio-summary", readOnly="true", **body))
        assert [media["src"] for media in shown.all("audio")] == [audio]
    for body in ({"videoUrl": audio}, {"videoURL": audio}):
        shown = page(link(account, conversation_id, name="video-summary", enableCustomDomain=False, **body))
        assert [media["src"] for media in shown.all("video")] == [audio]
    assert not page(link(account, conversation_id, name="video-summary")).all("video")


def test_looks(account: Account, conversation_id: str) -> None:
    _, ann = account.read(conversation_id, "/members")["members"]
    url = link(
        account,
        conversation_id,
        logo="https://pictures.example/logo.png?a='b\"",
        favicon="http://127.0.0.1:9/icon.png",
        color={"background": "#FFFF00", "topicsFilter": "#00f", "insightsFilter": "#0A2136"},
        font={"family": "Open Sans"},
        speakerAvatarURLs={ann["id"]: "https://faces.example/ann.png"},
    )
    shown = page(url)
    assert [image["src"] for image in shown.all("img")] == [
        "https://pictures.example/logo.png?a='b%22",
        "https://faces.example/ann.png",
    ]
    assert [icon["href"] for icon in shown.all("link")] == ["http://127.0.0.1:9/icon.png"]
    for rule in ("--head: #FFFF00; --on-head: #111111", "--topic: #00f; --on-topic: #ffffff", '--font: "Open Sans",'):
        assert rule in shown.style


def test_what_was_said_cannot_break_out(account: Account) -> None:
    who = {"name": EVIL, "userId": "javascript:alert(1)"}
    conversation_id = account.process(
        {"payload": {"content": f"TODO {EVIL}: {EVIL} #work"}, "from": who},
        {"payload": {"content": f"Is it {EVIL}?"}, "from": who},
        name=EVIL,
        enableSummary=True,
    )
    shown = page(link(account, conversation_id))
    assert shown.text.count("alert(1)") > 4
    assert "49" not in shown.text
    assert shown.text.startswith(f"{EVIL} {EVIL}")  # title and heading
    page(account.ok("GET", "/v1/conversations/experiences/insights/list")["url"])


BAD = [
    ({"name": "summary"}, "name: expected one of"),
    ({}, "name: missing"),
    ({"name": None}, "name: missing"),
    ({"name": 1}, "name"),
    ({"audioUrl": "javascript:alert(1)"}, "audioUrl"),
    ({"videoURL": "data:text/html,x"}, "videoUrl"),
    ({"logo": "//pictures.example/logo.png"}, "logo"),
    ({"favicon": "http://x/" + "a" * 2048}, "favicon: is longer"),
    ({"logo": "http://a b/"}, "logo"),
    ({"logo": "http://x;script-src *"}, "logo"),
    ({"logo": "http://[fe80::1%; script-src *]/logo.png"}, "logo"),
    ({"logo": "http://[fe80::1%25;script-src *]/logo.png"}, "logo"),
    ({"speakerAvatarURLs": {"a": "file:///etc/passwd"}}, "speakerAvatarURLs.a"),
    ({"speakerAvatarURLs": []}, "speakerAvatarURLs"),
    ({"color": {"background": "red;} body{background:url(http://x)"}}, "color.background"),
    ({"color": {"topicsFilter": "#12345"}}, "color.topicsFilter"),
    ({"color": {"insightsFilter": "#123456\n"}}, "color.insightsFilter"),
    ({"color": "#123456"}, "color"),
    ({"font": {"family": '"; } * { display: none'}}, "font.family"),
    ({"font": {"family": "a" * 65}}, "font.family"),
    ({"font": {"family": "Roboto\n"}}, "font.family"),
    ({"summaryURLExpiresIn": -1}, "summaryURLExpiresIn"),
    ({"summaryURLExpiresIn": 315_360_001}, "summaryURLExpiresIn"),
    ({"summaryURLExpiresIn": "soon"}, "summaryURLExpiresIn"),
    ({"summaryURLExpiresIn": True}, "summaryURLExpiresIn"),
    ({"readOnly": "maybe"}, "readOnly"),
]


@pytest.mark.parametrize(("body", "place"), BAD)
def test_what_is_wrong_is_named(account: Account, body: dict[str, Any], place: str) -> None:
    conversation_id = account.process()
    sent = body if not body or "name" in body else {"name": TEXT, **body}
    answer = account.call("POST", f"/v1/conversations/{conversation_id}/experiences", json=sent)
    assert answer.status_code == 400, answer.text
    assert answer.json()["message"].startswith(place)


def test_adjusting_a_page(account: Account, conversation_id: str) -> None:
    url = link(account, conversation_id)
    assert "CALL me." in page(url, **{"insights.minScore": "0.4"}).text.partition("Transcript")[0]
    few = page(url, **{"insights.minScore": "0.8", "insights.enableAssignee": "false"}).text
    assert "Action items None found. Follow-ups None found. Questions 1" in few
    assert "For Ann" not in page(url, **{"insights.enableAssignee": "false"}).text
    assert "Topics" not in page(url, **{"topics.enabled": "false"}).text
    for order in ("score", "position", "neither"):
        assert "Topics roof door" in page(url, **{"topics.orderBy": order, "insights.minScore": "nan"}).text


def test_links_end(account: Account, conversation_id: str) -> None:
    lasting, short = (
        link(account, conversation_id, summaryURLExpiresIn=0),
        link(account, conversation_id, summaryURLExpiresIn=0.3),
    )
    time.sleep(0.4)
    assert "has expired" in page(short, 410).text
    assert "Site meeting" not in page(short, 410).text
    assert "Site meeting" in page(lasting).text


def test_keys_cannot_be_guessed(account: Account, conversation_id: str) -> None:
    urls = {link(account, conversation_id) for _ in range(50)}
    keys = {url.rpartition("/")[2] for url in urls}
    assert len(keys) == 50
    assert not [key for key in keys if conversation_id in key]
    base = next(iter(urls)).rpartition("/")[0]
    key = next(iter(keys))
    for wrong in (key[:-1], key.swapcase(), conversation_id, "..", "%00", "a" * 5000):
        assert httpx.get(f"{base}/{wrong}").status_code == 404
    assert httpx.get(f"{base}/{key}/{conversation_id}").status_code == 404
    assert httpx.get(base).status_code == 404


def test_links_of_others(account: Account, stranger: Account, conversation_id: str) -> None:
    for path in (f"{conversation_id}/experiences", "1/experiences"):
        assert stranger.call("POST", f"/v1/conversations/{path}", json={"name": TEXT}).status_code == 404
    details = f"/v1/conversations/experiences/insights/details/{conversation_id}"
    assert stranger.call("GET", details).status_code == 404
    url = f"/v1/conversations/{conversation_id}/experiences/url"
    assert stranger.call("PUT", url, json={"url": "http://127.0.0.1:9/x.mp3"}).status_code == 404
    theirs = stranger.ok("GET", "/v1/conversations/experiences/insights/list")["url"]
    assert httpx.get(f"{theirs}/{conversation_id}").status_code == 404
    assert "There are no conversations yet." in page(theirs).text


def test_a_deleted_conversation_takes_its_pages_along(account: Account, conversation_id: str) -> None:
    urls = [link(account, conversation_id), link(account, conversation_id, summaryURLExpiresIn=0)]
    account.ok("PUT", f"/v1/conversations/{conversation_id}/experiences/url", json={"url": "http://127.0.0.1:9/x.mp3"})
    urls.append(account.ok("GET", f"/v1/conversations/experiences/insights/details/{conversation_id}")["url"])
    account.ok("DELETE", f"/v1/conversations/{conversation_id}")
    for url in urls:
        assert "Site meeting" not in page(url, 404).text


def test_the_insights_pages(account: Account, conversation_id: str) -> None:
    details = f"/v1/conversations/experiences/insights/details/{conversation_id}"
    url = account.ok("GET", details, params={"includeCallScore": "true"})["url"]
    assert account.ok("GET", details, params={"includeCallScore": "true"})["url"] == url
    assert account.ok("GET", details)["url"] != url
    assert account.call("GET", details, params={"includeCallScore": "1"}).status_code == 400
    assert "Site meeting" in page(url).text
    listed = account.ok("GET", "/v1/conversations/experiences/insights/list", params={"includeCallScore": "true"})[
        "url"
    ]
    shown = page(listed)
    assert "Site meeting 2 March 2026, 15:00 to 15:00 UTC · Bob, Ann 3 messages, 3 insights" in shown.text
    [anchor] = shown.all("a")
    assert "Site meeting" in page(str(httpx.URL(listed).join(str(anchor["href"])))).text


def test_the_call_score_is_shown_where_it_was_asked_for(account: Account) -> None:
    conversation_id = account.process("Is it on?", "TODO Ann: look.", features={"featureList": ["callScore"]})
    score = account.read(conversation_id, "/callscore")
    for path in (f"details/{conversation_id}", "list"):
        base = f"/v1/conversations/experiences/insights/{path}"
        with_score, without = (
            page(account.ok("GET", base, params={"includeCallScore": word})["url"]).text.lower()
            for word in ("true", "false")
        )
        assert f"call score {score['score']:.0f}" in with_score
        assert "call score" not in without
    shown = page(account.ok("GET", f"{base[:-4]}details/{conversation_id}?includeCallScore=true")["url"]).text
    assert score["summary"] in shown
    assert all(one["summary"] in shown for one in score["criteria"])


def test_the_recording_that_somebody_names(account: Account, conversation_id: str) -> None:
    path = f"/v1/conversations/{conversation_id}/experiences/url"
    url = link(account, conversation_id)
    assert not page(url).all("audio")
    assert account.ok("PUT", path, json={"url": "http://127.0.0.1:9/x.mp3"}) == {"url": "http://127.0.0.1:9/x.mp3"}
    assert [media["src"] for media in page(url).all("audio")] == ["http://127.0.0.1:9/x.mp3"]
    account.ok("PUT", path, json={"url": "http://127.0.0.1:9/x.mp4?sig=1"})
    assert [media["src"] for media in page(url).all("video")] == ["http://127.0.0.1:9/x.mp4?sig=1"]
    own = link(account, conversation_id, name="audio-summary", audioUrl="http://127.0.0.1:9/own.mp3")
    assert [media["src"] for media in page(own).all("audio")] == ["http://127.0.0.1:9/own.mp3"]
    for wrong in ({"url": "javascript:alert(1)"}, {}, {"url": 1}):
        assert account.call("PUT", path, json=wrong).status_code == 400


def test_the_link_is_to_where_the_caller_came(account: Account, conversation_id: str) -> None:
    path = f"/v1/conversations/{conversation_id}/experiences"
    for headers, start in (
        ({"Host": "symbl.test:8443", "X-Forwarded-Proto": "https"}, "https://symbl.test:8443/experiences/"),
        ({"Host": "[::1]:80"}, "http://[::1]:80/experiences/"),
    ):
        answer = account.call("POST", path, json={"name": TEXT}, headers=headers)
        assert answer.json()["url"].startswith(start)
    assert account.call("POST", path, json={"name": TEXT}, headers={"Host": "a/b@c"}).status_code == 400


def test_keys_are_not_stored_and_links_survive_a_restart(tmp_path: Path) -> None:
    with symbl_local.serve(data_dir=tmp_path) as server, login(server) as user:
        conversation_id = user.process("Good morning.", name="Kept")
        urls = [link(user, conversation_id), user.ok("GET", "/v1/conversations/experiences/insights/list")["url"]]
        paths = [urlsplit(url).path for url in urls]
    keys = [path.rpartition("/")[2] for path in paths]
    for file in tmp_path.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert not [key for key in keys if key.encode() in content], file
    with sqlite3.connect(tmp_path / "symbl_local.sqlite3") as db:
        assert db.execute("SELECT count(*) FROM experiences").fetchone() == (2,)
    db.close()
    with symbl_local.serve(data_dir=tmp_path) as server:
        assert all("Kept" in page(server.base_url + path).text for path in paths)
