/**
 * HPKE (RFC 9180) as far as Kist needs it: opening the single message of a context in base mode, with
 * DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. Node has the parts and not the whole.
 */

import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import { Malformed } from './errors.js'

// What stands before the 32 bytes of an X25519 key in PKCS #8 and SPKI (RFC 8410).
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI = Buffer.from('302a300506032b656e032100', 'hex')

const KEM = Buffer.from('4b454d0020', 'hex') // "KEM", 0x0020
const HPKE = Buffer.from('48504b45002000010002', 'hex') // "HPKE", 0x0020, 0x0001, 0x0002
const NONE = Buffer.alloc(0)

export function privateKey(bytes) {
  return createPrivateKey({ key: Buffer.concat([PKCS8, bytes]), format: 'der', type: 'pkcs8' })
}

/** The 32 bytes of the public key that belongs to a private one. */
export function publicBytes(key) {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length)
}

/** The shared secret and what the key schedule makes of it, named as in the RFC. */
export function keySchedule(key, publicKey, enc, info) {
  const sharedSecret = decapsulate(key, publicKey, enc)
  const context = Buffer.concat([
    Buffer.of(0),
    extract(HPKE, NONE, 'psk_id_hash', NONE),
    extract(HPKE, NONE, 'info_hash', info),
  ])
  const secret = extract(HPKE, sharedSecret, 'secret', NONE)
  return {
    sharedSecret,
    context,
    secret,
    key: expand(HPKE, secret, 'key', context, 32),
    baseNonce: expand(HPKE, secret, 'base_nonce', context, 12),
  }
}

/** OpenBase for the first message; Malformed where it does not open. */
export function open(privateKey, publicKey, enc, info, ciphertext, aad = NONE) {
  const { key, baseNonce } = keySchedule(privateKey, publicKey, enc, info)
  return openGcm(key, baseNonce, ciphertext, aad)
}

/** AES-256-GCM, the tag behind the ciphertext. */
export function openGcm(key, nonce, ciphertext, aad) {
  if (ciphertext.length < 16) throw new Malformed('shorter than a tag')
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAAD(aad)
  decipher.setAuthTag(ciphertext.subarray(-16))
  const plaintext = decipher.update(ciphertext.subarray(0, -16))
  try {
    decipher.final() // nothing of the plaintext is used before this
  } catch {
    throw new Malformed('does not decrypt')
  }
  return plaintext
}

function decapsulate(key, publicKey, enc) {
  let shared
  try {
    const ephemeral = createPublicKey({ key: Buffer.concat([SPKI, enc]), format: 'der', type: 'spki' })
    shared = diffieHellman({ privateKey: key, publicKey: ephemeral })
  } catch {
    throw new Malformed('no shared secret') // a point of small order
  }
  if (shared.every((byte) => byte === 0)) throw new Malformed('no shared secret')
  const prk = extract(KEM, NONE, 'eae_prk', shared)
  return expand(KEM, prk, 'shared_secret', Buffer.concat([enc, publicKey]), 32)
}

function extract(suite, salt, label, material) {
  const key = salt.length === 0 ? Buffer.alloc(32) : salt
  return hmac(key, Buffer.from('HPKE-v1'), suite, Buffer.from(label), material)
}

/** At most 32 bytes: one block of HKDF-Expand. */
function expand(suite, key, label, info, length) {
  const labeled = [Buffer.of(length >> 8, length & 255), Buffer.from('HPKE-v1'), suite, Buffer.from(label), info]
  return hmac(key, ...labeled, Buffer.of(1)).subarray(0, length)
}

function hmac(key, ...parts) {
  const mac = createHmac('sha256', key)
  parts.forEach((part) => mac.update(part))
  return mac.digest()
}
