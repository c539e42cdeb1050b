/** What a clone brought is told from what is the user's own, whatever way leads to it. */

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { AccessError, SettingsError } from '../src/errors.js'
import { tracked, TRACKED, UNTOLD, UNTRACKED } from '../src/git.js'
import { forgetWarnings, Settings } from '../src/settings.js'
import { trust } from '../src/trust.js'
import { makeProject, writeTo } from '../testing/project.js'
import { vectors } from '../testing/vectors.js'

const ALICE = vectors('keys.json').valid[0].secret_key
const AMBIENT = "KIST_MONGODB_URI='mongodb://h/?authMechanism=MONGODB-OIDC&authMechanismProperties=ENVIRONMENT:k8s'\n"
const ADDRESS = 'hcvault://evil.example.com/transit/keys/a'
const testWithGit = process.platform !== 'win32' && !spawnSync('git', ['--version']).error ? test : () => {}
let home
let project
let folder

beforeEach(() => {
  ({ home, project, folder } = makeProject())
  forgetWarnings()
})
afterEach(() => rmSync(home, { recursive: true }))

const write = (name, content, at = folder) => writeTo(at, name, content)

function settings(at = project) {
  return new Settings({}, { HOME: home, KIST_ENVIRONMENT: 'production' }, at, () => {})
}

function refused(words, at) {
  assert.throws(() => settings(at), (e) => {
    assert.ok(e instanceof SettingsError, e)
    assert.ok(e.message.includes(words), e.message)
    return true
  })
}

function git(at, ...args) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')))
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'protocol.file.allow=always', ...args],
    { cwd: at, env, stdio: 'pipe' })
}

/** A repository in which `.kist` is a link to `k2`, as a clone has it. */
function linked(files) {
  rmSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) write(name, text, join(project, 'k2'))
  symlinkSync('k2', folder)
  git(project, 'init', '-q')
  git(project, 'add', '-f', '-A')
}

testWithGit('a folder that is a link of the clone is the project\'s word', () => {
  for (const line of [AMBIENT, 'KIST_MONGODB_URI=mongodb://h/?proxyHost=evil\n', `KIST_KEY=${ADDRESS}\n`]) {
    linked({ 'config.local': line })
    refused('take out of git the link that leads to')
  }
  linked({ 'config.local': `KIST_FINGERPRINT=${'b'.repeat(32)}\n` })
  write('../../.local/state/kist/trusted', `kist.secrets production ${'a'.repeat(32)}\n`)
  assert.throws(() => trust(settings(), 'kist')('production', 'b'.repeat(32), false), AccessError)
})

testWithGit('a key behind a link of the clone holds no address', () => {
  linked({ key: ADDRESS })
  refused('git has it, or a link to it, in its index')
  unlinkSync(join(project, 'k2/key'))
  linked({ named: ADDRESS, 'config.local': 'KIST_KEY_FILE=k2/named\n' })
  refused('holds the address of a key service')
})

testWithGit('links further up, and files that are links, are followed', () => {
  git(project, 'init', '-q')
  write('deep/er/.kist/config.local', AMBIENT, project)
  symlinkSync('deep', join(project, 'up'))
  symlinkSync('../up/er', join(project, 'deep/round'))
  write('oidc', AMBIENT, project)
  symlinkSync('../oidc', join(folder, 'config.local'))
  git(project, 'add', '-f', 'up', 'oidc')
  for (const [name, expected] of [['deep/er', UNTRACKED], ['up/er', TRACKED], ['deep/round', TRACKED]]) {
    assert.equal(tracked(join(project, name, '.kist/config.local')), expected, name)
  }
  refused("machine's own credentials")
  symlinkSync('loop', join(project, 'loop'))
  assert.equal(tracked(join(project, 'loop/a')), UNTOLD)
})

testWithGit('split and sparse indexes are read', () => {
  git(project, 'init', '-q')
  for (let number = 0; number < 200; number++) write(`src/file${number}`, '', project)
  write('config.local', AMBIENT)
  git(project, 'add', '-f', '-A')
  git(project, 'update-index', '--split-index')
  refused("machine's own credentials")
  git(project, 'rm', '-q', '--cached', '.kist/config.local')
  assert.match(settings().uri, /OIDC/)
  assert.equal(tracked(join(project, 'src/file199')), TRACKED)
  git(project, 'add', '-f', '-A')
  git(project, 'update-index', '--no-split-index')
  git(project, 'commit', '-q', '-m', 'a')
  git(project, 'sparse-checkout', 'set', '--cone', '--sparse-index', 'src')
  write('config.local', AMBIENT)
  refused("machine's own credentials")
})

testWithGit('names that a file system may take for the same are the same', () => {
  for (const name of ['.KIST/config.local', '.\u212aist/key', '.ki\u200cst/named']) write(name, '', project)
  git(project, 'init', '-q')
  git(project, 'add', '-f', '.')
  for (const name of ['config.local', 'key', 'named']) assert.equal(tracked(join(folder, name)), TRACKED, name)
  assert.equal(tracked(join(folder, 'local.db')), UNTRACKED)
})

test('where it cannot be told, what is the machine\'s own is refused, and a password is not', () => {
  // As in a container that has a worktree, and not what it belongs to.
  write('.git', 'gitdir: /nowhere/.git/worktrees/a\n', project)
  write('config.local', AMBIENT)
  refused('whether git tracks it cannot be told here')
  write('config.local', `KIST_MONGODB_URI=mongodb://u:p@h/\nKIST_KEY=${ALICE}\n`)
  assert.equal(settings().keys.length, 1)
  write('config.local', `KIST_KEY=${ADDRESS}\n`)
  refused('whether git tracks it cannot be told here')
})

testWithGit('an empty repository inside hides nothing', () => {
  write('config.local', AMBIENT)
  git(project, 'init', '-q')
  git(project, 'add', '-f', '.kist/config.local')
  mkdirSync(join(folder, '.git'))
  refused('git rm --cached')
})

testWithGit('ordinary places are the user\'s own', () => {
  write('config', '')
  git(project, 'init', '-q', '--object-format=sha256')
  git(project, 'add', '-A')
  git(project, 'commit', '-q', '-m', 'a')
  git(project, 'worktree', 'add', '-q', '-b', 'other', '../\u00e4 worktree')
  const [outer, worktree, own] = ['outer', '\u00e4 worktree', 'own'].map((name) => join(home, name))
  mkdirSync(outer)
  git(outer, 'init', '-q', '--object-format=sha256')
  git(outer, 'submodule', 'add', project, 'sub')
  symlinkSync(project, join(home, 'mine'))
  mkdirSync(own)
  mkdirSync(join(worktree, 'deep'))
  symlinkSync(own, join(worktree, 'deep/.kist'))
  for (const place of [project, join(home, 'mine'), worktree, join(outer, 'sub'), join(worktree, 'deep')]) {
    write('.kist/config.local', AMBIENT, place)
    assert.match(settings(place).uri, /OIDC/, place)
  }
  for (const place of [worktree, join(outer, 'sub')]) {
    git(place, 'add', '-f', '.kist/config.local')
    refused('git rm --cached', place)
  }
})
