/**
 * Finds codes in a PDF without drawing it: a code that was drawn as squares, one that was scanned as a picture, or its
 * text; and the files that are attached to it. Whatever anybody made is bounded in streams, bytes and, by whoever takes one after another, in time.
 */

import { pixelsOf } from "../core/pixels.js";

const MOST_STREAMS = 3_000;
const MOST_BEGINNINGS = 50_000;
const LONGEST_DICTIONARY = 16 * 1024;
const MOST_PIXELS = 100_000_000;
const MOST_STREAM_BYTES = 32 * 1024 * 1024;
// A page with a code on it, in vectors, is a hundredth of this.
const MOST_CONTENT_BYTES = 8 * 1024 * 1024;
const MOST_BYTES = 128 * 1024 * 1024;
const MOST_ATTACHED = 8;
const MOST_ATTACHED_BYTES = 16 * 1024 * 1024;
const LEAST_SQUARES = 200;
const MOST_MODULES = 177;
const MOST_SQUARES = MOST_MODULES ** 2;
const SCALE = 4;
const QUIET = 4;
const TEXT = /(?:HTTPS:\/\/[A-Z0-9.:-]{1,110}\/#|ASSESSOR:)[A-Z2-7]{200,4300}/g;

const latin = (bytes) => new TextDecoder("latin1").decode(bytes);

/** Pictures and texts to look for codes in, and attached files, one after another: `{image}` (ImageData), `{blob}`, `{text}` or `{attached}` (bytes). */
export async function* insides(data) {
  const file = latin(data);
  let left = MOST_BYTES;
  let count = 0;
  let attached = 0;
  for (const { dictionary, from, to } of streams(file)) {
    if (++count > MOST_STREAMS || left <= 0) return;
    const raw = data.subarray(from, to);
    if (/\/DCTDecode/.test(dictionary) && !/\/FlateDecode/.test(dictionary)) {
      if (pixelsOf(raw) <= MOST_PIXELS) yield { blob: new Blob([raw], { type: "image/jpeg" }) };
      continue;
    }
    const content = await unpacked(raw, dictionary, Math.min(MOST_STREAM_BYTES, left));
    if (content === null) continue;
    left -= content.length;
    if (/\/EmbeddedFile\b/.test(dictionary) || isUnmarked(content)) {
      if (++attached <= MOST_ATTACHED && content.length <= MOST_ATTACHED_BYTES) yield { attached: content };
    } else {
      yield* within(content, dictionary);
    }
    yield {}; // for whoever counts the time
  }
}

/** What stands in a stream that is packed as ours are, or not at all; null for any other. */
async function unpacked(raw, dictionary, most) {
  if (/\/FlateDecode/.test(dictionary)) return inflated(raw, most);
  return /\/Filter/.test(dictionary) ? null : raw.subarray(0, most);
}

/** Not every program says of an attached file that it is one; no other stream is a credential. */
function isUnmarked(content) {
  const start = latin(content.subarray(0, 4_096)).trimStart();
  return start.startsWith("{") && start.includes('"VerifiableCredential"');
}

/** Each stream's dictionary and where its bytes begin and end. */
function* streams(file) {
  const start = /stream\r?\n/g;
  let found;
  let count = 0;
  let hasEnds = true;
  while ((found = start.exec(file)) && ++count <= MOST_BEGINNINGS) {
    if (file.slice(found.index - 3, found.index) === "end") continue;
    const before = file.slice(Math.max(0, found.index - LONGEST_DICTIONARY), found.index);
    const dictionary = before.slice(Math.max(0, before.lastIndexOf("obj")));
    const from = start.lastIndex;
    const told = /\/Length (\d{1,10})(?! \d+ R)\b/.exec(dictionary);
    const end = told ? from + Number(told[1]) : hasEnds ? file.indexOf("endstream", from) : -1;
    if (!told && end < 0) hasEnds = false;
    if (end < from || end > file.length) continue;
    yield { dictionary, from, to: end };
    start.lastIndex = Math.max(end, from);
  }
}

/** Unpacked as far as it goes and as far as there is room; what stands behind the end does no harm. */
async function inflated(raw, most) {
  const reader = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const parts = [];
  let length = 0;
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      length += step.value.length;
      if (length > most) break;
      parts.push(step.value);
    }
  } catch {
    // broken, or with something behind it: what came out counts
  }
  reader.cancel().catch(() => undefined);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function* within(content, dictionary) {
  const picture = scanned(content, dictionary);
  if (picture) {
    yield { image: picture };
    return;
  }
  const text = latin(content.subarray(0, MOST_CONTENT_BYTES));
  for (const found of text.match(TEXT) ?? []) yield { text: found };
  for (const squares of groups(text)) {
    // Whether a code counts across or downwards first says a matrix before it, which is not read here: either is tried.
    for (const way of [squares, squares.map(([x, y, width, height]) => [y, x, height, width])]) {
      const image = drawn(way);
      if (image) yield { image };
    }
  }
}

/** A picture of eight bits, grey or in colours, that is kept as it is. */
function scanned(content, dictionary) {
  if (!/\/Subtype\s*\/Image/.test(dictionary) || /\/Predictor/.test(dictionary)) return null;
  const number = (name) => Number(new RegExp(`/${name} (\\d+)`).exec(dictionary)?.[1] ?? 0);
  const [width, height] = [number("Width"), number("Height")];
  const channels = content.length / (width * height);
  if (number("BitsPerComponent") !== 8 || (channels !== 1 && channels !== 3)) return null;
  const image = new ImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      image.data[4 * pixel + channel] = content[channels * pixel + (channels === 3 ? channel : 0)];
    }
    image.data[4 * pixel + 3] = 255;
  }
  return image;
}

/** Rectangles that are filled in one go, where there are as many as a code has. */
function* groups(text) {
  const word = /(?:(-?[\d.]{1,20}) (-?[\d.]{1,20}) (-?[\d.]{1,20}) (-?[\d.]{1,20}) re\b)|(?:\s(?:f\*?|F|B\*?|n|S)(?=\s))/g;
  let squares = [];
  for (const found of text.matchAll(word)) {
    if (found[1] !== undefined) {
      if (squares.length <= MOST_SQUARES) squares.push(found.slice(1, 5).map(Number));
    } else {
      if (squares.length >= LEAST_SQUARES && squares.length <= MOST_SQUARES) yield squares;
      squares = [];
    }
  }
}

/** The squares of a code as a picture; null where they make none. */
function drawn(squares) {
  const module = Math.min(...squares.map(([, , , height]) => Math.abs(height)));
  const [left, low] = [0, 1].map((axis) => Math.min(...squares.map((square) => square[axis])));
  const cells = squares.map(([x, y, width, height]) => [x - left, y - low, width, height].map((value) => Math.round(value / module)));
  const side = Math.max(...cells.map(([x, y, width, height]) => Math.max(x + width, y + height)));
  if (!(module > 0) || !(side >= 21 && side <= MOST_MODULES)) return null;
  const pixels = (side + 2 * QUIET) * SCALE;
  const canvas = Object.assign(document.createElement("canvas"), { width: pixels, height: pixels });
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, pixels, pixels);
  context.fillStyle = "#000";
  for (const cell of cells) {
    const [x, y, width, height] = cell.map((value) => value * SCALE);
    context.fillRect(x + QUIET * SCALE, y + QUIET * SCALE, width, height);
  }
  return context.getImageData(0, 0, pixels, pixels);
}
