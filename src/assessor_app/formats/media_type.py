"""What a file is by its first bytes: names and endings are not believed."""

HEAD_BYTES = 4096
"""As much of the beginning as is ever looked at."""
UNKNOWN = "application/octet-stream"

_AT_START = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf1", "audio/aac"),
    (b"\xff\xf9", "audio/aac"),
    (b"#!AMR", "audio/amr"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"hevc": "image/heic",
    b"heim": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
}


def media_type_of(head: bytes) -> str:
    """The media type of a file that begins so; `application/octet-stream` for what is not known.

    A container that may hold a film is a film (`video/…`), unless it says that it is sound alone.
    """
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    for signature, name in _AT_START:
        if head.startswith(signature):
            return _in_ogg(head) if name == "audio/ogg" else name
    return _text_type(head)


def _in_ogg(head: bytes) -> str:
    return "video/ogg" if b"theora" in head[:200] else "audio/ogg"


def _text_type(head: bytes) -> str:
    if b"\x00" in head or not head:
        return UNKNOWN
    # A character may be cut in two by the end of what is looked at.
    if "\ufffd" in head.decode("utf-8", "replace")[:-3]:
        return UNKNOWN
    words = head.lower()
    if b"<svg" in words:
        return "image/svg+xml"
    return "text/html" if b"<html" in words or b"<!doctype html" in words else "text/plain"
