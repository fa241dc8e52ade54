/** P-256 (ES256) by the browser itself, which takes a key only as a whole point: what lists and did:keys have is half of one. */

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const HASH = { name: "ECDSA", hash: "SHA-256" };

const number = (bytes) => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
const bytesOf = (value) => Uint8Array.from(value.toString(16).padStart(64, "0").match(/../g), (pair) => parseInt(pair, 16));

function power(base, exponent) {
  let [result, square] = [1n, base % P];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

/** The 65 bytes of a point of which 33 are given (SEC 1, 2.3.4); null for what is on no curve. */
export function wholePoint(point) {
  if (point.length !== 33 || (point[0] !== 2 && point[0] !== 3)) return null;
  const x = number(point.subarray(1));
  if (x >= P) return null;
  const square = (x * x * x + (P - 3n) * x + B) % P;
  const root = power(square, (P + 1n) / 4n);
  if ((root * root) % P !== square) return null;
  const y = Number(root & 1n) === (point[0] & 1) ? root : P - root;
  return Uint8Array.of(4, ...point.subarray(1), ...bytesOf(y));
}

/** Whether the 64 bytes (r and s) are this key's signature (its compressed point) over the message. */
export async function isSignedByP256(message, signature, publicKey) {
  const point = signature.length === 64 ? wholePoint(publicKey) : null;
  if (!point) return false;
  try {
    const key = await crypto.subtle.importKey("raw", point, CURVE, false, ["verify"]);
    return await crypto.subtle.verify(HASH, key, signature, message);
  } catch {
    return false;
  }
}
