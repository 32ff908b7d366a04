"""HEAD wherever GET is answered: monitors and link checkers ask so."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


def with_head(allow: str) -> str:
    """The header Allow of a route, with HEAD where there is GET."""
    methods = allow.split(", ")
    return ", ".join((*methods, "HEAD")) if "GET" in methods and "HEAD" not in methods else allow


class Heads:
    """ASGI middleware that answers HEAD as GET without the body, and ends what streams on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        answered = False

        async def receive_until_answered() -> Message:
            return {"type": "http.disconnect"} if answered else await receive()

        async def send_head(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                await send(message)
            elif not answered:
                answered = True
                await send({"type": "http.response.body", "body": b"", "more_body": False})

        await self._app({**scope, "method": "GET"}, receive_until_answered, send_head)
