/** Secret keys that open environments (docs/format.md, Keys and Wrapping). */

import { inspect } from 'node:util'
import { field, fromBase64url, sha256, text } from './bytes.js'
import { Malformed, SettingsError, unlessMalformed } from './errors.js'
import { open, privateKey, publicBytes } from './hpke.js'

const SECRET = 'kist-key-1-'
const PUBLIC = 'kist-pub-1-'

/** The id of a key by its text; a key in a key management service goes by its address. */
export function keyId(publicKey) {
  const key = publicKey.startsWith(PUBLIC) ? checked(publicKey.slice(PUBLIC.length)) : Buffer.from(publicKey)
  return sha256(text('kist:v1:key-id'), key).toString('hex', 0, 8)
}

/** The 32 bytes before a checksum. */
function checked(body) {
  const bytes = fromBase64url(body)
  if (bytes.length !== 36 || !sha256(bytes.subarray(0, 32)).subarray(0, 4).equals(bytes.subarray(32))) {
    throw new Malformed('not a key')
  }
  return bytes.subarray(0, 32)
}

/** A secret key. Whatever prints it sees the public key's id alone. */
export class SecretKey {
  #key
  #publicBytes

  constructor(bytes) {
    this.#key = privateKey(bytes)
    this.#publicBytes = publicBytes(this.#key)
    const checksum = sha256(this.#publicBytes).subarray(0, 4)
    this.publicKey = PUBLIC + Buffer.concat([this.#publicBytes, checksum]).toString('base64url')
    this.keyId = keyId(this.publicKey)
  }

  /** The key with this text; SettingsError, without the text, says what is wrong with it. */
  static parse(s) {
    if (s.startsWith('kist-pub-')) throw new SettingsError('this is a public key; the secret key begins with kist-key-1-')
    if (s.includes('://')) {
      throw new SettingsError('this is the address of a key in a key management service, not a secret key')
    }
    if (!s.startsWith(SECRET)) throw new SettingsError('a secret key begins with kist-key-1-')
    const body = s.slice(SECRET.length)
    if (body.length !== 48) {
      throw new SettingsError(body.length < 48 ? 'the secret key is cut' : 'the secret key is too long')
    }
    return new SecretKey(unlessMalformed(() => checked(body), () => new SettingsError('the secret key is mistyped')))
  }

  /** The keyring's bytes, or Malformed. */
  unwrap(wrapped, environment) {
    if (!wrapped.startsWith('w1.')) throw new Malformed('not a wrapped keyring')
    const bytes = fromBase64url(wrapped.slice(3))
    if (bytes.length < 32 + 16) throw new Malformed('not a wrapped keyring')
    const info = Buffer.concat([text('kist:v1:keyring'), field(environment)])
    return open(this.#key, this.#publicBytes, bytes.subarray(0, 32), info, bytes.subarray(32))
  }

  toString() {
    return `SecretKey(${this.keyId}, secret part hidden)`
  }

  [inspect.custom]() {
    return this.toString()
  }
}
