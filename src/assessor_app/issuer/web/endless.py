"""Whoever pours without end is cut off, whatever the path: outside the framework, which knows refusals that pass by its middleware."""

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from assessor_app.formats.sync_limits import MOST_ENVELOPE_BYTES


def cut_endless(app: ASGIApp) -> ASGIApp:
    """The same application, whose answer to more than anybody may send ends the connection.

    Else the server would read all of it and throw it away, before the line is free for another request.
    """

    async def cutting(scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"connection", b"close")]
            await send(message)

        endless = scope["type"] == ScopeType.HTTP and _is_endless(scope)
        await app(scope, receive, answer if endless else send)

    return cutting


def _is_endless(scope: Scope) -> bool:
    """Whether more comes than anybody may send, or it is not said how much."""
    told = dict(scope["headers"])
    length = told.get(b"content-length", b"0")
    return b"transfer-encoding" in told or not length.isdigit() or int(length) > MOST_ENVELOPE_BYTES
