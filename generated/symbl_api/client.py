"""A plain client, for use of the operations without the SDK: no retries, no look-up of credentials."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from .types import Request

if TYPE_CHECKING:
    import httpx

__all__ = ("AsyncClient", "Client")


class _Base:
    def __init__(self, base_url: str, *, token: str | None = None, timeout: float = 60.0) -> None:
        """`timeout` is in seconds. Errors of the transport are httpx's own."""
        if not base_url.startswith(("http://", "https://")):
            raise ValueError(f"base_url must start with http:// or https://, not {base_url!r}")
        self.base_url = base_url.rstrip("/")
        self.timeout = timeout
        self._token = token

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_url!r})"

    def _build(self, request: Request) -> dict[str, Any]:
        headers = dict(request.headers)
        if request.authorized and self._token is not None:
            headers["Authorization"] = f"Bearer {self._token}"
        return {
            "method": request.method,
            "url": self.base_url + request.path,
            "params": request.params,
            "headers": headers,
            "json": request.json,
            "content": request.content,
        }


class Client(_Base):
    """Sends requests one after the other. httpx is loaded at the first; a context manager closes its connections."""

    _http: httpx.Client | None = None

    def send(self, request: Request, /) -> httpx.Response:
        """The response to `request`, whatever its status."""
        if self._http is None:
            import httpx

            self._http = httpx.Client(timeout=self.timeout)
        return self._http.request(**self._build(request))

    def close(self) -> None:
        if self._http is not None:
            self._http.close()
            self._http = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(_Base):
    """The same for asyncio."""

    _http: httpx.AsyncClient | None = None

    async def send(self, request: Request, /) -> httpx.Response:
        """The response to `request`, whatever its status."""
        if self._http is None:
            import httpx

            self._http = httpx.AsyncClient(timeout=self.timeout)
        return await self._http.request(**self._build(request))

    async def aclose(self) -> None:
        if self._http is not None:
            await self._http.aclose()
            self._http = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()
