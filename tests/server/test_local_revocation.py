"""Tokens that end before their time (docs/contract.md §1)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from accounts import login

import symbl_local

PAIR = {"appId": "revoking", "appSecret": "secret"}


def token(server: symbl_local.LocalServer, **pair: str) -> str:
    response = httpx.post(f"{server.base_url}/oauth2/token:generate", json={"type": "application", **PAIR, **pair})
    return str(response.json()["accessToken"])


def status(server: symbl_local.LocalServer, access_token: str) -> int:
    headers = {"Authorization": f"Bearer {access_token}"}
    return httpx.get(f"{server.base_url}/v1/conversations/1", headers=headers).status_code


def revoke(server: symbl_local.LocalServer, **body: Any) -> httpx.Response:
    return httpx.request("DELETE", f"{server.base_url}/oauth2/token:revoke", json=body)


def test_revoked_tokens_are_refused_and_new_ones_are_good(server: symbl_local.LocalServer) -> None:
    first, stranger = token(server), token(server, appSecret="another")
    assert token(server) == first
    assert status(server, first) == 404
    response = revoke(server, **PAIR)
    assert (response.status_code, response.json()) == (200, {"message": "The tokens of this application are revoked."})
    headers = {"x-api-key": first}
    refused = httpx.get(f"{server.base_url}/v1/conversations/1", headers=headers)
    assert (refused.status_code, refused.json()) == (401, {"message": "The access token has been revoked."})
    assert refused.headers["www-authenticate"] == "Bearer"
    second = token(server)
    assert second != first
    assert [status(server, one) for one in (first, second, stranger)] == [401, 404, 404]
    assert revoke(server, **PAIR).status_code == 200  # twice does no harm
    assert revoke(server, **PAIR).status_code == 200
    assert [status(server, one) for one in (first, second, token(server))] == [401, 401, 404]


def test_what_belongs_to_the_account_stays(server: symbl_local.LocalServer) -> None:
    with login(server, "keeping", "secret") as account:
        conversation_id = account.process("Hello.")
        revoke(server, appId="keeping", appSecret="secret")
        assert account.call("GET", f"/v1/conversations/{conversation_id}").status_code == 401
    with login(server, "keeping", "secret") as account:
        assert account.texts(conversation_id) == ["Hello."]


def test_it_survives_a_crash(tmp_path: Path) -> None:
    with symbl_local.serve(data_dir=tmp_path) as server:
        pair = {"appId": server.credentials["app_id"], "appSecret": server.credentials["app_secret"]}
        revoked = token(server, **pair)
        assert revoke(server, **pair).status_code == 200
        good = token(server, **pair)
        server.kill()
    with symbl_local.serve(data_dir=tmp_path) as server:
        assert status(server, revoked) == 401
        assert status(server, good) == 404
        assert revoke(server, **pair).status_code == 200
        assert status(server, good) == 401
        assert status(server, token(server, **pair)) == 404


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "appId: "),
        ({"appId": "x"}, "appSecret: "),
        ({"appId": "", "appSecret": "y"}, "appId: "),
        ({"appId": ["x"], "appSecret": "y"}, "appId: "),
    ],
)
def test_what_is_refused(server: symbl_local.LocalServer, body: dict[str, Any], place: str) -> None:
    response = revoke(server, **body)
    assert response.status_code == 400
    assert response.json()["message"].startswith(place)


def test_a_wrong_pair_revokes_nothing() -> None:
    with symbl_local.serve() as server:
        pair = {"appId": server.credentials["app_id"], "appSecret": server.credentials["app_secret"]}
        good = token(server, **pair)
        for wrong in (pair | {"appSecret": "wrong"}, pair | {"appId": "wrong"}):
            response = revoke(server, **wrong)
            assert response.status_code == 401
            assert wrong["appSecret"] not in response.text
        assert status(server, good) == 404
        assert httpx.post(f"{server.base_url}/oauth2/token:revoke", json=pair).status_code == 405
        assert pair["appSecret"] not in server.log
