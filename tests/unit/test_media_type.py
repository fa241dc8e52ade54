import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.evidence import Kind, kind_of
from assessor_app.formats.media_type import media_type_of


@pytest.mark.parametrize(
    ("head", "media_type", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg", Kind.PHOTO),
        (b"\x89PNG\r\n\x1a\n", "image/png", Kind.PHOTO),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp", Kind.PHOTO),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav", Kind.AUDIO),
        (b"\x00\x00\x00\x18ftypheic", "image/heic", Kind.PHOTO),
        (b"\x00\x00\x00\x18ftypM4A ", "audio/mp4", Kind.AUDIO),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4", Kind.VIDEO),
        (b"OggS\x00\x02" + bytes(20) + b"\x80theora", "video/ogg", Kind.VIDEO),
        (b"OggS\x00\x02" + bytes(20) + b"OpusHead", "audio/ogg", Kind.AUDIO),
        (b"\x1aE\xdf\xa3", "video/webm", Kind.VIDEO),
        (b"<?xml version='1.0'?><SVG>", "image/svg+xml", Kind.PHOTO),
        (b"%PDF-1.7", "application/pdf", Kind.FILE),
        (b"PK\x03\x04", "application/zip", Kind.FILE),
        ("Zähler 4711".encode(), "text/plain", Kind.FILE),
        (b"MZ\x90\x00", "application/octet-stream", Kind.FILE),
        (b"", "application/octet-stream", Kind.FILE),
    ],
)
def test_content_says_what_a_file_is(head: bytes, media_type: str, kind: Kind) -> None:
    assert media_type_of(head) == media_type
    assert kind_of(media_type) is kind


@given(st.binary(max_size=300))
def test_anything_is_something(head: bytes) -> None:
    assert "/" in media_type_of(head)
