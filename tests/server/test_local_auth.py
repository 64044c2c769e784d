"""Tokens and accounts."""

from __future__ import annotations

import time
from typing import Any

import httpx
import jwt
import pytest
from accounts import Account, login

import symbl_local

TOKEN = "/oauth2/token:generate"


def test_token(server: symbl_local.LocalServer) -> None:
    body = {"type": "application", "appId": "somebody", "appSecret": "secret"}
    first = httpx.post(server.base_url + TOKEN, json=body)
    assert first.status_code == 200
    answer = first.json()
    assert answer["expiresIn"] == 86_400
    claims = jwt.decode(answer["accessToken"], options={"verify_signature": False})
    assert claims["sub"] == "somebody"
    assert claims["exp"] - claims["iat"] == 86_400
    assert "secret" not in str(claims)
    time.sleep(1.01)
    again = httpx.post(server.base_url + TOKEN, json=body).json()
    assert again["accessToken"] == answer["accessToken"]
    assert answer["expiresIn"] - 3 < again["expiresIn"] < answer["expiresIn"]


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ({"type": "application", "appId": "x", "appSecret": "y"}, 401, "Wrong appId or appSecret."),
        ({"type": "application", "appId": "right", "appSecret": "y"}, 401, "Wrong appId or appSecret."),
        ({"type": "application", "appId": "é", "appSecret": "ü"}, 401, "Wrong appId or appSecret."),
        ({"type": "password", "appId": "right", "appSecret": "7"}, 400, "type: expected application"),
        ({"appId": "right", "appSecret": "7"}, 400, "type: missing"),
        ({"type": "application", "appSecret": "7"}, 400, "appId: missing"),
        ({"type": "application", "appId": "right", "appSecret": []}, 400, "appSecret: expected a string, not a list"),
        ({"type": "application", "appId": "", "appSecret": "7"}, 400, "appId: must not be empty"),
        ([], 400, "The body must be a JSON object."),
    ],
)
def test_no_token(strict: symbl_local.LocalServer, body: Any, status: int, message: str) -> None:
    response = httpx.post(strict.base_url + TOKEN, json=body)
    assert (response.status_code, response.json()) == (status, {"message": message})


def test_credentials_as_numbers(strict: symbl_local.LocalServer) -> None:
    response = httpx.post(strict.base_url + TOKEN, json={"type": "application", "appId": "right", "appSecret": 7})
    assert response.status_code == 200


@pytest.fixture(scope="module")
def strict() -> Any:
    """A server that knows one pair of credentials, and whose tokens live for two seconds."""
    with symbl_local.serve(
        app_id="right", app_secret="7", token_lifetime=2, analyzer="scripted:ScriptedAnalyzer"
    ) as server:
        yield server


def test_expiry(strict: symbl_local.LocalServer) -> None:
    with login(strict) as account:
        assert account.call("GET", "/v1/job/1").status_code == 404
        time.sleep(2.05)
        response = account.call("GET", "/v1/job/1")
        assert (response.status_code, response.json()) == (401, {"message": "The access token has expired."})
        assert response.headers["WWW-Authenticate"] == "Bearer"
    with login(strict) as account:
        assert account.call("GET", "/v1/job/1").status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer"}, 401),
        ({"Authorization": "Bearer nonsense"}, 401),
        ({"Authorization": "{token}"}, 401),
        ({"Authorization": "Basic {token}"}, 401),
        ({"Authorization": "Bearer {token}x"}, 401),
        ({"Authorization": "Bearer {other}"}, 401),
        ({"Authorization": "Bearer {unsigned}"}, 401),
        ({"x-api-key": "nonsense"}, 401),
        ({"Authorization": "Bearer {token}"}, 404),
        ({"authorization": "bearer  {token}"}, 404),
        ({"X-API-KEY": "{token}"}, 404),
        ({"Authorization": "Basic abc", "x-api-key": "{token}"}, 404),
        ({"Authorization": "Bearer nonsense", "x-api-key": "{token}"}, 401),
    ],
)
def test_ways_to_show_a_token(account: Account, headers: dict[str, str], status: int) -> None:
    claims = {"sub": "a", "account": "a", "exp": time.time() + 999}
    tokens = {
        "token": account.http.headers.pop("Authorization").removeprefix("Bearer "),
        "other": jwt.encode(claims, "another key, which is long enough"),
        "unsigned": jwt.encode(claims, None, "none"),
    }
    response = account.call(
        "GET", "/v1/job/1", headers={name: value.format(**tokens) for name, value in headers.items()}
    )
    assert response.status_code == status
    assert (response.headers.get("WWW-Authenticate") == "Bearer") == (status == 401)


def test_accounts_do_not_see_each_other(account: Account, stranger: Account) -> None:
    conversation_id, job_id = account.submit("Hello.")
    account.wait(job_id)
    assert stranger.call("GET", f"/v1/job/{job_id}").status_code == 404
    for path in ("", "/messages", "/topics", "/topics?refresh=true", "/insights", "/members", "/analytics"):
        assert stranger.call("GET", f"/v1/conversations/{conversation_id}{path}").status_code == 404
    body = {"messages": [{"payload": {"content": "Mine now."}}]}
    assert stranger.call("PUT", f"/v1/process/text/{conversation_id}", json=body).status_code == 404
    assert account.texts(conversation_id) == ["Hello."]


def test_every_pair_is_an_account_of_its_own(server: symbl_local.LocalServer) -> None:
    with login(server, "same", "one") as one, login(server, "same", "two") as two:
        conversation_id = one.process("Hello.")
        assert two.call("GET", f"/v1/conversations/{conversation_id}").status_code == 404
