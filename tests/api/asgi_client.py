"""A synchronous client that talks to an application in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import httpx
from fastapi import FastAPI

Params = Mapping[str, str | Sequence[str]]
ORIGIN = "http://archive.test"


class Client:
    """One request at a time, no cookies kept; a fault of the application is its 500 answer."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def get(
        self, url: str, params: Params | None = None, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        return self.send("GET", url, params, headers)

    def send(
        self,
        method: str,
        url: str,
        params: Params | None = None,
        headers: Mapping[str, str] | None = None,
        json: object = None,
    ) -> httpx.Response:
        request = httpx.Request(method, ORIGIN + url, headers=headers, json=json)
        return asyncio.run(self._send(request, params))

    async def _send(self, request: httpx.Request, params: Params | None) -> httpx.Response:
        if params is not None:
            request.url = request.url.copy_merge_params(httpx.QueryParams(dict(params)))
        transport = httpx.ASGITransport(app=self._app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.send(request)
