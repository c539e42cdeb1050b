/** Where each setting comes from: option, environment variable, `.kist` files, default (README.md). */

import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { KistError, SettingsError, visible } from './errors.js'
import { checkFolder, kistFolder, lines, othersCanRead } from './files.js'
import { outOfGit, TRACKED, tracked, UNTRACKED } from './git.js'
import { addKeysOfCommand, keysAtHand } from './keyfiles.js'
import { COLLECTION, DATABASE, ENVIRONMENT, trimmed } from './names.js'
import { fingerprintsGiven } from './trust.js'
import { ConnectionString } from './uri.js'

const OPTIONS = {
  environment: 'KIST_ENVIRONMENT', uri: 'KIST_MONGODB_URI', database: 'KIST_DATABASE', collection: 'KIST_COLLECTION',
  key: 'KIST_KEY', keyFile: 'KIST_KEY_FILE', fingerprint: 'KIST_FINGERPRINT', strict: 'KIST_STRICT',
  timeout: 'KIST_TIMEOUT',
}
const KNOWN = new Set([...Object.values(OPTIONS), 'KIST_ACTOR', 'KIST_KEY_COMMAND'])
const OF_THE_LAUNCHER = new Set(['KIST_CLASSPATH', 'KIST_JAVA_OPTIONS', 'KIST_JAVA_HOME'])
const OF_JAVA = new Set(['KIST_ENABLED', 'KIST_WATCH', 'KIST_OPTIONAL', 'KIST_ORDINAL', 'KIST_PROFILE_AS_ENVIRONMENT'])
const LINE =
  /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=\s*(?:'([^']*)'|"([^"\\$]*)"|([^'"`$\s#][^$#]*?)?)(?:\s+#.*|\s*)$/
const LONGEST = 2 ** 31 - 1 // what a timer can count
const told = new Set()

/** Says a thing once while the program runs. */
export function warnOnce(warn, message) {
  const shown = visible(message)
  if (told.has(shown)) return
  told.add(shown)
  warn(shown)
}

export function forgetWarnings() {
  told.clear()
}

/** The settings of one load; SettingsError where one is missing, wrong or refused. */
export class Settings {
  /** Names to `{text, source, isCommitted}`; a committed file's word is everyone's who can write to the project. */
  #values
  #isFetched = false

  constructor(options, variables = process.env, start = process.cwd(), warn = (m) => console.error(`kist: ${m}`)) {
    this.variables = variables
    this.start = resolve(start)
    this.user = userHome()
    this.warn = (message) => warnOnce(warn, message)
    this.given = (name) => this.#values.get(name)
    this.#pointOutUnknown()
    const asked = Object.entries(OPTIONS).map(([option, name]) => [name, optionText(option, options[option])])
    this.#values = new Map([...this.#explicit(variables, 'in the environment'),
      ...this.#explicit(Object.fromEntries(asked), 'as an option')])
    this.folder = this.#kistFolder()
    const local = this.#file('config.local', false)
    const common = this.#file('config', true)
    this.environment = this.#environment(local, common)
    // config.local is this machine's, also where an environment is called so; some disks know no case.
    const own = this.environment.toLowerCase() === 'local' ? new Map() : this.#file(`config.${this.environment}`, true)
    const other = own.get('KIST_ENVIRONMENT')
    if (other && other.text !== this.environment) this.warn(`${other.source} has no effect in the file of one environment`)
    own.delete('KIST_ENVIRONMENT')
    this.#values = new Map([...common, ...own, ...local, ...this.#values])

    this.milliseconds = this.read('KIST_TIMEOUT', milliseconds, 30_000)
    this.collection = this.read('KIST_COLLECTION', matching(COLLECTION, "a collection's name"), 'secrets')
    this.database = this.read('KIST_DATABASE', matching(DATABASE, "a database's name"))
    this.uri = this.given('KIST_MONGODB_URI')?.text
    const { keys, addresses } = keysAtHand(this)
    this.keys = keys
    this.addresses = addresses
    this.strict = this.read('KIST_STRICT', isOn, false)
    this.fingerprints = this.read('KIST_FINGERPRINT', fingerprintsGiven, [])
  }

  /** Adds the keys that KIST_KEY_COMMAND prints, which is run once at most; whether there are more keys now. */
  fetchKeys() {
    const before = this.keys.length
    if (!this.#isFetched) addKeysOfCommand(this, this)
    this.#isFetched = true
    return this.keys.length > before
  }

  /** What a setting stands for; where it cannot be that, the message says where it was set. */
  read(name, reader, otherwise) {
    const given = this.given(name)
    if (!given) return otherwise
    const { value, expected } = reader(given.text)
    if (expected) throw new SettingsError(`${given.source} is not ${expected}`)
    return value
  }

  /** A file of the user's own, by the XDG Base Directory Specification; null where there is no home. */
  home(variable, user, otherwise, name) {
    const base = this.variables[variable] ?? ''
    if (isAbsolute(base)) return join(base, 'kist', name)
    const home = this.variables.HOME ?? user
    return isAbsolute(home) ? join(home, otherwise, 'kist', name) : null
  }

  #pointOutUnknown() {
    for (const name of Object.keys(this.variables).sort()) {
      if (name.startsWith('KIST_') && !name.startsWith('KIST_TEST_') &&
        ![KNOWN, OF_THE_LAUNCHER, OF_JAVA].some((names) => names.has(name))) this.warn(`${name} is no setting of Kist`)
    }
  }

  #explicit(texts, where) {
    const values = new Map()
    for (const name of KNOWN) {
      const given = trimmed(texts[name] ?? '')
      const text = name === 'KIST_KEY_COMMAND' ? given : unquoted(given) // quotes in a command are the shell's
      if (text !== given) {
        this.warn(`${name} ${where} has quotes around its value, which are left out: docker --env-file, for one, passes ` +
          'them on')
      }
      if (text) values.set(name, { text, source: `${name} ${where}`, isCommitted: false })
    }
    return values
  }

  #environment(...files) {
    const given = [this.#values, ...files].map((values) => values.get('KIST_ENVIRONMENT')).find(Boolean)
    if (given && !ENVIRONMENT.test(given.text)) throw new SettingsError(`${given.source} is not an environment's name`)
    if (!given) this.warn('environment development, by default; KIST_ENVIRONMENT sets another')
    return given?.text ?? 'development'
  }

  /** The nearest `.kist`. One that others can write to is refused, or ignored where nothing is wanted from it. */
  #kistFolder() {
    const folder = kistFolder(this.start)
    if (folder === null) return null
    try {
      checkFolder(folder)
    } catch (e) {
      const has = (name) => this.#values.has(name)
      const isWanted = !has('KIST_MONGODB_URI') || !has('KIST_ENVIRONMENT') ||
        !['KIST_KEY', 'KIST_KEY_FILE', 'KIST_KEY_COMMAND'].some(has)
      if (isWanted || !(e instanceof KistError)) throw e
      this.warn(`${e.message}; the folder ${folder} is ignored`)
      return null
    }
    return folder
  }

  #file(name, committed) {
    const path = this.folder && join(this.folder, name)
    if (!path || !existsSync(path)) return new Map()
    const values = new Map()
    for (const { number, line } of lines(path)) {
      const match = line.includes('\0') ? null : LINE.exec(line)
      if (!match) throw new SettingsError(`${path}:${number}: not a line NAME=value; put the value into single quotes`)
      const source = `${path}:${number}: ${match[1]}`
      if (values.has(match[1])) this.warn(`${source} is set in a line above, too; this one counts`)
      if (OF_THE_LAUNCHER.has(match[1])) this.warn(`${source} is taken from the environment alone, not from a file`)
      else if (!KNOWN.has(match[1])) this.warn(`${source} is no setting of Kist`)
      else values.set(match[1], { text: unquoted(match[2] ?? match[3] ?? match[4] ?? ''), source, isCommitted: committed })
    }
    checkPlace(path, values, committed)
    return new Map([...values].filter(([, { text }]) => text).map(([setting, given]) => [setting,
      located(setting, given, path)]))
  }
}

/** What may stand in which file. One that git tracks is committed, whatever its name. */
function checkPlace(path, values, committed) {
  const command = values.get('KIST_KEY_COMMAND')
  if (command?.text) {
    throw new SettingsError(`${command.source} is a command: it is taken from the environment alone, never from a file`)
  }
  const key = values.get('KIST_KEY')?.text ? values.get('KIST_KEY') : null
  const given = values.get('KIST_MONGODB_URI')
  const uri = new ConnectionString(given?.text ?? '')
  const holdsSecret = key || uri.hasPassword()
  // Where it cannot be told whether git has it, what would hand out something of this machine's own is refused, and no more.
  const isOwnOfMachine = uri.exposes() || key?.text.includes('://')
  const found = committed ? TRACKED : holdsSecret || isOwnOfMachine ? tracked(path) : UNTRACKED
  if ((holdsSecret && found === TRACKED) || (isOwnOfMachine && found !== UNTRACKED)) {
    const where = committed ? `move the line to ${join(dirname(path), 'config.local')}` : outOfGit(path)
    if (key && (found === TRACKED || key.text.includes('://'))) {
      throw new SettingsError(`${key.source} does not belong in a file that is to be committed: ${where}, or the key to ` +
        join(dirname(path), 'key'))
    }
    throw new SettingsError(`${given.source} ${uri.hasPassword() && found === TRACKED ? 'holds a password'
      : "would use this machine's own credentials or an insecure connection"}, which does not belong in a file that is to ` +
      `be committed: ${where}`)
  }
  if (holdsSecret && othersCanRead(path)) {
    throw new SettingsError(`others can read ${path}, which holds a key or a password: chmod 600 ${path}`)
  }
}

/** The same with relative paths counted from the folder that holds `.kist`. */
function located(setting, given, path) {
  const root = dirname(dirname(path))
  const isCommitted = () => given.isCommitted || tracked(path) !== UNTRACKED
  if (setting === 'KIST_KEY_FILE') return { ...given, text: resolve(root, given.text), isCommitted: isCommitted() }
  if (setting === 'KIST_MONGODB_URI') return { ...given, text: new ConnectionString(given.text).resolvedFrom(root) }
  if (setting === 'KIST_FINGERPRINT') return { ...given, isCommitted: isCommitted() }
  return given
}

/** Empty where there is none: no HOME, and a user whom the system does not know. */
function userHome() {
  try {
    return homedir()
  } catch {
    return ''
  }
}

/** As a setting has it; a number for the time may be a part of a second. */
function optionText(option, value) {
  if (value === undefined || value === null) return ''
  if (option === 'timeout' && typeof value === 'number' && value > 0 && value < 900_000) {
    return `${Math.max(1, Math.round(value * 1000))}ms`
  }
  return String(value)
}

/** A setting's text as it is meant: no value of a setting begins or ends with a quote or white space. */
function unquoted(given) {
  const text = trimmed(given)
  return text.length >= 2 && /^['"]/.test(text) && text.endsWith(text[0]) ? trimmed(text.slice(1, -1)) : text
}

function matching(pattern, expected) {
  return (text) => (pattern.test(text) ? { value: text } : { expected })
}

function milliseconds(text) {
  const match = /^([0-9]{1,9})(ms|s|m)?$/.exec(text)
  if (!match || Number(match[1]) === 0) {
    return { expected: 'a time to wait: seconds, or a number with a unit, as 500ms, 2s, 1m' }
  }
  return { value: Math.min(LONGEST, Number(match[1]) * ({ ms: 1, m: 60_000 }[match[2]] ?? 1000)) }
}

function isOn(text) {
  const value = ['1', 'true', 'yes', 'on'].includes(text.toLowerCase())
  const isWord = value || ['0', 'false', 'no', 'off'].includes(text.toLowerCase())
  return isWord ? { value } : { expected: 'a yes or no: true or false' }
}
