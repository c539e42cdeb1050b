/** Where each setting comes from: option, environment variable, `.kist` files, default (README.md). */

import { homedir } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { KistError, SettingsError, visible } from './errors.js'
import { checkFolder, isFile, kistFolder, lines, othersCanRead } from './files.js'
import { SecretKey } from './keys.js'
import { ENVIRONMENT } from './names.js'
import { ConnectionString } from './uri.js'

const OPTIONS = {
  environment: 'KIST_ENVIRONMENT', uri: 'KIST_MONGODB_URI', database: 'KIST_DATABASE', collection: 'KIST_COLLECTION',
  key: 'KIST_KEY', keyFile: 'KIST_KEY_FILE', fingerprint: 'KIST_FINGERPRINT', strict: 'KIST_STRICT',
  timeout: 'KIST_TIMEOUT',
}
const KNOWN = new Set([...Object.values(OPTIONS), 'KIST_ACTOR'])
const OTHERS = new Set(['KIST_KEY_COMMAND', 'KIST_CLASSPATH']) // Kist's own, which nothing here looks at
const LINE =
  /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?:'([^']*)'|"([^"\\$]*)"|([^'"$\s#][^$]*?)?)(?:\s+#.*|\s*)$/
const ADDRESS = /^(aws-kms|gcp-kms|hcvault):\/\/[A-Za-z0-9._~:/[\]-]{1,1014}$/
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
  addresses = []

  constructor(options, variables = process.env, start = process.cwd(), warn = (m) => console.error(`kist: ${m}`)) {
    this.variables = variables
    this.warn = (message) => warnOnce(warn, message)
    const given = Object.entries(OPTIONS).filter(([option]) => (options[option] ?? null) !== null)
    const asked = Object.fromEntries(given.map(([option, name]) => [name, optionText(option, options[option])]))
    this.sources = [asked, Object.fromEntries(Object.entries(variables).filter(([name]) => name.startsWith('KIST_')))]
    this.#pointOutUnknown()
    this.folder = this.#kistFolder(resolve(start))
    const local = this.#file('config.local', false)
    const common = this.#file('config', true)
    const environment = first([...this.sources, local, common], 'KIST_ENVIRONMENT')
    this.environment = environment ?? 'development'
    if (!ENVIRONMENT.test(this.environment)) throw new SettingsError("the environment's name is not one that Kist allows")
    if (!environment) this.warn('environment development, by default; KIST_ENVIRONMENT sets another')
    this.sources.push(local, this.#file(`config.${this.environment}`, true), common)

    this.uri = this.value('KIST_MONGODB_URI')
    this.database = this.value('KIST_DATABASE')
    this.collection = this.value('KIST_COLLECTION') ?? 'secrets'
    this.milliseconds = milliseconds(this.value('KIST_TIMEOUT') ?? '30s')
    this.strict = isOn(this.value('KIST_STRICT') ?? '0')
    this.keys = this.#keys()
  }

  value(name) {
    return first(this.sources, name)
  }

  /** A file of the user's own, by the XDG Base Directory Specification; null where there is no home. */
  home(variable, otherwise, name) {
    const base = this.variables[variable] ?? ''
    if (isAbsolute(base)) return join(base, 'kist', name)
    const home = this.variables.HOME || homedir()
    return isAbsolute(home) ? join(home, otherwise, 'kist', name) : null
  }

  #pointOutUnknown() {
    for (const name of Object.keys(this.sources[1])) {
      if (!KNOWN.has(name) && !OTHERS.has(name) && !/^KIST_(TEST|JAVA)_/.test(name)) this.warn(`unknown variable ${name}`)
    }
  }

  /** The nearest `.kist`. One that others can write to is refused, or ignored where nothing is wanted from it. */
  #kistFolder(start) {
    const folder = kistFolder(start)
    if (folder === null) return null
    try {
      checkFolder(folder)
    } catch (e) {
      const given = (...names) => names.some((name) => first(this.sources, name))
      const wanted = !['KIST_MONGODB_URI', 'KIST_ENVIRONMENT', 'KIST_FINGERPRINT'].every((name) => given(name)) ||
        !given('KIST_KEY', 'KIST_KEY_FILE')
      if (wanted || !(e instanceof KistError)) throw e
      this.warn(`${folder} is ignored: ${e.message}`)
      return null
    }
    return folder
  }

  #file(name, committed) {
    const path = this.folder && join(this.folder, name)
    if (!isFile(path)) return {}
    const values = Object.create(null)
    for (const { number, line } of lines(path)) {
      const match = LINE.exec(line)
      if (!match) throw new SettingsError(`${path}:${number}: not a line NAME=value; put the value into single quotes`)
      values[match[1]] = match[2] ?? match[3] ?? match[4] ?? ''
      if (match[1].startsWith('KIST_') && !KNOWN.has(match[1])) this.warn(`${path}:${number}: unknown setting ${match[1]}`)
    }
    this.#check(path, values, committed)
    if (values.KIST_MONGODB_URI) {
      values.KIST_MONGODB_URI = new ConnectionString(values.KIST_MONGODB_URI).resolvedFrom(dirname(this.folder))
    }
    return values
  }

  #check(path, values, committed) {
    const local = join(dirname(path), 'config.local')
    const uri = new ConnectionString(values.KIST_MONGODB_URI ?? '')
    const refuse = (holds) => {
      throw new SettingsError(`${path} holds ${holds} and is a file to commit: move the line to ${local}`)
    }
    if (committed && values.KIST_KEY) refuse('KIST_KEY')
    if (committed && uri.hasPassword()) refuse('a KIST_MONGODB_URI with a password')
    if (committed && uri.exposes()) {
      refuse("a KIST_MONGODB_URI that would use this machine's own credentials or an insecure connection,")
    }
    if (!committed && (values.KIST_KEY || uri.hasPassword()) && othersCanRead(path)) {
      throw new SettingsError(`others can read ${path}, which holds a key or a password: chmod 600 ${path}`)
    }
  }

  #keys() {
    const keys = (this.value('KIST_KEY') ?? '').split(/[\s,]+/).filter(Boolean)
      .flatMap((text) => this.#key(text, 'KIST_KEY'))
    const named = this.value('KIST_KEY_FILE')
    if (named) {
      // A relative path in a file counts from the folder that holds `.kist`.
      const inFile = this.folder && !first(this.sources.slice(0, 2), 'KIST_KEY_FILE')
      const path = resolve(inFile ? dirname(this.folder) : '.', named.replace(/^~(?=\/)/, this.variables.HOME || homedir()))
      if (!isFile(path)) throw new SettingsError(`KIST_KEY_FILE: there is no file ${path}`)
      if (othersCanRead(path)) this.warn(`others can read the key file ${path}`)
      return [...keys, ...this.#keyFile(path)]
    }
    const credentials = this.variables.CREDENTIALS_DIRECTORY
    const places = [this.folder && join(this.folder, 'key'), this.home('XDG_CONFIG_HOME', '.config', 'key'),
      credentials ? join(credentials, 'kist-key') : null]
    for (const path of places.filter(isFile)) {
      if (othersCanRead(path)) throw new SettingsError(`others can read the key file ${path}: chmod 600 ${path}`)
      keys.push(...this.#keyFile(path))
    }
    return keys
  }

  #keyFile(path) {
    return lines(path).flatMap(({ number, line }) => this.#key(line, `${path}:${number}`))
  }

  /** A secret key; none for the address of a key in a service, which only Kist itself can use. */
  #key(text, source) {
    if (ADDRESS.test(text)) {
      this.addresses.push(text)
      return []
    }
    try {
      return [SecretKey.parse(text)]
    } catch (e) {
      throw e instanceof SettingsError ? new SettingsError(`${source}: ${e.message}`) : e
    }
  }
}

function optionText(option, value) {
  if (option === 'strict' && typeof value === 'boolean') return value ? '1' : '0'
  return String(value)
}

/** The first source that sets a name; an empty value counts as not set. */
export function first(sources, name) {
  return sources.find((source) => source[name])?.[name]
}

function milliseconds(text) {
  const match = /^([0-9]+(?:\.[0-9]+)?)\s*(ms|s|m)?$/.exec(text)
  if (!match || Number(match[1]) === 0) throw new SettingsError('KIST_TIMEOUT: seconds, or a number with ms, s or m')
  return Math.max(1, Math.round(Number(match[1]) * ({ ms: 1, m: 60_000 }[match[2]] ?? 1000)))
}

function isOn(text) {
  if (['1', 'true', 'yes', 'on'].includes(text.toLowerCase())) return true
  if (['0', 'false', 'no', 'off'].includes(text.toLowerCase())) return false
  throw new SettingsError('KIST_STRICT: 1 or 0')
}
