/** The golden vectors, read by this reader. */

import assert from 'node:assert/strict'
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { test } from 'node:test'
import { field, i64, text } from '../src/bytes.js'
import { parseSealed } from '../src/environment.js'
import { AccessError, Malformed, SettingsError, UnknownDek } from '../src/errors.js'
import { Keyring, recordData } from '../src/keyring.js'
import { keyId, SecretKey } from '../src/keys.js'
import { isByKist } from '../src/names.js'
import { decryptRecord } from '../src/secrets.js'
import { changed, documents, hex, history, isError, keysOf, loaded, Memory, trusting, vectors } from '../testing/vectors.js'

test('keys', () => {
  const problems = { mistyped: /mistyped/, cut: /cut/, long: /too long/, prefix: /begins with/, public: /public key/ }
  const file = vectors('keys.json')
  for (const known of file.valid) {
    const key = SecretKey.parse(known.secret_key)
    assert.equal(key.publicKey, known.public_key)
    assert.equal(key.keyId, known.key_id)
  }
  for (const { name, text: wrong, problem } of file.invalid) {
    assert.throws(() => SecretKey.parse(wrong), (e) => e instanceof SettingsError && problems[problem].test(e.message) &&
      !(wrong.length > 20 && e.message.includes(wrong)), name)
  }
})

test('keyrings and fingerprints', () => {
  const file = vectors('keyring.json')
  for (const known of file.valid) {
    const keyring = Keyring.parse(hex(known.keyring))
    assert.equal(keyring.active, known.active)
    assert.deepEqual(keyring.retired(), known.deks.map((dek) => dek.id).filter((id) => id !== known.active))
  }
  for (const { name, keyring } of file.invalid) assert.throws(() => Keyring.parse(hex(keyring)), Malformed, name)
  for (const known of vectors('fingerprint.json').valid) {
    assert.equal(new Keyring(hex(known.root), 1, new Map()).fingerprint(known.environment), known.fingerprint)
  }
})

test('wrapped keyrings', () => {
  const file = vectors('wrapped.json')
  const unwrap = (known) => SecretKey.parse(known.secret_key).unwrap(known.wrapped, known.environment)
  for (const known of file.valid) assert.equal(unwrap(known).toString('hex'), known.keyring, known.name)
  for (const known of file.invalid) assert.throws(() => unwrap(known), Malformed, known.name)
})

for (const kind of ['valid', 'tolerated']) {
  test(`sealed, ${kind}`, () => {
    for (const known of vectors('sealed.json')[kind]) {
      const data = Buffer.concat([text('kist:v1:sealed'), field(known.environment), i64(BigInt(known.revision))])
      assert.equal(data.toString('hex'), known.associated_data)
      const json = Keyring.parse(hex(known.keyring)).decryptText(known.sealed, data)
      assert.equal(json, known.json)
      const content = parseSealed(json)
      assert.deepEqual(content.members, known.keys.map(Object.values))
      assert.deepEqual(content.retired, Object.keys(known.retired).map(Number))
      assert.deepEqual(content.inherits, known.inherits ?? null)
    }
  })
}

test('numbers of sealed that nobody asks for are of any size', () => {
  for (const taken of [`1${'0'.repeat(100000)}`, '-1e999999999', `0.${'1'.repeat(100000)}`]) {
    assert.deepEqual(parseSealed(`{"keys":[],"retired":{},"events":[],"x":[${taken}]}`).members, [])
  }
  assert.throws(() => parseSealed(`{"keys":[],"retired":{"1":1${'0'.repeat(100000)}},"events":[]}`), Malformed)
})

/** A document with the fields of a vector. */
function documentOf(known) {
  const date = (ms) => ({ $date: { $numberLong: String(ms) } })
  const { key, environment, updated_by, template, deleted, binary } = known
  return documents({ key, environment, updated_by, template, deleted, binary, created_at: date(known.created_at),
    updated_at: date(known.updated_at), version: { $numberInt: String(known.version) },
    ...(known.has_note ? { note: 'k1.' } : {}) })
}

for (const kind of ['value', 'note']) {
  test(`${kind}s`, () => {
    const file = vectors(`${kind}s.json`)
    const keyring = Keyring.parse(hex(file.keyring))
    for (const known of file.valid) {
      const data = recordData(kind, documentOf(known), known.current)
      assert.equal(data.toString('hex'), known.associated_data, known.name)
      const plaintext = known.plaintext_bytes_hex === undefined
        ? Buffer.from(known.plaintext ?? long(known)) : hex(known.plaintext_bytes_hex)
      const stored = known[kind] ?? encrypt(known, plaintext, data)
      if (!known[kind]) {
        assert.equal(stored.length, known[`${kind}_length`])
        assert.equal(createHash('sha256').update(stored).digest('hex'), known[`${kind}_sha256`])
      }
      assert.deepEqual(keyring.decrypt(stored, data), plaintext, known.name)
      if (!known.binary) assert.equal(keyring.decryptText(stored, data), plaintext.toString())
    }
  })
}

function long({ plaintext_repeat: unit, plaintext_bytes: size }) {
  const bytes = Buffer.byteLength(unit)
  return unit.repeat(Math.floor(size / bytes)) + 'k'.repeat(size % bytes)
}

function encrypt(known, plaintext, data) {
  const cipher = createCipheriv('aes-256-gcm', hex(known.dek), hex(known.nonce))
  cipher.setAAD(data)
  const id = Buffer.alloc(5)
  id[0] = 1
  id.writeUInt32BE(known.dek_id, 1)
  const parts = [id, hex(known.nonce), cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]
  return `k1.${Buffer.concat(parts).toString('base64url')}`
}

test('values that are refused', () => {
  const file = vectors('values.json')
  const keyring = Keyring.parse(hex(file.keyring))
  for (const { name, value, outcome, dek_id } of file.invalid) {
    const document = { ...documentOf(file.valid[0]), value }
    assert.equal(isByKist(document), outcome !== 'not-kist', name)
    if (outcome === 'authentication') assert.throws(() => decryptRecord(keyring, document), AccessError, name)
    if (outcome !== 'unknown-dek') continue
    assert.throws(() => decryptRecord(keyring, document), (e) => e instanceof UnknownDek && e.dekId === dek_id, name)
  }
})

async function check(outcome, read, name) {
  if (typeof outcome === 'string') await assert.rejects(read, isError(outcome), name)
  else assert.deepEqual(await read(), outcome, name)
}

test('whole collections', async () => {
  for (const known of vectors('documents.json').cases) {
    const store = new Memory(known.documents)
    const keys = keysOf(known)
    await check(known.error ?? known.expected, () =>
      loaded(store, known.environment, keys, trusting(known.known_fingerprints)), known.name)
    for (const [name, expected] of Object.entries(known.expected_history ?? {})) {
      assert.deepEqual(await history(store, known.environment, name, keys, known.known_fingerprints), expected, known.name)
    }
  }
})

test('forgeries', async () => {
  const file = vectors('tamper.json')
  const keys = keysOf(file)
  for (const known of file.cases) {
    const store = new Memory(changed(file.documents, known.changes))
    const fingerprints = known.known_fingerprints ?? file.known_fingerprints
    const [kind, name] = known.read.split(' ')
    if (kind === 'load') {
      await check(known.outcome === 'accepted' ? known.expected ?? file.expected : known.outcome, () =>
        loaded(store, file.environment, keys, trusting(fingerprints)), known.name)
    } else {
      const read = () => history(store, file.environment, name, keys, fingerprints)
      await (known.outcome === 'accepted' ? read() : check(known.outcome, read, known.name))
    }
  }
})

test('an unknown DEK is read again, three times', async () => {
  const file = vectors('tamper.json')
  const known = file.cases.find((c) => c.outcome === 'older-environment')
  const store = new Memory(changed(file.documents, known.changes))
  await assert.rejects(loaded(store, 'production', keysOf(file), trusting([])), isError('older-environment'))
  assert.equal(store.reads.filter((read) => read === 'environment production').length, 4)
  assert.equal(store.reads.filter((read) => read === 'secret production API_KEY').length, 3)
  store.secret = async () => documents(file.documents.secrets.find((s) => s.key === 'API_KEY'))
  assert.deepEqual(await loaded(store, 'production', keysOf(file), trusting([])), file.expected)
})

test('keys in key services, as far as this reader goes', async () => {
  const file = vectors('services.json')
  for (const known of file.wrapped) {
    assert.equal(keyId(known.address), known.key_id)
    const bytes = Buffer.from(known.wrapped.slice(3), 'base64url')
    const cipher = createDecipheriv('aes-256-gcm', hex(file.service_keys[known.address]), bytes.subarray(0, 12))
    cipher.setAAD(Buffer.concat([text('kist:v1:keyring'), field(known.environment)]))
    cipher.setAuthTag(bytes.subarray(-16))
    const keyring = Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()])
    assert.equal(keyring.toString('hex'), known.keyring)
    Keyring.parse(keyring)
  }
  for (const known of file.cases.filter((c) => c.addresses.length === 0)) {
    await check(known.error ?? known.expected, () => loaded(new Memory(known.documents), known.environment,
      keysOf(known), trusting(known.known_fingerprints)), known.name)
  }
})
