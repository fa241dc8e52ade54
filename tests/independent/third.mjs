// Verifies VC-JWTs with jose. Stdin: {cases: [{name, jwt}]}. Stdout: {name: {ok, why, header}}.
import {decodeProtectedHeader, importJWK, jwtVerify} from 'jose';
import {readAll} from './contexts.mjs';

const told = {};
for(const {name, jwt} of (await readAll()).cases) {
  try {
    const header = decodeProtectedHeader(jwt);
    const {payload} = await jwtVerify(jwt, await importJWK(header.jwk, 'ES256'), {algorithms: ['ES256']});
    const ours = header.kid.split('#')[0] === payload.iss;
    told[name] = {ok: ours, why: ours ? '' : 'a key that is not the issuer\'s', header};
  } catch(error) {
    told[name] = {ok: false, why: error.message};
  }
}
console.log(JSON.stringify(told));
