/** How large a picture says that it is, before anybody unpacks it. */

const PNG = 0x89504e47;
// Start of frame of a JPEG: every way of coding, without the markers among them that are none.
const isFrame = (marker) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isAlone = (marker) => marker === 0x01 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8);

/** Width times height of a PNG or JPEG; 0 for any other, or where it does not say. */
export function pixelsOf(data) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length > 24 && view.getUint32(0) === PNG) return view.getUint32(16) * view.getUint32(20);
  if (data[0] !== 0xff || data[1] !== 0xd8) return 0;
  let at = 2;
  while (at + 9 < data.length && data[at] === 0xff) {
    const marker = data[at + 1];
    if (isFrame(marker)) return view.getUint16(at + 5) * view.getUint16(at + 7);
    at += isAlone(marker) ? (marker === 0xff ? 1 : 2) : 2 + Math.max(2, view.getUint16(at + 2));
  }
  return 0;
}
