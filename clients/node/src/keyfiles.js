/** Where keys come from: KIST_KEY, then KIST_KEY_FILE or, where it is not set, the default places. */

import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { SettingsError } from './errors.js'
import { checkOwner, isFile, othersCanRead, reason } from './files.js'
import { TRACKED, tracked, UNTRACKED } from './git.js'
import { SecretKey } from './keys.js'
import { isAddress, trimmed, words } from './names.js'

const MAX_BYTES = 64 << 10

/** `{keys, addresses}`: secret keys, and addresses of keys in services, which only Kist itself can use. */
export function keysAtHand(settings) {
  const { given, folder, variables } = settings
  const found = { keys: [], addresses: [] }
  const key = given('KIST_KEY')
  for (const text of words(key?.text ?? '')) add(found, text, key.source)
  if (given('KIST_KEY_FILE')) {
    addNamed(found, given('KIST_KEY_FILE'), settings)
    return found
  }
  if (folder && existsSync(join(folder, 'key'))) addOwn(found, join(folder, 'key'), true)
  const own = settings.home('XDG_CONFIG_HOME', settings.user, '.config', 'key')
  if (own && existsSync(own)) addOwn(found, own, false)
  // Only the service can reach this folder, whatever the modes in it say.
  const credential = join(variables.CREDENTIALS_DIRECTORY ?? '', 'kist-key')
  if (isAbsolute(credential) && existsSync(credential)) addFile(found, credential)
  return found
}

function addNamed(found, named, { start, warn }) {
  const path = resolve(start, named.text)
  if (!existsSync(path)) {
    const tilde = named.text.includes('~') ? ', where ~ stands for itself: write the whole path' : ''
    throw new SettingsError(`the key file ${path} does not exist; it is named by ${named.source}${tilde}`)
  }
  if (named.isCommitted && !isFile(path)) {
    throw new SettingsError(`the key file ${path} is not a plain file; it is named by ${named.source}`)
  }
  if (isFile(path) && othersCanRead(path)) warn(`others can read the key file ${path}`)
  if (addFile(found, path) && named.isCommitted) {
    throw addressOfProject(path, `${named.source} names it, which is to be committed`)
  }
}

/** The keys of a file at a default place. */
function addOwn(found, path, isOfProject) {
  checkOwner(path)
  if (isFile(path) && othersCanRead(path)) {
    throw new SettingsError(`others can read the key file ${path}: chmod 600 ${path}`)
  }
  if (addFile(found, path) && isOfProject && tracked(path) !== UNTRACKED) {
    throw addressOfProject(path, tracked(path) === TRACKED ? 'git has it, or a link to it, in its index'
      : 'whether git tracks it cannot be told here')
  }
}

function addressOfProject(path, why) {
  return new SettingsError(`the key file ${path} holds the address of a key service, and ${why}: whoever can change the ` +
    "project would have this machine's credentials sent there")
}

/** Adds what a file holds, and gives whether an address is among it. */
function addFile(found, path) {
  const before = { keys: found.keys.length, addresses: found.addresses.length }
  for (const [at, line] of read(path).split(/\r\n|[\r\n]/).map(trimmed).entries()) {
    if (line && !line.startsWith('#')) add(found, line, `${path}:${at + 1}`)
  }
  const hasAddress = found.addresses.length > before.addresses
  if (found.keys.length === before.keys && !hasAddress) {
    throw new SettingsError(`the key file ${path} holds no secret key`)
  }
  return hasAddress
}

/** Adds to `found` the keys that KIST_KEY_COMMAND prints; nothing where it is not set. */
export function addKeysOfCommand(found, { given, variables, start }) {
  const command = given('KIST_KEY_COMMAND')
  if (!command) return
  try {
    const texts = output(command.text, variables, start).split(/\r\n|[\r\n]/)
      .filter((line) => !trimmed(line).startsWith('#')).flatMap(words)
    if (texts.length === 0) throw new SettingsError('it prints nothing')
    for (const word of texts) add(found, word, 'what it prints is no key')
  } catch (e) {
    throw e instanceof SettingsError ? new SettingsError(`no key comes from ${command.source}: ${e.message}`) : e
  }
}

/** What a command prints, with the terminal as its input, so that it can ask, and without Kist's own settings. */
function output(command, variables, cwd) {
  let terminal
  try {
    terminal = openSync('/dev/tty')
  } catch {
    terminal = 'ignore'
  }
  const env = Object.fromEntries(Object.entries(variables).filter(([name]) => !name.startsWith('KIST_')))
  const { error, status, stdout } = spawnSync('sh', ['-c', command],
    { cwd, env, stdio: [terminal, 'pipe', 'inherit'], timeout: 120_000, maxBuffer: MAX_BYTES, encoding: 'utf8' })
  if (terminal !== 'ignore') closeSync(terminal)
  const reasons = { ETIMEDOUT: 'it takes more than 120 s', ENOBUFS: 'it prints more than 64 KiB, which is no key' }
  if (error) throw new SettingsError(reasons[error.code] ?? 'it cannot be started')
  if (status !== 0) throw new SettingsError(`it ends with exit code ${status}`)
  return stdout
}

/** The text of a file, or of a pipe. */
function read(path) {
  const bytes = Buffer.alloc(MAX_BYTES + 1)
  let length = 0
  let file
  try {
    file = openSync(path)
    for (let more = 1; more > 0 && length <= MAX_BYTES; length += more) {
      more = readSync(file, bytes, length, bytes.length - length, null)
    }
  } catch (e) {
    throw new SettingsError(`the key file ${path} cannot be read: ${reason(e)}`)
  } finally {
    if (file !== undefined) closeSync(file)
  }
  if (length > MAX_BYTES) throw new SettingsError(`the key file ${path} is over 64 KiB: it is no key file`)
  return new TextDecoder().decode(bytes.subarray(0, length)) // without a byte order mark
}

function add(found, text, source) {
  if (isAddress(text)) {
    found.addresses.push(text)
    return
  }
  try {
    found.keys.push(SecretKey.parse(text))
  } catch (e) {
    throw e instanceof SettingsError ? new SettingsError(`${source}: ${e.message}`) : e
  }
}
