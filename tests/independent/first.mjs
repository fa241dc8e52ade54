// Verifies credentials with @digitalbazaar/vc. Stdin: {cases: [{name, credential}], lists: {url: document}, published: {did: document}}.
// Stdout: {name: {ok, why}}. With {bench: {credential, seed, seconds}}: signs one again and again, {each: seconds}.
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {checkStatus as checkLists} from '@digitalbazaar/vc-bitstring-status-list';
import {contextOf, didKeyDocument, didWebDocument, readAll} from './contexts.mjs';

const asked = await readAll();

async function documentLoader(url) {
  if(url.startsWith('did:web:')) {
    return {contextUrl: null, documentUrl: url, document: didWebDocument(url, asked.published)};
  }
  const list = (asked.lists ?? {})[url];
  const document = list ?? (url.startsWith('did:key:') ? didKeyDocument(url) : contextOf(url));
  return {contextUrl: null, documentUrl: url, document};
}

async function checkStatus({credential, ...options}) {
  const found = await checkLists({credential, ...options, documentLoader, suite: new DataIntegrityProof({cryptosuite})});
  if(!found.verified) {
    return found;
  }
  const withdrawn = found.results.some(result => result.status);
  return withdrawn ? {verified: false, error: new Error('withdrawn by its status list')} : found;
}

function whyNot(error) {
  return [error, ...(error?.errors ?? [])].map(one => one?.message).filter(Boolean).join('; ');
}

if(asked.bench) {
  const {credential, seed, seconds, did} = asked.bench;
  const multibase = did.slice('did:key:'.length);
  const keyPair = await Ed25519Multikey.generate({
    seed: Buffer.from(seed, 'hex'), id: `${did}#${multibase}`, controller: did
  });
  const sign = () => vc.issue({
    credential: structuredClone(credential), documentLoader,
    suite: new DataIntegrityProof({signer: keyPair.signer(), cryptosuite})
  });
  const signed = await sign();
  let count = 0;
  const start = performance.now();
  while(performance.now() - start < seconds * 1000) {
    await sign();
    count += 1;
  }
  console.log(JSON.stringify({each: (performance.now() - start) / 1000 / count, signed}));
} else {
  const told = {};
  for(const {name, credential} of asked.cases) {
    const suite = new DataIntegrityProof({cryptosuite});
    const options = credential.credentialStatus ? {checkStatus} : {};
    const result = await vc.verifyCredential({credential, suite, documentLoader, ...options});
    told[name] = {ok: result.verified, why: result.verified ? '' : whyNot(result.error)};
  }
  console.log(JSON.stringify(told));
}
