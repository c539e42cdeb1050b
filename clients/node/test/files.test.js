/** Key files, and which files are refused for who can write to them or because git has them. */

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chownSync, lchownSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { AccessError, SettingsError } from '../src/errors.js'
import { isOwnGroup } from '../src/files.js'
import { tracked, TRACKED, UNTOLD, UNTRACKED } from '../src/git.js'
import { forgetWarnings, Settings } from '../src/settings.js'
import { trust } from '../src/trust.js'
import { makeProject, writeTo } from '../testing/project.js'
import { vectors } from '../testing/vectors.js'

const [ALICE, BOB] = vectors('keys.json').valid.map((key) => key.secret_key)
const ADDRESS = 'aws-kms://arn:aws:kms:eu-central-1:111122223333:key/k'
const testAsRoot = process.geteuid?.() === 0 ? test : () => {} // only root can give a file away
let home
let project
let folder

beforeEach(() => {
  ({ home, project, folder } = makeProject())
  forgetWarnings()
})
afterEach(() => rmSync(home, { recursive: true }))

const write = (name, content, mode) => writeTo(folder, name, content, mode)

function settings(variables = {}) {
  return new Settings({}, { HOME: home, KIST_ENVIRONMENT: 'production', ...variables }, project, () => {})
}

function refused(words, variables) {
  assert.throws(() => settings(variables), (e) => {
    assert.ok(e instanceof SettingsError, e)
    assert.ok(e.message.includes(words), e.message)
    assert.ok(!e.message.includes(ALICE) && !e.message.includes('hunter2'), e.message)
    return true
  })
}

test('a named key file, and what is none', () => {
  write('../mine', `\ufeff${BOB}\r\n`)
  assert.equal(settings({ KIST_KEY_FILE: 'mine' }).keys.length, 1)
  for (const [content, words] of [['# nothing\n', 'holds no secret key'], [`${'#'.repeat(65536)}\n${ALICE}`, 'over 64 KiB']]) {
    refused(words, { KIST_KEY_FILE: write('named', content) })
  }
  refused('is named by KIST_KEY_FILE in the environment, where ~ stands for itself', { KIST_KEY_FILE: '~/key' })
  refused('cannot be read', { KIST_KEY_FILE: home })
  mkdirSync(join(folder, 'key'))
  refused('cannot be read')
})

test('the command for the key is run once and on demand', { skip: process.platform === 'win32' }, () => {
  const command = `echo x >> ${home}/runs; printf '# mine\\n%s, %s\\n' $ONE $TWO; env | grep KIST_; true`
  const found = settings({ KIST_KEY_COMMAND: command, ONE: ALICE, TWO: BOB, PATH: process.env.PATH, KIST_TIMEOUT: '9' })
  assert.equal(found.keys.length, 0)
  assert.equal(found.fetchKeys(), true)
  assert.equal(found.fetchKeys(), false)
  assert.equal(found.keys.length, 2)
  assert.equal(readFileSync(join(home, 'runs'), 'utf8'), 'x\n')
  assert.equal(settings().fetchKeys(), false)
  for (const [failing, words] of [['exit 3', 'it ends with exit code 3'], ['true', 'it prints nothing'],
    [`echo ${ALICE.slice(0, -1)}`, 'what it prints is no key: the secret key is cut'],
    ['head -c 70000 /dev/zero', 'more than 64 KiB'], ['echo hunter2', 'what it prints is no key']]) {
    assert.throws(() => settings({ KIST_KEY_COMMAND: failing, PATH: process.env.PATH }).fetchKeys(), (e) =>
      e instanceof SettingsError && e.message.includes(`no key comes from KIST_KEY_COMMAND in the environment: `) &&
      e.message.includes(words) && !e.message.includes('hunter2') && !e.message.includes(ALICE.slice(0, -1)), failing)
  }
})

test('a key file may be a pipe', { skip: process.platform === 'win32' }, () => {
  const script = `import { Settings } from ${JSON.stringify(new URL('../src/settings.js', import.meta.url).href)}
    console.log(new Settings({}, { KIST_ENVIRONMENT: 'x', KIST_KEY_FILE: '/dev/stdin' }).keys.length)`
  const { stdout, stderr } = spawnSync('sh', ['-c', `echo ${BOB} | "$0" --input-type=module -e "$1"`, process.execPath, script],
    { cwd: home, encoding: 'utf8' })
  assert.equal(stdout.trim(), '1', stderr)
})

test('a key file that a committed file names has no address', () => {
  write('../keys', `${ADDRESS}\n${ALICE}\n`)
  write('config', 'KIST_KEY_FILE=keys\n')
  refused('config:1: KIST_KEY_FILE names it, which is to be committed')
  write('config.local', 'KIST_KEY_FILE=keys\n')
  assert.equal(settings().keys.length, 1)
})

test('places that cannot be looked at count as empty', () => {
  const long = `/${'x'.repeat(300)}` // as a HOME that the user may not enter, but for root, too
  const found = settings({ HOME: long, CREDENTIALS_DIRECTORY: long })
  assert.deepEqual(found.keys, [])
  trust(found, 'kist')
  refused('does not exist', { KIST_KEY_FILE: long })
  assert.equal(new Settings({}, { KIST_ENVIRONMENT: 'x' }, long, () => {}).folder, null)
})

test('the folder of credentials is an absolute one', () => {
  write('../relative/kist-key', ALICE)
  assert.equal(settings({ CREDENTIALS_DIRECTORY: 'relative' }).keys.length, 0)
})

testAsRoot('a file, or a link, of another user is refused', () => {
  const key = write('../../.config/kist/key', ALICE)
  chownSync(key, 12345, 12345)
  refused('kist/key belongs to another user')
  rmSync(key)
  symlinkSync(write('../elsewhere', 'KIST_DATABASE=a\n'), join(folder, 'config'))
  assert.equal(settings().database, 'a')
  lchownSync(join(folder, 'config'), 12345, 12345)
  refused('config belongs to another user')
})

testAsRoot('a file that another group can write to is refused', () => {
  const path = write('config', 'KIST_DATABASE=a\n', 0o660)
  assert.equal(settings().database, 'a')
  chownSync(path, process.geteuid(), 12345)
  refused(`others can write to ${path}`)
})

test('a group is the user\'s own where nobody else is in it', { skip: !process.geteuid && 'needs users' }, () => {
  const [me, group] = [String(process.geteuid()), String(process.getegid())]
  const users = [['me', 'x', me, group], ['you', 'x', '77', '78']]
  for (const [members, more, own] of [['', [], true], ['me', [], true], ['me,you', [], false],
    ['', [['they', 'x', '79', group]], false]]) {
    assert.equal(isOwnGroup(process.getegid(), [['me', 'x', group, members]], [...users, ...more]), own)
  }
  assert.equal(isOwnGroup(process.getegid() + 1), false)
})

/** An index as git writes it, without what follows the entries. */
function index(version, names) {
  const head = Buffer.from('DIRC\0\0\0\0\0\0\0\0')
  head.writeUInt32BE(version, 4)
  head.writeUInt32BE(names.length, 8)
  const parts = [head]
  let before = ''
  for (const name of names) {
    const fixed = Buffer.alloc(version === 3 ? 64 : 62)
    if (version === 3) fixed.writeUInt16BE(0x4000, 60)
    let same = 0
    while (version === 4 && same < before.length && before[same] === name[same]) same++
    const entry = version === 4 ? [fixed, Buffer.of(before.length - same), Buffer.from(`${name.slice(same)}\0`)]
      : [fixed, Buffer.from(name), Buffer.alloc(8 - (fixed.length + name.length) % 8)]
    parts.push(...entry)
    before = name
  }
  return Buffer.concat(parts)
}

test('what git tracks is committed', () => {
  for (const version of [2, 3, 4]) {
    write('../.git/index', index(version, ['.kist/config', '.kist/config.local', '.kist/key', 'README.md']))
    for (const name of ['.kist/config.local', '.kist/key', 'README.md']) assert.equal(tracked(join(project, name)), TRACKED)
    assert.equal(tracked(join(folder, 'config.loca')), UNTRACKED)
  }
  assert.equal(tracked(join(home, 'x')), UNTRACKED)
  for (const line of [`KIST_KEY=${ALICE}`, 'KIST_MONGODB_URI=mongodb://me:hunter2@h',
    "KIST_MONGODB_URI='mongodb://h/?authMechanism=MONGODB-AWS'"]) {
    write('config.local', `${line}\n`)
    refused('git rm --cached')
  }
  write('config.local', `KIST_FINGERPRINT=${'b'.repeat(32)}\n`)
  write('../../.local/state/kist/trusted', `kist.secrets production ${'a'.repeat(32)}\n`)
  assert.throws(() => trust(settings(), 'kist')('production', 'b'.repeat(32), false), AccessError)
  write('key', `${ADDRESS}\n`)
  refused('holds the address of a key service, and git has it, or a link to it, in its index')
  for (const damaged of ['', 'DIRC', index(4, ['a'.repeat(30)]).subarray(0, -3), Buffer.alloc(200, 0xff)]) {
    write('../.git/index', damaged)
    assert.equal(tracked(join(folder, 'key')), UNTOLD)
  }
  refused('whether git tracks it cannot be told')
})

test('what git tracks in a worktree', () => {
  write('../.git', 'gitdir: ../main/x\n')
  write('../../main/x/index', index(2, ['.kist/key']))
  assert.equal(tracked(join(folder, 'key')), TRACKED)
})
