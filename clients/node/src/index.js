/**
 * Reads the secrets that Kist keeps in MongoDB into a Node program.
 *
 *     import { loadSecretsFromDb } from 'kist'
 *
 *     await loadSecretsFromDb() // fills process.env, first thing at the start
 *
 * Only reads: nothing here writes to the database, to a file or to standard output, and no value or key is in a message.
 */

import { isDangerous } from './dangerous-names.js'
import { AccessError, listed, SettingsError, wantsAKey } from './errors.js'
import { hidden } from './hidden.js'
import { withStore } from './mongo.js'
import { readDocuments } from './secrets.js'
import { Settings } from './settings.js'
import { trust } from './trust.js'

export { AccessError, KistError, NotFoundError, SettingsError, TemplateError, UnreachableError } from './errors.js'

/**
 * All secrets of an environment, its parents' among them, deleted ones left out, templates resolved: a frozen object of
 * names to values that shows no value when it is printed. Binary secrets are left out, which is said once; with
 * `binary: true` they are there as Buffers. Rejects with a KistError where anything at all cannot be read or trusted:
 * there is no half-read environment.
 *
 * @param {import('./index.js').LoadOptions} [options]
 */
export async function loadSecrets(options = {}) {
  const { values, settings } = await read(options)
  return hidden(settings.environment, options.binary ? values : texts(values, settings, 'binary: true gives them'))
}

/**
 * Puts all secrets of an environment into process.env and gives their names. With `override: false` variables that are
 * set already stay, and their names are not among these. Names that would take over a program (PATH, LD_PRELOAD,
 * NODE_OPTIONS, ...) are refused unless `allowDangerous`. Binary secrets are left out, which is said once. On an error
 * process.env is as it was.
 *
 * @param {import('./index.js').LoadIntoEnvironmentOptions} [options]
 */
export async function loadSecretsFromDb(options = {}) {
  const { override = true, allowDangerous = false } = options
  const { values, settings } = await read(options)
  const names = [...texts(values, settings, 'loadSecrets({ binary: true }) gives them').keys()]
    .filter((name) => override || !Object.hasOwn(process.env, name))
  const dangerous = names.filter(isDangerous)
  if (dangerous.length > 0 && !allowDangerous) {
    throw new SettingsError(`environment ${settings.environment} holds names that would take over a program: ` +
      `${listed(dangerous)}; allowDangerous: true loads them`)
  }
  for (const name of names) process.env[name] = values.get(name)
  return names
}

async function read(options) {
  const settings = new Settings(options, process.env, process.cwd(), options.warn)
  if (!settings.uri) {
    throw new SettingsError("no database: set KIST_MONGODB_URI (the local store is for Kist's command line)")
  }
  if (settings.keys.length === 0) settings.fetchKeys()
  if (settings.keys.length === 0 && settings.addresses.length > 0) {
    throw new AccessError(`no key that can be used here: ${listed(settings.addresses)} is kept by a key management ` +
      'service, which this reader does not ask; make it a key of its own with kist key new --label NAME --add -e ' +
      settings.environment)
  }
  if (settings.keys.length === 0) {
    throw new AccessError(`no key to open environment ${settings.environment} with: set KIST_KEY or KIST_KEY_FILE`)
  }
  const readOnce = () => withStore(settings, (store, database) =>
    readDocuments(store, settings.environment, settings.keys, trust(settings, database)))
  try {
    return { values: await readOnce(), settings }
  } catch (e) {
    if (!wantsAKey.has(e) || !settings.fetchKeys()) throw e
  }
  return { values: await readOnce(), settings }
}

function texts(values, settings, advice) {
  const binary = [...values.keys()].filter((name) => typeof values.get(name) !== 'string')
  if (binary.length > 0) {
    settings.warn(`environment ${settings.environment}: binary secrets are left out: ${listed(binary)}; ${advice}`)
  }
  return new Map([...values].filter(([, value]) => typeof value === 'string'))
}
