/** Byte strings and the fields of documents (docs/format.md, Notation and Collections). */

import { createHash } from 'node:crypto'
import { Malformed } from './errors.js'

export function sha256(...parts) {
  const hash = createHash('sha256')
  parts.forEach((part) => hash.update(part))
  return hash.digest()
}

export const text = (ascii) => Buffer.from(ascii, 'ascii')

export function field(s) {
  const encoded = Buffer.from(s, 'utf8')
  return Buffer.concat([u32(encoded.length), encoded])
}

export function u32(n) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(n)
  return bytes
}

/** `n` is a BigInt. */
export function i64(n) {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(n)
  return bytes
}

/** Strictly: no padding, no white space, no spare bits. */
export function fromBase64url(s) {
  const bytes = Buffer.from(s, 'base64url')
  if (bytes.toString('base64url') !== s) throw new Malformed('not base64url')
  return bytes
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A text without NUL. */
export function toText(bytes) {
  let decoded
  try {
    decoded = UTF8.decode(bytes)
  } catch {
    throw new Malformed('not UTF-8')
  }
  if (decoded.includes('\0')) throw new Malformed('holds NUL')
  return decoded
}

// Fields of documents, as the driver gives them with promoteValues off: numbers keep their BSON types.

/** A 32-bit or 64-bit integer, as a BigInt. */
export function intField(document, name) {
  const value = own(document, name)
  if (value?._bsontype === 'Int32') return BigInt(value.value)
  if (value?._bsontype === 'Long') return value.toBigInt()
  throw new Malformed(name)
}

/** Milliseconds, as a BigInt. */
export function dateField(document, name) {
  const value = own(document, name)
  if (value instanceof Date && !Number.isNaN(value.getTime())) return BigInt(value.getTime())
  throw new Malformed(name)
}

export function textField(document, name) {
  const value = own(document, name)
  if (typeof value === 'string') return value
  throw new Malformed(name)
}

export function flagField(document, name) {
  const value = Object.hasOwn(document, name) ? document[name] : false
  if (typeof value === 'boolean') return value
  throw new Malformed(name)
}

// Members of JSON.

export function object(value) {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value
  throw new Malformed('not an object')
}

export function arrayMember(content, name) {
  const value = own(content, name)
  if (Array.isArray(value)) return value
  throw new Malformed(name)
}

export function integerMember(content, name) {
  const value = own(content, name)
  if (Number.isSafeInteger(value)) return value
  throw new Malformed(name)
}

function own(content, name) {
  return content !== null && typeof content === 'object' && Object.hasOwn(content, name) ? content[name] : undefined
}
