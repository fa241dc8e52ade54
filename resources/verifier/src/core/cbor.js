/**
 * Deterministic CBOR (RFC 8949, section 4.2), the plain part of it, read strictly: shortest heads, definite lengths,
 * map keys in order, none twice, nothing behind the end, and of all kinds only those that papers use.
 */

import { fromUtf8, joined, Unreadable, utf8 } from "./bytes.js";

const DEEPEST = 8;
const COSE_SIGN1 = 18;

/** A value with tag 18. */
export class Tagged {
  constructor(value) {
    this.value = value;
  }
}

/** A map: entries in the order of their keys, each value also as the bytes that it stood in. */
export class Entries {
  constructor(entries) {
    this.entries = entries;
  }

  /** Whether the keys are these whole numbers and no others. */
  hasOnly(...keys) {
    return this.entries.length === keys.length && keys.every((key) => this.entry(key) !== undefined);
  }

  entry(key) {
    return this.entries.find((entry) => entry.key === key);
  }

  get(key) {
    return this.entry(key)?.value;
  }
}

class Reader {
  constructor(data, mostItems) {
    this.data = data;
    this.at = 0;
    this.left = mostItems;
  }

  fail() {
    throw new Unreadable();
  }

  take(count) {
    if (count > this.data.length - this.at) this.fail();
    this.at += count;
    return this.data.subarray(this.at - count, this.at);
  }

  /** The major type and its argument: a number, or a BigInt beyond 2^53. */
  head() {
    if (--this.left < 0) this.fail();
    const first = this.take(1)[0];
    const major = first >> 5;
    const info = first & 31;
    if (info < 24) return [major, info];
    if (info > 27 || major === 7) this.fail();
    const width = 1 << (info - 24);
    let value = 0n;
    for (const byte of this.take(width)) value = (value << 8n) | BigInt(byte);
    const least = width === 1 ? 24n : 1n << BigInt(4 * width);
    if (value < least) this.fail();
    return [major, value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value];
  }

  value(depth) {
    const [major, argument] = this.head();
    if (major >= 2 && major <= 6 && typeof argument === "bigint") this.fail();
    if (major >= 4 && major <= 6 && depth > DEEPEST) this.fail();
    switch (major) {
      case 0:
        return argument;
      case 1:
        return typeof argument === "bigint" ? -1n - argument : -1 - argument;
      case 2:
        return this.take(argument).slice();
      case 3:
        return this.text(argument);
      case 4:
        return this.array(argument, depth);
      case 5:
        return this.map(argument, depth);
      case 6:
        if (argument !== COSE_SIGN1) this.fail();
        return new Tagged(this.value(depth + 1));
      default:
        return this.simple(argument);
    }
  }

  text(length) {
    try {
      return fromUtf8(this.take(length));
    } catch {
      return this.fail();
    }
  }

  array(length, depth) {
    const items = [];
    for (let count = 0; count < length; count++) items.push(this.value(depth + 1));
    return items;
  }

  map(length, depth) {
    const entries = [];
    let before = null;
    for (let count = 0; count < length; count++) {
      const start = this.at;
      const key = this.value(depth + 1);
      const encoded = this.data.subarray(start, this.at);
      if (before && compare(before, encoded) >= 0) this.fail();
      before = encoded;
      const from = this.at;
      const value = this.value(depth + 1);
      entries.push({ key, value, raw: this.data.slice(from, this.at) });
    }
    return new Entries(entries);
  }

  simple(argument) {
    if (argument === 20) return false;
    if (argument === 21) return true;
    return argument === 22 ? null : this.fail();
  }
}

function compare(one, other) {
  const length = Math.min(one.length, other.length);
  for (let place = 0; place < length; place++) {
    if (one[place] !== other[place]) return one[place] - other[place];
  }
  return one.length - other.length;
}

/** The value of all of these bytes; Unreadable for whatever is not its one encoding, or longer, or of more items. */
export function decode(data, mostBytes, mostItems = data.length) {
  if (data.length > mostBytes) throw new Unreadable();
  const reader = new Reader(data, mostItems);
  const value = reader.value(0);
  if (reader.at !== data.length) throw new Unreadable();
  return value;
}

function header(major, length) {
  if (length < 24) return Uint8Array.of((major << 5) | length);
  return length < 256
    ? Uint8Array.of((major << 5) | 24, length)
    : Uint8Array.of((major << 5) | 25, length >> 8, length & 255);
}

/** A byte string of less than 64 KiB. */
export const bytes = (content) => joined(header(2, content.length), content);
/** A text of less than 64 KiB. */
export const text = (content) => joined(header(3, utf8(content).length), utf8(content));
/** An array of encoded items, less than 24 of them. */
export const array = (...items) => joined(header(4, items.length), ...items);
