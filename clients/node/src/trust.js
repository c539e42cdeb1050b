/** What decides on fingerprints (docs/format.md, Fingerprint). */

import { join } from 'node:path'
import { AccessError, SettingsError } from './errors.js'
import { checkOwner, isFile, lines } from './files.js'

const FINGERPRINT = /^[0-9a-f]{32}$/

/**
 * A function (name, fingerprint, inherited) that throws where an environment is not to be trusted. One place counts:
 * KIST_FINGERPRINT, for the environment that is asked for; else the user's own file; else the project's. A parent's is in
 * its child's sealed list, and held against the files too.
 */
export function trust(settings, database) {
  const known = (settings.value('KIST_FINGERPRINT') ?? '').toLowerCase().split(/[\s,]+/).filter(Boolean)
  if (!known.every((f) => FINGERPRINT.test(f))) throw new SettingsError('KIST_FINGERPRINT: a fingerprint is 32 hex digits')
  const place = `${database}.${settings.collection}`
  const trusted = settings.home('XDG_STATE_HOME', '.local/state', 'trusted')
  if (isFile(trusted)) checkOwner(trusted)
  const own = fingerprints(trusted, place)
  const project = fingerprints(settings.folder && join(settings.folder, 'known_environments'), place)

  return (name, fingerprint, inherited) => {
    const files = [own.get(name), project.get(name)].filter(Boolean)
    const accepted = known.length > 0 && !inherited ? [known] : files
    const has = `environment ${name} has the fingerprint ${fingerprint}`
    const within = accepted.filter((list) => list.includes(fingerprint))
    if (within.length === accepted.length && (accepted.length > 0 || inherited)) return
    if (within.length > 0) {
      const [here, there] = files[0].includes(fingerprint) ? ['your own file', "the project's"]
        : ["the project's file", 'your own']
      throw new AccessError(`${has}, which is in ${here} and not in ${there}: ask a member which one is right, then kist ` +
        `trust ${name}`)
    }
    if (accepted.length > 0) {
      throw new AccessError(`${has}, which is not a known one: its keyring was renewed, or replaced by someone else; ask ` +
        `a member, then kist trust ${name}`)
    }
    if (settings.strict) {
      throw new AccessError(`${has}, which is unknown, and KIST_STRICT is on: set KIST_FINGERPRINT, or kist trust ${name}`)
    }
    settings.warn(`${has}, unknown here and trusted; set KIST_FINGERPRINT, or kist trust ${name}`)
  }
}

/** The lines of a file for one database and collection: environments to their known fingerprints. */
function fingerprints(path, place) {
  const found = new Map()
  for (const { number, line } of isFile(path) ? lines(path) : []) {
    const match = /^(.+?)\s+(\S+)\s+([0-9a-f]{32})$/.exec(line)
    if (!match) throw new SettingsError(`${path}:${number}: not a line \`database.collection environment fingerprint\``)
    if (match[1] === place) found.set(match[2], [...(found.get(match[2]) ?? []), match[3]])
  }
  return found
}
