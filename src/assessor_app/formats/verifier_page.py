"""The verifier page as one issuer publishes it: the page that was built, with whom it believes put inside."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

PAGE, WORKER, ICON, MANIFEST = "index.html", "sw.js", "icon.svg", "manifest.webmanifest"
LICENCES = "licences.txt"
"""What the packages inside the page are under."""
_COLOUR = "#F6F5F1"
_NOBODY = '<script type="application/json" id="issuer">null</script>'
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')
_SELF = "connect-src 'self' HOST"


@dataclass(frozen=True)
class PageFile:
    """One of the page's files by its name, with what a web server says that it is.

    `policy` is its content security policy, empty for a file that needs none.
    """

    name: str
    media_type: str
    content: bytes
    policy: str = ""


def page_files(
    read: Callable[[str], bytes],
    *,
    lists: Sequence[str],
    host: str | None,
    name: str,
    label: str,
    sample: bool = False,
) -> tuple[PageFile, ...]:
    """The page as `verifier_page` makes it, and what stands beside it. `read` gives a file of the page that was built.

    `name` is whose page it is, `label` the word under its icon on a telephone.
    """
    page = verifier_page(read(PAGE).decode("utf-8"), lists=lists, host=host, sample=sample)
    policy = f"{policy_of(page)}; frame-ancestors 'none'"
    return (
        PageFile(PAGE, "text/html; charset=utf-8", page.encode("utf-8"), policy),
        # What a worker may fetch is said where the worker comes from.
        PageFile(WORKER, "text/javascript", read(WORKER), "default-src 'none'; connect-src 'self'"),
        PageFile(ICON, "image/svg+xml", read(ICON)),
        PageFile(MANIFEST, "application/manifest+json", _manifest(name, label)),
        PageFile(LICENCES, "text/plain; charset=utf-8", read(LICENCES)),
    )


def _manifest(name: str, label: str) -> bytes:
    """What a telephone needs to keep the page among its programs."""
    content = {
        "name": f"{label} · {name}",
        "short_name": label,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": _COLOUR,
        "theme_color": _COLOUR,
        "icons": [{"src": ICON, "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable"}],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


def verifier_page(built: str, *, lists: Sequence[str], host: str | None, sample: bool = False) -> str:
    """The page that believes these anchor lists (JWS); their roots are those whose later lists it takes.

    It may fetch from its own address and from `host` (as `VERIFY.EXAMPLE.ORG:8443`), where a saved copy finds the
    register; None for a centre that publishes none. `sample` puts SAMPLE over every answer. ValueError when `built` is
    no such page.
    """
    if built.count(_NOBODY) != 1 or built.count(_SELF) != 1:
        raise ValueError("not the verifier page, or one that was published already")
    known = json.dumps({"lists": [text.strip() for text in lists], "sample": sample})
    # Inside a script element only `<` could end it.
    inside = _NOBODY.replace(">null<", ">{}<".format(known.replace("<", "\\u003c")))
    policy = _SELF.replace(" HOST", f" https://{host.lower()}" if host else "")
    return built.replace(_SELF, policy).replace(_NOBODY, inside)


def policy_of(page: str) -> str:
    """The content security policy that stands in the page, for a header that says the same. ValueError without one."""
    found = _POLICY.search(page)
    if found is None:
        raise ValueError("a page without a policy")
    return found[1]
