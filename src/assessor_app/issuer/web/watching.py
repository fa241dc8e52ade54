"""Around every request: how often an address may ask, what is counted, what is logged."""

import secrets
import time
from typing import Any

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from assessor_app.issuer.web.errors import REFUSED
from assessor_app.issuer.web.parts import Parts

_NO_TEMPLATE = "(none)"


class Watching(ASGIMiddleware):
    """Logs the route's template and never the path: what stands in a path may be an id. And why something was refused, by code."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        parts: Parts = scope["litestar_app"].state.parts
        started = time.monotonic_ns()
        told: dict[str, Any] = {"status": 500}
        request_id = secrets.token_hex(8).encode("ascii")

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                given = {name.lower() for name, _value in message["headers"]}
                safe = [one for one in _SAFE if one[0] not in given]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id), *safe]
            await send(message)

        try:
            await next_app(scope, receive, answer)
        finally:
            took = (time.monotonic_ns() - started) // 1_000_000
            route = str(scope.get("path_template") or _NO_TEMPLATE)
            status = str(told["status"])
            parts.metrics.count("requests", route=route, status=status)
            parts.metrics.took("requests", took, route=route)
            codes = scope.get("state", {}).get(REFUSED, ())
            parts.log.info(
                "request",
                id=request_id.decode("ascii"),
                route=route,
                method=str(scope.get("method")),
                status=told["status"],
                ms=took,
                **({REFUSED: list(codes)} if codes else {}),
            )


_SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
)
