/** Opening an environment (docs/format.md, Opening an environment, Sealed, Bounds before work). */

import { arrayMember, dateField, field, i64, integerMember, intField, object, text, textField } from './bytes.js'
import { AccessError, doesNotDecrypt, listed, Malformed, NotFoundError, UnknownDek, unlessMalformed, wantsAKey }
  from './errors.js'
import { keyId } from './keys.js'
import { Keyring } from './keyring.js'
import { ENVIRONMENT, isByKist } from './names.js'

const FORMAT = 1n
const MAX_ENTRIES = 1000
const MAX_SEALED_CHARACTERS = 2 << 20

/**
 * The keyring of an environment and its parent (`{environment, fingerprint}` or null). `child`, if any, is who inherits
 * from it: `{name, expects}`. `trust(name, fingerprint, inherited)` throws where it is not to be trusted, and may have
 * `known`, the environments of which a file knows a fingerprint.
 */
export async function openEnvironment(store, name, keys, trust, child = null) {
  const document = await store.environment(name)
  if (!document) throw await missing(store, name, trust, child)
  checkFormat(document, name)
  checkBounds(document, name)
  const keyring = unwrap(document, name, keys)
  const fingerprint = keyring.fingerprint(name)
  if (child && fingerprint !== child.expects) {
    throw new AccessError(`environment ${child.name} inherits from ${name} with the fingerprint ${child.expects}, and ` +
      `${name} now has ${fingerprint}`)
  }
  trust(name, fingerprint, child !== null)
  return { name, keyring, parent: checkSealed(document, name, keyring) }
}

/** Why there is no environment: what is known of it, or left of it, tells that its document was lost. */
async function missing(store, name, trust, child) {
  const removed = 'if a member removed it on purpose, kist environment delete forgets it here; if not, '
  const isKnown = trust.known?.has(name) ?? false
  let trace = isKnown ? 'a fingerprint of it is known here' : null
  if (!trace) {
    for await (const document of store.secrets(name)) {
      if (!isByKist(document)) continue
      trace = 'it has encrypted secrets'
      break
    }
  }
  if (trace) {
    return new AccessError(`environment ${name} has lost its document: there is none, but ${trace}; check the names of ` +
      `database and collection; ${isKnown ? removed : ''}restore it from a backup`)
  }
  const inherits = child ? `environment ${child.name} inherits from ${name}, which` : `environment ${name}`
  return new NotFoundError(`${inherits} does not exist${store.place ? ` in ${store.place}` : ''}`)
}

function checkFormat(document, name) {
  const none = () => new AccessError(`environment ${name} has no format number that Kist writes`)
  const found = unlessMalformed(() => intField(document, 'format'), none)
  if (found > FORMAT) {
    throw new AccessError(`environment ${name} is stored in format ${found}: this reader knows format ${FORMAT}; ` +
      'install a newer one')
  }
  if (found !== FORMAT) throw none()
}

/** Before any work: whoever can write to the database can store a great deal. */
function checkBounds(document, name) {
  for (const list of ['keys', 'next']) {
    const entries = document[list]
    if (Array.isArray(entries) && entries.length > MAX_ENTRIES) {
      throw new AccessError(`environment ${name} has ${entries.length} entries in ${list}, more than ${MAX_ENTRIES}`)
    }
  }
  if (typeof document.sealed === 'string' && document.sealed.length > MAX_SEALED_CHARACTERS) {
    throw new AccessError(`environment ${name} has more than ${MAX_SEALED_CHARACTERS} characters in sealed`)
  }
}

function unwrap(document, environment, keys) {
  const first = new Map() // of several entries for one key only the first is tried
  for (const entry of Array.isArray(document.keys) ? document.keys : []) {
    const publicKey = entry?.public_key
    if (typeof publicKey === 'string' && !first.has(publicKey)) first.set(publicKey, entry)
  }
  const mine = keys.filter((key) => first.has(key.publicKey))
  if (mine.length === 0) {
    const ids = listed([...new Set(keys.map((key) => key.keyId))].sort()) || 'none'
    const error = new AccessError(`no key opens environment ${environment}: keys at hand: ${ids}; ask a member to run: kist ` +
      `key add -e ${environment} --label NAME ${keys[0]?.publicKey ?? 'PUBLIC_KEY'}`)
    wantsAKey.add(error)
    throw error
  }
  for (const key of mine) {
    try {
      return Keyring.parse(key.unwrap(textField(first.get(key.publicKey), 'wrapped'), environment))
    } catch (e) {
      if (!(e instanceof Malformed)) throw e
    }
  }
  throw doesNotDecrypt(`environment ${environment}`)
}

/** The parent, or null; AccessError where the list of keys, or the keyring, is not what a member sealed. */
function checkSealed(document, environment, keyring) {
  const forged = `the list of keys of environment ${environment} is not the one that a member sealed`
  const { sealed } = document
  if (typeof sealed !== 'string') throw new AccessError(`${forged}: there is none`)
  let content
  try {
    const data = [text('kist:v1:sealed'), field(environment), i64(intField(document, 'revision'))]
    const json = keyring.decryptText(sealed, Buffer.concat(data))
    if (!keyring.isByActive(sealed)) throw new AccessError(`${forged}: it was sealed before the last rotation`)
    content = parseSealed(json)
  } catch (e) {
    if (e instanceof UnknownDek) throw new AccessError(`${forged}: it was not encrypted by its present keys`)
    if (e instanceof Malformed) throw doesNotDecrypt(`the list of keys of environment ${environment}`)
    throw e
  }
  if (content.retired === null) {
    throw new AccessError(`environment ${environment} was made by a Kist from before release 0.1.0: create it again and set ` +
      'its secrets again')
  }
  if (content.retired.join() !== keyring.retired().join()) {
    throw new AccessError(`${forged}: what its keys open is from another time than the list`)
  }
  if (JSON.stringify(document.keys.map(member)) !== JSON.stringify(content.members)) {
    throw new AccessError(`${forged}: listed: ${listed(document.keys.map((entry) => entry?.key_id))}; sealed: ` +
      `${listed(content.members.map((m) => shownId(m[1])))}`)
  }
  return content.inherits
}

/** `{members, retired, inherits}`; `retired` has ids, ascending, and is null where there is none. */
export function parseSealed(json) {
  let content
  try {
    content = object(JSON.parse(json))
  } catch {
    throw new Malformed('not JSON')
  }
  const members = arrayMember(content, 'keys').map(object).map((key) => [textField(key, 'label'),
    textField(key, 'public_key'), integerMember(key, 'created_at'), textField(key, 'created_by')])
  let inherits = null
  if (Object.hasOwn(content, 'inherits')) {
    const parent = object(content.inherits)
    inherits = { environment: textField(parent, 'environment'), fingerprint: textField(parent, 'fingerprint') }
    if (!ENVIRONMENT.test(inherits.environment)) throw new Malformed("not an environment's name")
  }
  if (!Object.hasOwn(content, 'retired')) return { members, retired: null, inherits }
  const retired = object(content.retired)
  for (const id of Object.keys(retired)) {
    integerMember(retired, id)
    if (!/^[1-9][0-9]{0,9}$/.test(id) || Number(id) > 0xffffffff) throw new Malformed('not a DEK\'s id')
  }
  for (const event of arrayMember(content, 'events').map(object)) {
    integerMember(event, 'number')
    integerMember(event, 'at')
    textField(event, 'by')
    textField(event, 'kind')
    object(event.details)
  }
  return { members, retired: Object.keys(retired).map(Number).sort((a, b) => a - b), inherits }
}

/** What is sealed of an entry of `keys`; null for an entry that Kist did not write. */
function member(entry) {
  try {
    const publicKey = textField(entry, 'public_key')
    if (entry.key_id !== keyId(publicKey)) return null
    return [textField(entry, 'label'), publicKey, Number(dateField(entry, 'created_at')), textField(entry, 'created_by')]
  } catch (e) {
    if (e instanceof Malformed) return null
    throw e
  }
}

function shownId(publicKey) {
  try {
    return keyId(publicKey)
  } catch {
    return 'not a key'
  }
}
