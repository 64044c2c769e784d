"""A client for the tests: an account that is logged in."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import httpx

import symbl_local


class Account:
    """A client with a token. `ok` returns the JSON of a call that must succeed."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http

    def call(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        return self.http.request(method, path, **arguments)

    def ok(self, method: str, path: str, **arguments: Any) -> Any:
        response = self.http.request(method, path, **arguments)
        assert response.is_success, (response.status_code, response.text)
        return response.json()

    def submit(self, *texts: str | dict[str, Any], to: str | None = None, **parameters: Any) -> tuple[str, str]:
        """Submit turns, by Ann unless they are whole messages; gives the ids of conversation and job."""
        messages = [
            {"payload": {"content": text}, "from": {"name": "Ann", "userId": "Ann@example.com"}}
            if isinstance(text, str)
            else text
            for text in texts
        ]
        method, path = ("PUT", f"/v1/process/text/{to}") if to else ("POST", "/v1/process/text")
        ids = self.ok(method, path, json={"messages": messages, **parameters})
        return ids["conversationId"], ids["jobId"]

    def wait(self, job_id: str, status: str = "completed") -> dict[str, Any]:
        """Wait until the job is done, one way or the other, and check which."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            job = self.ok("GET", f"/v1/job/{job_id}")
            if job["status"] in ("completed", "failed"):
                assert job["status"] == status, job
                return job
            time.sleep(0.01)
        raise AssertionError(job)

    def process(self, *texts: str | dict[str, Any], to: str | None = None, **parameters: Any) -> str:
        """Submit, wait, and give the conversation's id."""
        conversation_id, job_id = self.submit(*texts, to=to, **parameters)
        self.wait(job_id)
        return conversation_id

    def read(self, conversation_id: str, resource: str = "", **query: Any) -> Any:
        return self.ok("GET", f"/v1/conversations/{conversation_id}{resource}", params=query)

    def texts(self, conversation_id: str) -> list[str]:
        return [message["text"] for message in self.read(conversation_id, "/messages")["messages"]]


@contextmanager
def login(server: symbl_local.LocalServer, app_id: str = "", app_secret: str = "") -> Generator[Account]:
    """An account of the server, by default the one whose credentials it has."""
    body = {
        "type": "application",
        "appId": app_id or server.credentials["app_id"],
        "appSecret": app_secret or server.credentials["app_secret"],
    }
    with httpx.Client(base_url=server.base_url, timeout=30) as http:
        account = Account(http)
        token = account.ok("POST", "/oauth2/token:generate", json=body)["accessToken"]
        http.headers["Authorization"] = f"Bearer {token}"
        yield account
