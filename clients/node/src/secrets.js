/** The secrets of an environment and its parents (docs/format.md, Reading, Inheritance). */

import { flagField, intField, textField } from './bytes.js'
import { openEnvironment } from './environment.js'
import { AccessError, doesNotDecrypt, listed, Malformed, TemplateError, UnknownDek, unlessMalformed } from './errors.js'
import { recordData } from './keyring.js'
import { isByKist } from './names.js'
import { resolveAll } from './templates.js'

const MAX_LEVELS = 8
const MAX_VALUE_CHARACTERS = 1_398_149 // k1. and base64url of 33 bytes more than a value has
const MAX_NOTE_CHARACTERS = 5_509
const MAX_REVISION = 0x7fffffffn

/**
 * All secrets that an environment sees, its parents' among them, templates resolved: a Map of names to strings, or to
 * Buffers where the secret is binary. `store` has `environment(name)`, `secrets(environment)`, `secret(environment, name)`.
 */
export async function readDocuments(store, environment, keys, trust) {
  const levels = []
  let name = environment
  let child = null
  for (;;) {
    const { opened, records } = await readLevel(store, name, keys, trust, child)
    levels.push({ environment: name, records })
    if (opened.parent === null) return resolveAll(levels)
    if (levels.length === MAX_LEVELS) {
      const path = levels.map((level) => level.environment).join(' -> ')
      throw new TemplateError(`more than ${MAX_LEVELS} levels of environments: ${path}`)
    }
    child = { name, expects: opened.parent.fingerprint }
    name = opened.parent.environment
  }
}

/** An environment's own secrets, the deleted ones among them. */
async function readLevel(store, name, keys, trust, child) {
  let opened = await openEnvironment(store, name, keys, trust, child)
  const records = new Map()
  const unknown = new Map()
  const foreign = []
  for await (const document of store.secrets(name)) {
    if (!isByKist(document)) {
      foreign.push(typeof document.key === 'string' ? document.key : document._id)
      continue
    }
    if (records.has(document.key) || unknown.has(document.key)) {
      throw new AccessError(`two documents for secret ${document.key} of environment ${name}`)
    }
    keep(opened, document, records, unknown)
  }
  if (foreign.length > 0) {
    throw new AccessError(`documents of environment ${name} that Kist did not write: ${listed(foreign.sort())}`)
  }
  // A rotation may have come between: the environment first, then the secret.
  for (let round = 0; round < 3 && unknown.size > 0; round++) {
    opened = await openEnvironment(store, name, keys, trust, child)
    for (const secret of [...unknown.keys()]) {
      const again = await store.secret(name, secret)
      unknown.delete(secret)
      if (!again) continue
      if (!isByKist(again)) throw new AccessError(`document of environment ${name} that Kist did not write: ${secret}`)
      keep(opened, again, records, unknown)
    }
  }
  for (const [secret, dekId] of unknown) {
    const why = dekId > opened.keyring.active ? "the environment's document is an older copy" : 'that key was dropped'
    throw new AccessError(`secret ${secret} of environment ${name} is encrypted with the environment's key ${dekId}: ${why}`)
  }
  return { opened, records }
}

function keep(opened, document, records, unknown) {
  try {
    records.set(document.key, readRecord(opened.keyring, document))
  } catch (e) {
    if (!(e instanceof UnknownDek)) throw e
    unknown.set(document.key, e.dekId)
  }
}

/**
 * A current version. Nothing authenticates its `_id` and `revision`, which have to be what Kist writes; its note is
 * authenticated, though nothing here shows it.
 */
function readRecord(keyring, document) {
  const what = `secret ${document.key} of environment ${document.environment}`
  if (document._id?._bsontype !== 'ObjectId') throw new AccessError(`${what} cannot be read: its _id is no ObjectId`)
  const odd = () => new AccessError(`${what} cannot be read: its revision is no whole number from 1 to ${MAX_REVISION}; an ` +
    'administrator can set it to 1, as a 32-bit integer')
  const revision = unlessMalformed(() => intField(document, 'revision'), odd)
  if (revision < 1n || revision > MAX_REVISION) throw odd()
  const record = decryptRecord(keyring, document)
  if (Object.hasOwn(document, 'note')) decryptNote(keyring, document)
  return record
}

/** `{value, template, deleted}` of a document, by default of a current one. */
export function decryptRecord(keyring, document, current = true) {
  const what = `secret ${document.key} of environment ${document.environment}`
  if (document.value.length > MAX_VALUE_CHARACTERS) {
    throw new AccessError(`${what}: its stored value is longer than ${MAX_VALUE_CHARACTERS} characters`)
  }
  if (typeof document.note === 'string' && document.note.length > MAX_NOTE_CHARACTERS) {
    throw new AccessError(`${what}: its stored note is longer than ${MAX_NOTE_CHARACTERS} characters`)
  }
  try {
    const data = recordData('value', document, current)
    const [template, deleted, binary] = ['template', 'deleted', 'binary'].map((name) => flagField(document, name))
    if (binary && template) throw new Malformed('bytes with references')
    const value = binary ? keyring.decrypt(document.value, data) : keyring.decryptText(document.value, data)
    return { value, template, deleted }
  } catch (e) {
    if (e instanceof Malformed) throw doesNotDecrypt(what)
    throw e
  }
}

/** The note of a document that has one. */
export function decryptNote(keyring, document, current = true) {
  try {
    return keyring.decryptText(textField(document, 'note'), recordData('note', document, current))
  } catch (e) {
    if (e instanceof Malformed) throw doesNotDecrypt(`secret ${document.key} of environment ${document.environment}`)
    throw e
  }
}
