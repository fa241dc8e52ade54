/** From a file that somebody dropped or chose to the texts of the codes in it. */

import { isCredential } from "../core/badge.js";
import { Unreadable } from "../core/bytes.js";
import { insides } from "./pdf.js";

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_CODES = 500;
// A page scanned at 300 dpi is read as it is; a telephone's photo is read sooner when it is made smaller.
const SIDES = [2_400, 1_400, 900, 3_600];

/** The bytes of a file that looks like a credential or carries one; null for any other. */
export async function credentialIn(file) {
  if (file.size > MOST_BYTES) throw new Unreadable("file-too-large");
  const data = new Uint8Array(await file.arrayBuffer());
  return isCredential(data) ? data : null;
}

/** The texts, each once. Unreadable "file-too-large", "file-unreadable" or "file-no-code". */
export async function codesIn(file, reader) {
  if (file.size > MOST_BYTES) throw new Unreadable("file-too-large");
  const data = new Uint8Array(await file.arrayBuffer());
  const start = new TextDecoder("latin1").decode(data.subarray(0, 1_024));
  const texts = new Set();
  for await (const text of start.includes("%PDF-") ? ofPdf(data, reader) : ofPicture(file, reader)) {
    texts.add(text);
    if (texts.size >= MOST_CODES) break;
  }
  if (!texts.size) throw new Unreadable("file-no-code");
  return [...texts];
}

async function* ofPdf(data, reader) {
  for await (const { text, image, blob } of insides(data)) {
    if (text) yield text;
    else if (image) yield* await reader.read(image);
    else yield* await ofBlob(blob, reader);
  }
}

/** A picture inside a PDF that cannot be read is passed over. */
async function ofBlob(blob, reader) {
  const found = [];
  try {
    for await (const text of ofPicture(blob, reader)) found.push(text);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  return found;
}

async function* ofPicture(blob, reader) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob);
  } catch {
    throw new Unreadable("file-unreadable");
  }
  try {
    for (const side of SIDES) {
      const texts = await reader.read(scaled(bitmap, side));
      yield* texts;
      if (texts.length) return;
    }
  } finally {
    bitmap.close();
  }
}

function scaled(bitmap, side) {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const size = [bitmap.width, bitmap.height].map((length) => Math.max(1, Math.round(length * scale)));
  const canvas = Object.assign(document.createElement("canvas"), { width: size[0], height: size[1] });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, ...size);
  context.drawImage(bitmap, 0, 0, ...size);
  return context.getImageData(0, 0, ...size);
}
