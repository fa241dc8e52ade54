"""The verifier page as one issuer publishes it: the page that was built, with whom it believes put inside."""

import json
import re
from collections.abc import Sequence

_NOBODY = '<script type="application/json" id="issuer">null</script>'
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')
_SELF = "connect-src 'self' HOST"


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
