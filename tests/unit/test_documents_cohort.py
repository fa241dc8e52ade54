"""A page drawn after a thousand others of its cohort is the page that it would be alone."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import draw_certificate
from assessor_app.documents.certificate_design import open_certificate_design, shipped_names
from documents_samples import BASE32, NAMES, certificate, url_segments

people = st.fixed_dictionaries(
    {
        "holder": st.sampled_from([*NAMES.values(), "Al", "Bartholomew Featherstonehaugh-Cholmondeley " * 3]),
        "identity": st.sampled_from(["", "Born 4 March 1998", "Document ending in 77A9"]),
        "number": st.from_regex(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", fullmatch=True),
        "qr": st.text(BASE32, min_size=300, max_size=760).map(
            lambda claims: url_segments("HTTPS://CHECK.EXAMPLE.ORG/", claims)
        ),
    }
)


@pytest.mark.parametrize("name", shipped_names())
@settings(max_examples=6)
@given(cohort=st.lists(people, min_size=2, max_size=4))
def test_what_was_drawn_before_changes_no_page(name: str, cohort: list[dict[str, object]]) -> None:
    warm = open_certificate_design(name)
    for person in [cohort[0], *cohort]:
        content = certificate(**person)
        page = draw_certificate(content, warm, MemoryAssets())
        alone = draw_certificate(content, open_certificate_design(name), MemoryAssets())
        assert zlib.decompress(page.content) == zlib.decompress(alone.content)
        assert page == alone
