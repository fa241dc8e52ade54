"""A film of a printed page, as a camera over a desk sees it: what Chromium takes for its camera."""

from PIL import Image

_WIDE, _HIGH = 1_280, 720
_PAPER, _DESK = (200, 196, 190), (120, 112, 100)
# The code stands at the foot on the right; a telephone is held over it.
_LEFT, _TOP = 0.74, 0.55


def before_camera(page: Image.Image) -> bytes:
    """The foot of a page that lies a little askew: YUV4MPEG, 1,280 × 720, three pictures."""
    left, top = round(page.width * _LEFT), round(page.height * _TOP)
    part = page.crop((left, top, page.width, page.height)).rotate(3, fillcolor=_PAPER, expand=True)
    scale = min(_WIDE / part.width, _HIGH / part.height)
    part = part.resize((round(part.width * scale), round(part.height * scale)))
    frame = Image.new("RGB", (_WIDE, _HIGH), _DESK)
    frame.paste(part, ((_WIDE - part.width) // 2, (_HIGH - part.height) // 2))
    light, blue, red = frame.convert("YCbCr").split()
    half = (_WIDE // 2, _HIGH // 2)
    planes = light.tobytes() + blue.resize(half).tobytes() + red.resize(half).tobytes()
    return b"YUV4MPEG2 W1280 H720 F10:1 Ip A1:1 C420jpeg\n" + (b"FRAME\n" + planes) * 3
