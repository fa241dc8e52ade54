/** Reads a QR code from a picture: by the browser where it can, else by a small library. */

import decodeQR from "qr/decode.js";

/** The texts in an ImageData; `square` looks at the middle of it alone, as a camera is pointed. */
function byLibrary(image, square) {
  try {
    return [decodeQR(image, { cropToSquare: square })];
  } catch {
    return []; // how the library says that it sees none
  }
}

async function nativeDetector() {
  try {
    const formats = await globalThis.BarcodeDetector?.getSupportedFormats();
    return formats?.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
  } catch {
    return null;
  }
}

export class Reader {
  #native = nativeDetector();

  /** The texts of the codes in an ImageData, none where it sees none. */
  async read(image, { square = false } = {}) {
    const native = await this.#native;
    try {
      const found = native ? await native.detect(image) : [];
      if (found.length) return found.map((code) => code.rawValue);
    } catch {
      this.#native = Promise.resolve(null); // it is there in name only
    }
    return byLibrary(image, square);
  }
}
