"""HEAD, as what watches a site and looks for dead links asks: answered as GET, without the body."""

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

_CONSOLE = "/console"


def answer_heads(app: ASGIApp) -> ASGIApp:
    """The same application, where HEAD has an answer on whatever is public. The console is for people."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        async def headless(message: Message) -> None:
            if message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        if scope["type"] == ScopeType.HTTP and scope["method"] == "HEAD" and _is_public(scope["path"]):
            asked: Scope = {**scope, "method": "GET"}
            await app(asked, receive, headless)
        else:
            await app(scope, receive, send)

    return answering


def _is_public(path: str) -> bool:
    return path != _CONSOLE and not path.startswith(f"{_CONSOLE}/")
