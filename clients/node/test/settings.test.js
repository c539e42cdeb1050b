/** Where settings come from, which are refused, and which fingerprint counts. */

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { inspect } from 'node:util'
import { DANGEROUS_NAMES, isDangerous } from '../src/dangerous-names.js'
import { AccessError, INVISIBLE, KistError, listed, SettingsError, visible } from '../src/errors.js'
import { isOwnGroup } from '../src/files.js'
import { SecretKey } from '../src/keys.js'
import { forgetWarnings, Settings } from '../src/settings.js'
import { trust } from '../src/trust.js'
import { makeProject, writeTo } from '../testing/project.js'
import { vectors } from '../testing/vectors.js'

const [ALICE, BOB, CAROL] = vectors('keys.json').valid.map((key) => key.secret_key)
const A = 'a'.repeat(32)
const B = 'b'.repeat(32)
const C = 'c'.repeat(32)
let home
let folder
let warnings

beforeEach(() => {
  ({ home, folder } = makeProject())
  warnings = []
  forgetWarnings()
})
afterEach(() => rmSync(home, { recursive: true }))

const write = (name, content, mode) => writeTo(folder, name, content, mode)

function settings(variables = {}, options = {}) {
  const all = { HOME: home, XDG_STATE_HOME: join(home, 'state'), KIST_ENVIRONMENT: 'production', ...variables }
  return new Settings(options, all, join(home, 'project'), (message) => warnings.push(message))
}

function refused(words, variables, options) {
  assert.throws(() => settings(variables, options), (e) => {
    assert.ok(e instanceof SettingsError && e.exitCode === 2, e)
    assert.ok(e.message.includes(words), e.message)
    assert.ok(!e.message.includes(ALICE) && !e.message.includes('hunter2'), e.message)
    return true
  })
}

test('option, variable, config.local, config.ENVIRONMENT, config, default', () => {
  write('config', 'KIST_DATABASE=a\nKIST_COLLECTION=a\nKIST_TIMEOUT=1\nKIST_MONGODB_URI=mongodb://a\n')
  write('config.production', 'KIST_DATABASE=b\nKIST_COLLECTION=b\nKIST_TIMEOUT=2\nKIST_MONGODB_URI=mongodb://b\n')
  write('config.local', "\ufeff# mine\n  KIST_ACTOR = 'c # d'  # why\nexport KIST_COLLECTION=\"c\"\nKIST_TIMEOUT=3\n" +
    "KIST_DATABASE='\"e \"'\na.B-c = 1 # no setting\n")
  const found = settings({ KIST_COLLECTION: 'd', KIST_DATABASE: '' }, { timeout: 0.5 })
  assert.deepEqual([found.database, found.collection, found.milliseconds, found.uri], ['e', 'd', 500, 'mongodb://b'])
  assert.equal(found.given('KIST_ACTOR').text, 'c # d')
  assert.match(warnings.join(), /config\.local:6: a\.B-c is no setting of Kist$/)
  warnings = []
  writeFileSync(join(folder, 'config.local'), '')
  const bare = settings({ KIST_ENVIRONMENT: undefined, KIST_URI: 'x' })
  assert.equal(bare.environment, 'development')
  assert.deepEqual(warnings, ['KIST_URI is no setting of Kist',
    'environment development, by default; KIST_ENVIRONMENT sets another'])
})

test('what a file to commit may not hold', () => {
  for (const [line, words] of [[`KIST_KEY=${ALICE}`, 'config.local'], ["KIST_MONGODB_URI='mongodb://me:hunter2@h'", 'password'],
    ["KIST_MONGODB_URI='mongodb://h/?authMechanism=MONGODB%2DOIDC'", "machine's own"],
    ["KIST_MONGODB_URI='mongodb://h/?tls=true&authMechanism=MONGODB-X509'", "machine's own"],
    ["KIST_MONGODB_URI='mongodb://h/?TLScertificateKeyFile=../tls/client.pem'", "machine's own"],
    ["KIST_MONGODB_URI='mongodb://h/?tlsInsecure=true'", 'insecure'], ['KIST_DATABASE=$X', 'config:1'],
    ['KIST_DATABASE=a#b', 'config:1'], ['KIST_DATABASE=`a`', 'config:1'],
    ['<<<<<<< HEAD', 'a conflict mark of git'], ['KIST_DATABASE', 'config:1']]) {
    write('config', `${line}\n`)
    refused(words)
  }
  write('config', '')
  write('config.local', 'KIST_MONGODB_URI=mongodb://me@h/x?tls=true&authMechanism=MONGODB-X509\n')
  assert.equal(settings().uri, 'mongodb://me@h/x?tls=true&authMechanism=MONGODB-X509')
  write('config.local', `KIST_KEY=${ALICE}\n`, 0o644)
  refused('others can read')
})

test('a folder or a file that others can write to is refused, or ignored where nothing is wanted from it', () => {
  const path = write('config', 'KIST_DATABASE=a\n', 0o666)
  refused(`others can write to ${path}`)
  const given = { KIST_MONGODB_URI: 'mongodb://h', KIST_KEY: ALICE, KIST_ENVIRONMENT: 'production' }
  assert.equal(settings(given).database, undefined)
  assert.match(warnings[0], /is ignored/)
  for (const name of Object.keys(given)) refused('others can write', { ...given, [name]: '' })
  chmodSync(path, 0o664)
  if (isOwnGroup(process.getegid())) assert.equal(settings().database, 'a') // as under umask 002
  else refused('others can write')
})

test('a named pipe is refused, as reading it would wait', { skip: process.platform === 'win32' }, () => {
  for (const name of ['config', 'config.production', 'known_environments', 'key']) {
    const path = write(name, '')
    rmSync(path)
    execFileSync('mkfifo', ['-m', '600', path])
    refused(`${path} is no plain file`, { KIST_ENVIRONMENT: 'production' })
    rmSync(path)
  }
})

test('a file that is larger than memory is refused', () => {
  for (const name of ['config', 'config.local', 'config.production', 'known_environments', '../../state/kist/trusted']) {
    const path = write(name, '')
    truncateSync(path, 3 * 2 ** 30)
    assert.throws(() => trust(settings(), 'kist'), (e) => e instanceof SettingsError && e.message.includes(`${path} is over 4 MiB`))
    rmSync(path)
  }
})

test('a file of fingerprints is no pipe', { skip: process.platform === 'win32' }, () => {
  const path = write('../../state/kist/trusted', '')
  rmSync(path)
  execFileSync('mkfifo', ['-m', '600', path])
  assert.throws(() => trust(settings(), 'kist'), /is no plain file/)
})

test('an environment called local has no file of its own', () => {
  write('config.local', `KIST_KEY=${ALICE}\nKIST_ENVIRONMENT=other\n`)
  assert.equal(settings({ KIST_ENVIRONMENT: 'local' }).keys.length, 1)
  assert.deepEqual(warnings, [])
  write('config.Local', 'KIST_DATABASE=a\n')
  assert.equal(settings({ KIST_ENVIRONMENT: 'Local' }).database, undefined)
})

test('quotes and space around a variable are left out', () => {
  const found = settings({ KIST_ENVIRONMENT: ' production\n', KIST_DATABASE: " 'a' ", KIST_KEY: `"${ALICE}"` })
  assert.deepEqual([found.environment, found.database, found.keys.length], ['production', 'a', 1])
  assert.match(warnings[0], /KIST_DATABASE in the environment has quotes around its value/)
})

test('names that MongoDB cannot have are refused', () => {
  for (const name of ['a.b', 'a b', 'a$', 'a'.repeat(64)]) refused("is not a database's name", { KIST_DATABASE: name })
  for (const name of ['1a', 'a$b', 'system.a', 'a'.repeat(101)]) refused("is not a collection's name", { KIST_COLLECTION: name })
})

test('a setting without effect is pointed out, and a command in a file refused', () => {
  write('config', 'KIST_DATABASE=a\nKIST_DATABASE=b\nKIST_CLASSPATH=c\n')
  write('config.production', 'KIST_ENVIRONMENT=staging\n')
  const found = settings({ KIST_WATCH: '1', KIST_CLASSPATH: 'x', KIST_TEST_X: '1' })
  assert.deepEqual([found.database, found.environment], ['b', 'production'])
  assert.deepEqual(warnings.map((line) => line.replace(`${folder}/`, '')), [
    'config:2: KIST_DATABASE is set in a line above, too; this one counts',
    'config:3: KIST_CLASSPATH is taken from the environment alone, not from a file',
    'config.production:1: KIST_ENVIRONMENT has no effect in the file of one environment'])
  write('config.local', "KIST_KEY_COMMAND='rm -r /'\n")
  refused('config.local:1: KIST_KEY_COMMAND is a command: it is taken from the environment alone')
})

test('keys', () => {
  write('key', `# mine\n\n${BOB}\n`)
  write('../../.config/kist/key', `${CAROL}\n`)
  assert.equal(settings({ KIST_KEY: ` ${ALICE},\n${BOB} ` }).keys.length, 4)
  write('mounted', `${ALICE}\n`, 0o644)
  assert.equal(settings({ KIST_KEY_FILE: join(folder, 'mounted') }).keys.length, 1)
  assert.match(warnings[0], /others can read the key file/)
  write('config', 'KIST_KEY_FILE=.kist/mounted\n')
  assert.equal(settings().keys.length, 1)
  write('config', '')
  assert.equal(settings({ CREDENTIALS_DIRECTORY: dirname(write('../c/kist-key', ALICE, 0o444)) }).keys.length, 3)
  const address = 'aws-kms://arn:aws:kms:eu-central-1:111122223333:key/k'
  assert.deepEqual(settings({ KIST_KEY: address }).addresses, [address])
  write('key', BOB, 0o644)
  refused('chmod 600')
  write('key', `# mine\n${ALICE.slice(0, -1)}\n`)
  refused('key:2: the secret key is cut')
})

test('files for TLS in a file of .kist count from the folder that holds it', () => {
  write('config.local', "KIST_MONGODB_URI='mongodb://h/x?TLSCAFile=a%26b/ca 1.pem;tlsCertificateKeyFile=/k.pem&w=1'\n")
  assert.equal(settings().uri,
    `mongodb://h/x?TLSCAFile=${home}/project/a%26b/ca%201.pem&tlsCertificateKeyFile=/k.pem&w=1`)
  const uri = 'mongodb://h/x?tlsCAFile=ca.pem'
  assert.equal(settings({ KIST_MONGODB_URI: uri }).uri, uri)
})

test('a key shows its id alone', () => {
  const key = SecretKey.parse(ALICE)
  for (const shown of [`${key}`, inspect(key), inspect({ key }, { customInspect: false, showHidden: true }),
    JSON.stringify(key)]) {
    assert.ok(!shown.includes(ALICE.slice(11, 30)), shown)
  }
})

test('times and switches', () => {
  for (const [text, ms] of [['5', 5000], ['500ms', 500], ['2s', 2000], ['1m', 60_000], [' 1 ', 1000],
    ['999999999m', 2 ** 31 - 1]]) {
    assert.equal(settings({ KIST_TIMEOUT: text }).milliseconds, ms)
  }
  assert.equal(settings({}, { timeout: 0.5 }).milliseconds, 500)
  for (const text of ['0', '-1', '1h', 'x', '0.5', '2 s', '1234567890']) refused('KIST_TIMEOUT', { KIST_TIMEOUT: text })
  for (const timeout of [0, -1, NaN, Infinity, '0.5']) refused('KIST_TIMEOUT as an option', {}, { timeout })
  assert.equal(settings({ KIST_STRICT: 'on' }).strict, true)
  assert.equal(settings({ KIST_STRICT: 'on' }, { strict: false }).strict, false)
  refused('KIST_STRICT', { KIST_STRICT: 'maybe' })
})

function untrusted(check, words, ...args) {
  assert.throws(() => check(...args), (e) => e instanceof AccessError && e.exitCode === 4 && e.message.includes(words))
}

test('one place counts: KIST_FINGERPRINT, the user\'s own file, the project\'s', () => {
  write('known_environments', `\ufeffkist.secrets production ${A}\n# ours\nkist.secrets production ${B}\nother.secrets x ${C}\n`)
  let check = trust(settings(), 'kist')
  check('production', A, false)
  check('production', B, true)
  untrusted(check, 'kist trust production', 'production', C, false)
  write('../../state/kist/trusted', `kist.secrets production ${A}\n`)
  check = trust(settings(), 'kist')
  check('production', A, false)
  untrusted(check, "in the project's file and not in your own", 'production', B, false)
  write('../../state/kist/trusted', `kist.secrets production ${C}\n`)
  untrusted(trust(settings(), 'kist'), "in your own file and not in the project's", 'production', C, false)
  check = trust(settings({ KIST_FINGERPRINT: `${C} ${'d'.repeat(32)}` }), 'kist')
  check('production', C, false)
  untrusted(check, 'not a known one: a member removed a key, or someone else replaced it; ask a member, then correct ' +
    'KIST_FINGERPRINT', 'production', A, false)
  untrusted(check, 'kist trust production', 'production', A, true) // a parent: the files, of which one has it
})

test('a fingerprint of another server counts where there is none for this one, and the project may not contradict it', () => {
  write('../../state/kist/trusted', `# at db1:27017\nkist.secrets production ${A}\n# at db2\nkist.secrets production ${B}\n`)
  const at = (hosts) => trust(settings({ KIST_STRICT: '1', KIST_MONGODB_URI: `mongodb://u:p@${hosts}/x?w=1` }), 'kist')
  at('db1:27017')('production', A, false)
  untrusted(at('db1:27017'), 'kist trust production', 'production', B, false)
  at('db2')('production', B, false)
  at('db3')('production', B, false)
  untrusted(at('db3'), 'KIST_STRICT', 'production', C, false)
  write('known_environments', `kist.secrets production ${C}\n`)
  untrusted(at('db3'), "in the project's file and not in your own", 'production', C, false)
  untrusted(at('db3'), 'in your own file and not in the project\'s', 'production', B, false)
  write('known_environments', `kist.secrets production ${B}\n`)
  at('db3')('production', B, false)
})

test('a fingerprint in a committed file is the project\'s word', () => {
  write('config', `KIST_FINGERPRINT=${B}\n`)
  trust(settings(), 'kist')('production', B, false)
  trust(settings({ KIST_STRICT: '1' }), 'kist')('parent', C, true) // it is meant for no parent, as no setting is
  write('../../state/kist/trusted', `kist.secrets production ${A}\n`)
  untrusted(trust(settings(), 'kist'), 'kist trust', 'production', B, false)
})

test('an unknown fingerprint is said once, or refused', () => {
  const check = trust(settings(), 'kist')
  check('production', A, false)
  check('production', A, false)
  assert.equal(warnings.length, 1)
  check('parent', A, true)
  untrusted(trust(settings({ KIST_STRICT: '1' }), 'kist'), 'KIST_STRICT', 'production', A, false)
  refused('is not a fingerprint: 32 digits', { KIST_FINGERPRINT: C.toUpperCase() })
  write('known_environments', 'kist.secrets production\n')
  assert.throws(() => trust(settings(), 'kist'), /known_environments:1/)
  for (const odd of ['\u00a0', '\ufeff', '\u2003', '\x85', '\x1c']) {
    for (const line of [`kist.secrets${odd} production ${A}`, `kist.secrets production${odd}${A}`, `${odd}kist.secrets production ${A}`,
      `kist.secrets production ${A}${odd}`]) {
      write('known_environments', `# ours\nkist.secrets staging ${A}\n${line}\n`)
      let known
      try {
        known = trust(settings(), 'kist').known
      } catch (e) {
        assert.match(e.message, /known_environments:3/)
        continue
      }
      assert.deepEqual([...known], ['staging'], JSON.stringify(line)) // the name of another collection
    }
  }
  write('known_environments', `\ufeff\tkist.secrets \t production \v${A}\f \n`)
  assert.deepEqual([...trust(settings(), 'kist').known], ['production'])
  write('known_environments', '')
  write('../../state/kist/trusted', `kist.secrets production ${A}\n`, 0o666)
  assert.throws(() => trust(settings(), 'kist'), /others can write/)
})

test('messages are one line of visible characters', () => {
  assert.equal(new KistError('a\n\u202eb \u00fc\u65e5\u{e0041}\ufe0f').message, 'a<U+000A><U+202E>b \u00fc\u65e5<U+E0041><U+FE0F>')
  assert.equal(listed(Array(13).keys()), '0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 3 more')
})

test('invisible characters are those of the shared file, and all that this Node knows', () => {
  const file = readFileSync(new URL('../../invisible-characters.txt', import.meta.url), 'ascii').split('\n')
  assert.deepEqual(INVISIBLE.trim().split(/\s/), file.filter((line) => line && !line.startsWith('#')))
  for (let code = 0; code < 0x110000; code++) {
    const text = String.fromCodePoint(code)
    if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/u.test(text)) assert.match(visible(text), /^<U\+[0-9A-F]{4,6}>$/, code)
  }
  assert.equal(visible('a \u00a0\u00fc\u0301\u{1f511}~'), 'a \u00a0\u00fc\u0301\u{1f511}~')
})

test('dangerous names are those of the shared file', () => {
  const file = readFileSync(new URL('../../dangerous-names.txt', import.meta.url), 'ascii').split('\n')
  const names = file.filter((line) => line && !line.startsWith('#'))
  assert.deepEqual(DANGEROUS_NAMES, names.sort(), 'run clients/dangerous-names.py')
  for (const name of ['PATH', 'Path', 'LD_PRELOAD', 'BASH_FUNC_x', 'PS0', 'npm_config_script-shell', 'COMPlus_GCName', 'RM',
    'COMPILE.c', 'PIP_EDITABLE', 'DOCKER_HOST']) {
    assert.ok(isDangerous(name), name)
  }
  for (const name of ['HOME', 'PATHS', 'DATABASE_URL', 'GIT_TOKEN', 'PGPASSWORD', 'HTTPS_PROXY', 'MONO_TOKEN', 'PIP_INDEX_URL',
    '__proto__']) {
    assert.ok(!isDangerous(name), name)
  }
})
