/** For tests, on Node: `{words, cases, old}` on stdin, what is told of each case on stdout. Not in the page. */

import { readFileSync } from "node:fs";
import { webcrypto } from "node:crypto";

import { readAnchors } from "./core/anchors.js";
import { carried } from "./core/badge.js";
import { judgeCredential } from "./core/credential.js";
import { judge, takeApart } from "./core/judge.js";
import { readRegister } from "./core/register.js";
import { answerSentence } from "./page/sentences.js";
import { judgedSentence } from "./page/badgewords.js";
import { insideOf } from "./page/inside.js";
import { wordsIn } from "./page/words.js";

globalThis.crypto ??= webcrypto; // Node 18 keeps it to itself

const given = JSON.parse(readFileSync(0, "utf8"));
if (given.old) withoutEd25519();

/** As browsers are that have not got it yet. */
function withoutEd25519() {
  const { subtle } = globalThis.crypto;
  const importKey = subtle.importKey.bind(subtle);
  subtle.importKey = (format, key, algorithm, ...rest) =>
    algorithm.name === "Ed25519" ? Promise.reject(new Error("NotSupportedError")) : importKey(format, key, algorithm, ...rest);
}

const kept = { lists: new Map(), registers: new Map() };

async function list(name) {
  if (!kept.lists.has(name)) kept.lists.set(name, await readAnchors(given.lists[name]));
  return kept.lists.get(name);
}

async function told(one) {
  const lists = await Promise.all(one.lists.map(list));
  const registers = [];
  for (const name of one.registers) {
    registers.push(await readRegister(new Uint8Array(Buffer.from(given.registers[name], "base64")), lists));
  }
  const paper = await takeApart(one.text);
  const found = await judge(paper, { lists, registers, now: Date.parse(one.now), today: one.now.slice(0, 10) });
  const sentences = Object.fromEntries(
    ["en", ...Object.keys(given.words ?? {})].map((language) => [language, answerSentence(wordsIn(language, given.words ?? {}), found)]),
  );
  return { ...found, claims: { ...found.claims, cti: Buffer.from(found.claims.cti).toString("hex") }, sentences };
}

async function badge(one) {
  const { carrier, content, jwt } = carried(new Uint8Array(Buffer.from(one.file, "base64")));
  const lists = await Promise.all(one.lists.map(list));
  const found = await judgeCredential(content, { jwt, lists, statusAt: async () => one.status ?? null, now: Date.parse(one.now) });
  const words = wordsIn("en", {});
  return { ...found, carrier, sentence: judgedSentence(words, found), inside: insideOf(words, found) };
}

const answers = [];
for (const one of given.cases) {
  answers.push(await (one.file === undefined ? told(one) : badge(one)).catch((error) => ({ error: error.code ?? String(error.stack) })));
}
process.stdout.write(JSON.stringify(answers));
