"""The verifier page of a centre that is its own awarding body: it believes the centre's own list of keys."""

from assessor_app.domain.errors import KnownError
from assessor_app.formats.verifier_page import PageFile, page_files
from assessor_app.resources import verifier_folder
from assessor_app.services.checking.check import own_trust_file
from assessor_app.services.checking.desk import CheckDesk
from assessor_app.trust.anchors import read_anchor_list


def centre_page(desk: CheckDesk, *, label: str, sample: bool) -> tuple[PageFile, ...]:
    """The page's files, and the list of keys where the page looks for a newer one.

    Such a centre publishes no register: the page says who signed, and whom to call. `label` is the word under its icon on a
    telephone; `sample` puts SAMPLE over every answer. Raises KnownError `no-own-root`, `page-not-built`.
    """
    text = own_trust_file(desk).strip()
    content = read_anchor_list(text).content
    try:
        files = page_files(
            lambda name: (verifier_folder() / name).read_bytes(),
            lists=[text],
            host=content.host,
            name=content.name,
            label=label,
            sample=sample,
        )
    except FileNotFoundError as error:
        raise KnownError("page-not-built") from error
    return (*files, PageFile("anchors", "application/jose", text.encode("ascii")))
