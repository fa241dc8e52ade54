"""Pictures, a sound and a film that show nothing real: drawn and reckoned here, so that no one's picture ships."""

import io
import math
import struct
import wave

from PIL import Image, ImageDraw

_RATE = 8_000
_SIZE = (320, 240)


def photo(words: str, *, ground: str = "#6E7B83") -> io.BytesIO:
    """A JPEG with a few words on a coloured ground, and a circle that may pass for a brake disc."""
    picture = Image.new("RGB", (1280, 960), ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((340, 180, 940, 780), fill="#A9B0B5", outline="#3C4449", width=18)
    draw.ellipse((540, 380, 740, 580), fill="#4A5257")
    draw.rectangle((0, 840, 1280, 960), fill="#20262A")
    draw.text((40, 872), words, fill="#F1EFEA", font_size=44)
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=80)
    held.seek(0)
    return held


def sound(seconds: float = 2.0) -> io.BytesIO:
    """A WAV (8 kHz, mono) of a tone that swells and fades."""
    count = int(_RATE * seconds)
    samples = [
        int(9_000 * math.sin(math.pi * index / count) * math.sin(2 * math.pi * 440 * index / _RATE))
        for index in range(count)
    ]
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(struct.pack(f"<{count}h", *samples))
    held.seek(0)
    return held


def film(frames: int = 20, *, per_second: int = 10) -> io.BytesIO:
    """An AVI of JPEG pictures (RIFF; Microsoft's AVI 1.0, `MJPG`): a disc that turns."""
    pictures = [_turned(index / frames) for index in range(frames)]
    chunks, index, place = b"", b"", 4
    for data in pictures:
        chunk = b"00dc" + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        index += b"00dc" + struct.pack("<III", 0x10, place, len(data))
        chunks, place = chunks + chunk, place + len(chunk)
    body = _list(
        b"hdrl", _main_header(frames, per_second, max(map(len, pictures))) + _stream(frames, per_second)
    )
    body += _list(b"movi", chunks) + _chunk(b"idx1", index)
    return io.BytesIO(b"RIFF" + struct.pack("<I", len(body) + 4) + b"AVI " + body)


def _turned(share: float) -> bytes:
    picture = Image.new("RGB", _SIZE, "#6E7B83")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((70, 30, 250, 210), fill="#A9B0B5", outline="#3C4449", width=6)
    angle = 2 * math.pi * share
    across, down = 160 + 80 * math.cos(angle), 120 + 80 * math.sin(angle)
    draw.line((160, 120, across, down), fill="#3C4449", width=8)
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=75)
    return held.getvalue()


def _main_header(frames: int, per_second: int, largest: int) -> bytes:
    has_index = 0x10
    said = (
        1_000_000 // per_second,
        largest * per_second,
        0,
        has_index,
        frames,
        0,
        1,
        largest,
        *_SIZE,
        0,
        0,
        0,
        0,
    )
    return _chunk(b"avih", struct.pack("<14I", *said))


def _stream(frames: int, per_second: int) -> bytes:
    head = struct.pack(
        "<4s4sIHHIIIIIIII4H",
        b"vids",
        b"MJPG",
        0,
        0,
        0,
        0,
        1,
        per_second,
        0,
        frames,
        0,
        10_000,
        0,
        0,
        0,
        *_SIZE,
    )
    bitmap = struct.pack("<IiiHH4sIiiII", 40, *_SIZE, 1, 24, b"MJPG", _SIZE[0] * _SIZE[1] * 3, 0, 0, 0, 0)
    return _list(b"strl", _chunk(b"strh", head) + _chunk(b"strf", bitmap))


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def _list(name: bytes, data: bytes) -> bytes:
    return _chunk(b"LIST", name + data)
