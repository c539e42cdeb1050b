/** Keyrings, and what their DEKs decrypt (docs/format.md, Keyring, Fingerprint, Values and notes). */

import { dateField, field, flagField, fromBase64url, i64, intField, sha256, text, textField, toText } from './bytes.js'
import { Malformed, UnknownDek } from './errors.js'
import { openGcm } from './hpke.js'

/** The root and the DEKs of one environment. Nothing that prints it shows either. */
export class Keyring {
  #root
  #deks = new Map()

  constructor(root, active, deks) {
    this.#root = root
    this.active = active
    this.#deks = deks
  }

  static parse(bytes) {
    if (bytes.length < 40 || (bytes.length - 40) % 36 !== 0) throw new Malformed('not a keyring')
    const active = bytes.readUInt32BE(32)
    const deks = new Map()
    let last = 0
    for (let at = 40; at < bytes.length; at += 36) {
      const id = bytes.readUInt32BE(at)
      if (id <= last) throw new Malformed('not a keyring')
      deks.set(id, bytes.subarray(at + 4, at + 36))
      last = id
    }
    if (deks.size === 0 || deks.size !== bytes.readUInt32BE(36) || last !== active) throw new Malformed('not a keyring')
    return new Keyring(bytes.subarray(0, 32), active, deks)
  }

  /** The ids of all DEKs but the active one. */
  retired() {
    return [...this.#deks.keys()].filter((id) => id !== this.active)
  }

  fingerprint(environment) {
    return sha256(text('kist:v1:fingerprint'), field(environment), this.#root).toString('hex', 0, 16)
  }

  /** The bytes, or Malformed; UnknownDek where this keyring does not hold the DEK. */
  decrypt(stored, associatedData) {
    const bytes = stored.startsWith('k1.') ? fromBase64url(stored.slice(3)) : Buffer.alloc(0)
    if (bytes.length < 1 + 4 + 12 + 16 || bytes[0] !== 1) throw new Malformed('not encrypted by Kist')
    const id = dekId(bytes)
    if (!this.#deks.has(id)) throw new UnknownDek(id)
    return openGcm(this.#deks.get(id), bytes.subarray(5, 17), bytes.subarray(17), associatedData)
  }

  decryptText(stored, associatedData) {
    return toText(this.decrypt(stored, associatedData))
  }

  /** Whether a text that this keyring decrypted is by the active DEK. */
  isByActive(stored) {
    return dekId(fromBase64url(stored.slice(3))) === this.active
  }
}

function dekId(bytes) {
  return bytes.readUInt32BE(1)
}

/** The associated data of a value or a note; Malformed where a field is missing or has another type. */
export function recordData(kind, document, current) {
  const noted = Object.hasOwn(document, 'note')
  if (noted) textField(document, 'note')
  const flags = [flagField(document, 'template'), flagField(document, 'deleted'), current, noted,
    flagField(document, 'binary')]
  return Buffer.concat([
    text(`kist:v1:${kind}`),
    field(textField(document, 'environment')),
    field(textField(document, 'key')),
    i64(dateField(document, 'created_at')),
    i64(intField(document, 'version')),
    i64(dateField(document, 'updated_at')),
    field(textField(document, 'updated_by')),
    Buffer.of(flags.reduce((byte, flag, at) => byte | (flag ? 1 << at : 0), 0)),
  ])
}
