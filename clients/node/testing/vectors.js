/** The golden vectors of the repository, and a store that holds their documents in memory. */

import { readFileSync } from 'node:fs'
import { BSON } from 'mongodb'
import { AccessError, NotFoundError, TemplateError } from '../src/errors.js'
import { decryptNote, decryptRecord, readDocuments } from '../src/secrets.js'
import { openEnvironment } from '../src/environment.js'
import { SecretKey } from '../src/keys.js'

const FOLDER = new URL('../../../testvectors/', import.meta.url)

export const vectors = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'ascii'))
export const hex = (text) => Buffer.from(text, 'hex')
export const keysOf = (file) => file.secret_keys.map((text) => SecretKey.parse(text))

/** README.md of the vectors: an error's name, the class that stands for it, and a part of its message. */
export const ERRORS = {
  'no-key': [AccessError, /no key opens/],
  authentication: [AccessError, /does not decrypt/],
  'forged-list': [AccessError, /not the one that a member sealed/],
  fingerprint: [AccessError, /not a known one/],
  'inherited-fingerprint': [AccessError, /inherits from/],
  'older-environment': [AccessError, /older copy/],
  'dropped-dek': [AccessError, /was dropped/],
  'older-secret': [AccessError, /newer/],
  gap: [AccessError, /missing/],
  duplicate: [AccessError, /two documents/],
  'not-kist': [AccessError, /did not write/],
  format: [AccessError, /format/],
  'before-release': [AccessError, /before release 0\.1\.0/],
  'beyond-bounds': [AccessError, /more than 1000|longer than|more than 2097152/],
  'odd-field': [AccessError, /its _id is no|its revision is no/],
  'not-found': [NotFoundError, /does not exist/],
  'missing-reference': [NotFoundError, /no such secret/],
  circle: [TemplateError, /in a circle/],
  'malformed-template': [TemplateError, /is not \$\{NAME\}/],
  'binary-reference': [TemplateError, /binary secret/],
  'too-long': [TemplateError, /longer than/],
  'too-deep': [TemplateError, /templates on the way/],
  'too-many-levels': [TemplateError, /levels/],
}

/** For assert.rejects: whether an error is the one of that name. */
export const isError = (name) => (error) => {
  const [kind, words] = ERRORS[name]
  return error instanceof kind && words.test(error.message)
}

/** The documents of a case, as the driver gives them with promoteValues off. */
export function documents(extended) {
  return BSON.EJSON.deserialize(extended, { relaxed: false })
}

/** The documents of a case of tamper.json after its changes. */
export function changed(collections, changes) {
  const out = Object.fromEntries(Object.entries(collections)
    .map(([name, list]) => [name, new Map(list.map((d) => [JSON.stringify(d._id), d]))]))
  for (const change of changes) {
    const collection = out[change.collection]
    if (change.put) collection.set(JSON.stringify(change.put._id), change.put)
    else if (change.remove) collection.delete(JSON.stringify(change.remove))
    else {
      const id = JSON.stringify(change.lengthen)
      const document = collection.get(id)
      collection.set(id, { ...document, [change.field]: document[change.field].padEnd(change.to, 'A') })
    }
  }
  return Object.fromEntries(Object.entries(out).map(([name, map]) => [name, [...map.values()]]))
}

export class Memory {
  reads = []

  constructor(extended) {
    this.found = documents(extended)
  }

  async environment(name) {
    this.reads.push(`environment ${name}`)
    return this.found['secrets.environments'].find((e) => e._id === name) ?? null
  }

  secrets(environment) {
    return this.found.secrets.filter((s) => s.environment === environment)
  }

  async secret(environment, name) {
    this.reads.push(`secret ${environment} ${name}`)
    return this.secrets(environment).find((s) => s.key === name) ?? null
  }
}

export const trusting = (known) => (name, fingerprint, inherited) => {
  if (known.length > 0 && !inherited && !known.includes(fingerprint)) throw new AccessError('not a known one')
}

/** A value as the vectors show it. */
export const asJson = (value) => (typeof value === 'string' ? value : { base64: value.toString('base64') })

/** What `readDocuments` gives, as the vectors show it. */
export async function loaded(...args) {
  return Object.fromEntries([...await readDocuments(...args)].map(([name, value]) => [name, asJson(value)]))
}

/** The versions of a secret, the current one last, checked as a reader of the history must. */
export async function history(store, environment, name, keys, known) {
  const { keyring } = await openEnvironment(store, environment, keys, trusting(known))
  const current = await store.secret(environment, name)
  const former = store.found['secrets.history'].filter((d) => d.environment === environment && d.key === name &&
    d.created_at.getTime() === current.created_at.getTime())
  const version = (d) => Number(d.version)
  if (former.some((d) => version(d) > version(current))) {
    throw new AccessError('the history is newer than the current version')
  }
  const all = [...former.filter((d) => version(d) < version(current)).sort((a, b) => version(a) - version(b)), current]
  if (!all.every((d, at) => version(d) === version(all[0]) + at)) throw new AccessError('a version is missing')
  return all.map((d) => shown(keyring, d, d === current))
}

function shown(keyring, document, current) {
  const { value, deleted } = decryptRecord(keyring, document, current)
  return {
    version: Number(document.version),
    ...(deleted ? { deleted } : { value: asJson(value) }),
    ...(Object.hasOwn(document, 'note') ? { note: decryptNote(keyring, document, current) } : {}),
  }
}
