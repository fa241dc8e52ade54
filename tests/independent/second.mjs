// Verifies eddsa-rdfc-2022 with nothing that the first has: Comunica's streaming JSON-LD parser, Ivan Herman's RDFC-1.0,
// Node's Ed25519. Stdin: {cases: [{name, credential}], lists, published: {did: document}}. Stdout: {name: {ok, why}}.
import {createHash, createPublicKey, verify} from 'node:crypto';
import {gunzipSync} from 'node:zlib';
import {JsonLdParser} from 'jsonld-streaming-parser';
import {RDFC10} from 'rdfjs-c14n';
import {contextOf, didWebDocument, readAll} from './contexts.mjs';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const asked = await readAll();

function base58(text) {
  let number = 0n;
  for(const letter of text) {
    number = number * 58n + BigInt(ALPHABET.indexOf(letter));
  }
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + hex.length % 2, '0'), 'hex');
}

async function canonical(document) {
  const parser = new JsonLdParser({documentLoader: {load: async url => contextOf(url)}, strictValues: true});
  const quads = [];
  const read = new Promise((done, failed) => {
    parser.on('data', quad => quads.push(quad));
    parser.on('end', done);
    parser.on('error', failed);
  });
  parser.write(JSON.stringify(document));
  parser.end();
  await read;
  return new RDFC10().canonicalize(quads);
}

const sha256 = text => createHash('sha256').update(text, 'utf8').digest();

// A did:key has its key inside; a did:web lists its keys, and says which of them make assertions.
function multibaseOf(issuer, method) {
  if(!issuer.startsWith('did:web:')) {
    return issuer.slice('did:key:'.length);
  }
  if(!didWebDocument(issuer, asked.published).assertionMethod.includes(method)) {
    throw new Error('a key that makes no assertions');
  }
  return didWebDocument(method, asked.published).publicKeyMultibase;
}

async function verifyProof({proof: given, ...document}) {
  const [proof, ...more] = [given].flat();
  if(more.length) {
    throw new Error('more proofs than one');
  }
  const {proofValue, ...options} = proof;
  if(options.type !== 'DataIntegrityProof' || options.cryptosuite !== 'eddsa-rdfc-2022') {
    throw new Error('another kind of proof');
  }
  const issuer = document.issuer.id ?? document.issuer;
  if(options.verificationMethod.split('#')[0] !== issuer || options.proofPurpose !== 'assertionMethod') {
    throw new Error('a key that is not the issuer\'s');
  }
  const raw = base58(multibaseOf(issuer, options.verificationMethod).slice(1));
  const key = createPublicKey({
    key: {kty: 'OKP', crv: 'Ed25519', x: raw.subarray(2).toString('base64url')}, format: 'jwk'
  });
  const config = await canonical({...options, '@context': document['@context']});
  const data = Buffer.concat([sha256(config), sha256(await canonical(document))]);
  if(!verify(null, data, key, base58(proofValue.slice(1)))) {
    throw new Error('signature');
  }
}

function inDate({validFrom, validUntil}) {
  const now = Date.now();
  if(Date.parse(validFrom) > now || (validUntil && Date.parse(validUntil) < now)) {
    throw new Error('expired');
  }
}

async function notWithdrawn({credentialStatus: entry, issuer}) {
  if(!entry) {
    return;
  }
  const list = asked.lists[entry.statusListCredential];
  await verifyProof(list);
  inDate(list);
  if(list.issuer !== issuer.id) {
    throw new Error('a list of somebody else');
  }
  const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
  const index = Number(entry.statusListIndex);
  if(bits[index >> 3] & (0x80 >> (index & 7))) {
    throw new Error('withdrawn');
  }
}

const told = {};
for(const {name, credential} of asked.cases) {
  try {
    await verifyProof(credential);
    inDate(credential);
    await notWithdrawn(credential);
    told[name] = {ok: true, why: ''};
  } catch(error) {
    told[name] = {ok: false, why: error.message};
  }
}
console.log(JSON.stringify(told));
