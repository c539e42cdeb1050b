/** The golden vectors' documents on a real server, named by KIST_TEST_MONGODB_URI, without which these tests are skipped. */

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { inspect } from 'node:util'
import { MongoClient } from 'mongodb'
import { AccessError, KistError, loadSecrets, loadSecretsFromDb, SettingsError, UnreachableError } from '../src/index.js'
import { forgetWarnings } from '../src/settings.js'
import { asJson, changed, documents, isError, vectors } from '../testing/vectors.js'

const URI = process.env.KIST_TEST_MONGODB_URI
const DATABASE = `kist_test_${randomBytes(6).toString('hex')}`
const CASES = vectors('documents.json').cases
const TAMPER = vectors('tamper.json')
const TEXTS = Object.entries(TAMPER.expected).filter(([, value]) => typeof value === 'string')
const empty = mkdtempSync(join(tmpdir(), 'kist-'))
let warnings = []

for (const name of Object.keys(process.env)) if (name.startsWith('KIST_')) delete process.env[name]
Object.assign(process.env, { HOME: empty, XDG_CONFIG_HOME: empty, XDG_STATE_HOME: empty })
process.chdir(empty)
beforeEach(() => {
  warnings = []
  forgetWarnings()
})

function options(file, more = {}) {
  return { environment: file.environment, uri: URI, database: DATABASE, key: file.secret_keys.join(' '),
    fingerprint: file.known_fingerprints.join(' '), warn: (message) => warnings.push(message), ...more }
}

describe('on a server', { skip: !URI && 'KIST_TEST_MONGODB_URI names no server' }, () => {
  let client

  before(() => {
    client = new MongoClient(URI)
  })
  after(async () => {
    await client.db(DATABASE).dropDatabase()
    await client.close()
  })

  async function insert(collections, first = 'secrets') {
    await client.db(DATABASE).dropDatabase()
    for (const [name, list] of Object.entries(documents(collections))) {
      if (list.length > 0) await client.db(DATABASE).collection(name.replace('secrets', first)).insertMany(list)
    }
  }

  async function check(outcome, given) {
    const read = async () => Object.fromEntries(Object.entries(await loadSecrets({ ...given, binary: true }))
      .map(([name, value]) => [name, asJson(value)]))
    if (typeof outcome === 'string') await assert.rejects(read, isError(outcome))
    else assert.deepEqual(await read(), outcome)
  }

  test('every case', async () => {
    for (const known of CASES.filter((c) => c.secret_keys.length > 0)) {
      await insert(known.documents)
      await check(known.error ?? known.expected, options(known))
    }
  })

  test('every forgery', async () => {
    for (const known of TAMPER.cases.filter((c) => c.read === 'load')) {
      await insert(changed(TAMPER.documents, known.changes))
      await check(known.outcome === 'accepted' ? known.expected ?? TAMPER.expected : known.outcome,
        options({ ...TAMPER, ...('known_fingerprints' in known && { known_fingerprints: known.known_fingerprints }) }))
    }
  })

  test('process.env is filled, binary secrets apart', async () => {
    await insert(TAMPER.documents)
    process.env.API_KEY = 'from the shell'
    const kept = await loadSecretsFromDb(options(TAMPER, { override: false }))
    assert.equal(process.env.API_KEY, 'from the shell')
    assert.ok(!kept.includes('API_KEY'))
    assert.deepEqual((await loadSecretsFromDb(options(TAMPER))).sort(), TEXTS.map(([name]) => name).sort())
    for (const [name, value] of TEXTS) assert.equal(process.env[name], value)
    assert.ok(!('OLD' in process.env) && !('tls.p12' in process.env))
    assert.equal(warnings.length, 1)
    assert.match(warnings[0], /tls\.p12/)
    for (const [name] of TEXTS) delete process.env[name]
  })

  test('settings from variables, another collection', async () => {
    await insert(TAMPER.documents, 'app_secrets')
    const [base, query] = URI.split('?')
    Object.assign(process.env, { KIST_MONGODB_URI: `${base.replace(/\/$/, '')}/${DATABASE}${query ? `?${query}` : ''}`,
      KIST_COLLECTION: 'app_secrets', KIST_ENVIRONMENT: 'production', KIST_KEY: TAMPER.secret_keys[0],
      KIST_FINGERPRINT: TAMPER.known_fingerprints[0], KIST_STRICT: '1' })
    try {
      assert.equal((await loadSecrets({ binary: true }))['API_KEY'], TAMPER.expected.API_KEY)
    } finally {
      for (const name of Object.keys(process.env)) if (name.startsWith('KIST_')) delete process.env[name]
    }
  })

  test('what is given is frozen, and shows no value', async () => {
    await insert(TAMPER.documents)
    const secrets = await loadSecrets(options(TAMPER, { fingerprint: undefined }))
    assert.equal(secrets.API_KEY, TAMPER.expected.API_KEY)
    assert.ok(Object.isFrozen(secrets) && !('tls.p12' in secrets))
    assert.deepEqual({ ...secrets }, Object.fromEntries(TEXTS))
    assert.throws(() => { secrets.API_KEY = 'x' }, TypeError)
    assert.equal(`${secrets}`, `Secrets(production, ${TEXTS.length} values hidden)`)
    for (const shown of [inspect(secrets), inspect({ secrets }, { depth: 9, showHidden: true }), `${secrets}`,
      inspect(secrets, { customInspect: false, showHidden: true }), JSON.stringify({ secrets }), ...warnings]) {
      assert.ok(!shown.includes('sk_live') && !shown.includes(TAMPER.secret_keys[0]), shown)
    }
  })

  test('an environment without its document is lost, where anything tells of it', async () => {
    await insert(Object.fromEntries(Object.entries(TAMPER.documents).filter(([name]) => !name.includes('environments'))))
    await assert.rejects(loadSecrets(options(TAMPER)), (e) => e instanceof AccessError &&
      e.message.includes('lost its document: there is none, but it has encrypted secrets'))
    mkdirSync(join(empty, 'kist'))
    writeFileSync(join(empty, 'kist', 'trusted'), `${DATABASE}.secrets testing ${'a'.repeat(32)}\n`)
    await assert.rejects(loadSecrets(options(TAMPER, { environment: 'testing' })),
      /there is none, but a fingerprint of it is known here; .*kist environment delete forgets it here/)
    rmSync(join(empty, 'kist'), { recursive: true })
  })

  test('the command for the key is run where no other key opens', async () => {
    await insert(TAMPER.documents)
    const members = JSON.stringify(TAMPER.documents)
    const other = vectors('keys.json').valid.find((k) => !members.includes(k.public_key)).secret_key
    try {
      process.env.KIST_KEY_COMMAND = `echo ${TAMPER.secret_keys[0]}`
      for (const key of [undefined, other]) assert.ok('API_KEY' in await loadSecrets(options(TAMPER, { key })))
      process.env.KIST_KEY_COMMAND = 'exit 1'
      assert.ok('API_KEY' in await loadSecrets(options(TAMPER)))
    } finally {
      delete process.env.KIST_KEY_COMMAND
    }
  })

  test('a key of nobody is said with what a member types', async () => {
    await insert(TAMPER.documents)
    const members = JSON.stringify(TAMPER.documents)
    const { secret_key: key, public_key: publicKey } = vectors('keys.json').valid.find((k) => !members.includes(k.public_key))
    await assert.rejects(loadSecrets(options(TAMPER, { key })), (e) => e instanceof AccessError &&
      e.message.includes(`kist key add -e production --label NAME ${publicKey}`))
  })

  test('an environment that does not exist is looked for somewhere', async () => {
    await assert.rejects(loadSecrets(options(TAMPER, { environment: 'testing' })), (e) => e.name === 'NotFoundError' &&
      e.message.endsWith(` ${DATABASE}.secrets`))
  })

  test('a failure changes nothing', async () => {
    const known = CASES.find((c) => c.name === 'document not written by Kist')
    await insert(known.documents)
    const variables = { ...process.env }
    await assert.rejects(loadSecretsFromDb(options(known)), /PLAIN/)
    assert.deepEqual({ ...process.env }, variables)
  })
})

test('no server ends in time, and names the host only', async () => {
  const start = Date.now()
  const given = options(TAMPER, { uri: 'mongodb://me:hunter2@127.0.0.1:1/x', timeout: '500ms' })
  await assert.rejects(loadSecrets(given), (e) => e instanceof UnreachableError && e.exitCode === 5 &&
    e.message.includes('127.0.0.1:1') && !e.message.includes('hunter2') && e.cause === undefined)
  assert.ok(Date.now() - start < 5000)
})

test('a URI that the driver refuses is not shown', async () => {
  for (const uri of ['mongodb://me:hun@ter2:x@h', 'hunter2', 'mongodb://h:hunter2', 'mongodb://h/?w=hunter2',
    'mongodb://h/%hunter2']) {
    await assert.rejects(loadSecrets(options(TAMPER, { uri, timeout: 0.5 })), (e) => e instanceof KistError &&
      !e.message.includes('ter2'), uri)
  }
})

test('without a URI or a key it is said what to set', async () => {
  await assert.rejects(loadSecrets(options(TAMPER, { uri: undefined })), (e) => e instanceof SettingsError &&
    e.message.includes('KIST_MONGODB_URI'))
  await assert.rejects(loadSecrets(options(TAMPER, { uri: 'mongodb://127.0.0.1:1', key: undefined })), /KIST_KEY/)
  const key = 'aws-kms://arn:aws:kms:eu-central-1:111122223333:key/k'
  await assert.rejects(loadSecrets(options(TAMPER, { uri: 'mongodb://127.0.0.1:1', key })), /kist key new/)
})
