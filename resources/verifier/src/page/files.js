/** From a file that somebody dropped or chose to the texts of the codes in it, and what is attached to it. */

import { isCredential } from "../core/badge.js";
import { Unreadable } from "../core/bytes.js";
import { Patience } from "../core/patience.js";
import { pixelsOf } from "../core/pixels.js";
import { insides } from "./pdf.js";

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_CODES = 500;
const MOST_PIXELS = 100_000_000;
// Without anything found in between; a cohort's file has a code on each of its pages.
const PATIENCE = 20_000;
const PATIENCE_IN_ALL = 120_000;
// A page scanned at 300 dpi is read as it is; a telephone's photo is read sooner when it is made smaller.
const SIDES = [2_400, 1_400, 900, 3_600];

/** The bytes of a file that looks like a credential or carries one; null for any other. */
export async function credentialIn(file) {
  if (file.size > MOST_BYTES) throw new Unreadable("file-too-large");
  const data = new Uint8Array(await file.arrayBuffer());
  return isCredential(data) ? data : null;
}

/** `{texts, attached}`: the codes, each once, and the attached files. Unreadable "file-too-large", "file-too-hard", "file-unreadable" or "file-no-code". */
export async function partsIn(file, reader) {
  if (file.size > MOST_BYTES) throw new Unreadable("file-too-large");
  const data = new Uint8Array(await file.arrayBuffer());
  const start = new TextDecoder("latin1").decode(data.subarray(0, 1_024));
  const texts = new Set();
  const attached = [];
  const inAll = new Patience(PATIENCE_IN_ALL);
  let patience = new Patience(PATIENCE);
  for await (const found of start.includes("%PDF-") ? ofPdf(data, reader) : ofPicture(file, reader)) {
    if (found.attached) attached.push(found.attached);
    if (found.text && !texts.has(found.text)) {
      texts.add(found.text);
      patience = new Patience(PATIENCE);
    }
    if (texts.size >= MOST_CODES) break;
    for (const one of [patience, inAll]) one.require("file-too-hard");
  }
  if (!texts.size && !attached.length) throw new Unreadable("file-no-code");
  return { texts: [...texts], attached };
}

async function* ofPdf(data, reader) {
  for await (const found of insides(data)) {
    if (found.image) yield* texted(await reader.read(found.image));
    else if (found.blob) yield* await ofBlob(found.blob, reader);
    else yield found;
    yield {}; // whoever counts the time looks at the clock
  }
}

const texted = (texts) => texts.map((text) => ({ text }));

/** A picture inside a PDF that cannot be read is passed over. */
async function ofBlob(blob, reader) {
  const found = [];
  try {
    for await (const one of ofPicture(blob, reader)) found.push(one);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  return found;
}

async function* ofPicture(blob, reader) {
  let bitmap;
  if (pixelsOf(new Uint8Array(await blob.arrayBuffer())) > MOST_PIXELS) throw new Unreadable("file-too-large");
  try {
    bitmap = await createImageBitmap(blob);
  } catch {
    throw new Unreadable("file-unreadable");
  }
  try {
    for (const side of SIDES) {
      const texts = await reader.read(scaled(bitmap, side));
      yield* texted(texts);
      if (texts.length) return;
      yield {};
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
