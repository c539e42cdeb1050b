/** What decides on fingerprints (docs/format.md, Fingerprint). */

import { join } from 'node:path'
import { AccessError, SettingsError } from './errors.js'
import { checkOwner, isFile, lines } from './files.js'
import { first } from './settings.js'
import { ConnectionString } from './uri.js'

const FINGERPRINT = /^[0-9a-f]{32}$/

/**
 * A function (name, fingerprint, inherited) that throws where an environment is not to be trusted. One place counts:
 * KIST_FINGERPRINT, for the environment that is asked for; else the user's own file; else the project's. A parent's is in
 * its child's sealed list, and held against the files too.
 */
export function trust(settings, database) {
  const known = given(first(settings.sources.slice(0, 3), 'KIST_FINGERPRINT'))
  // In a committed file it is the word of whoever can write to the project, which is below the user's own.
  const committed = given(first(settings.sources.slice(3), 'KIST_FINGERPRINT'))
  const place = `${database}.${settings.collection}`
  const trusted = settings.home('XDG_STATE_HOME', '.local/state', 'trusted')
  if (isFile(trusted)) checkOwner(trusted)
  const { here: own, elsewhere } = fingerprints(trusted, place, new ConnectionString(settings.uri ?? '').hosts)
  const { here: project } = fingerprints(settings.folder && join(settings.folder, 'known_environments'), place, '')

  return (name, fingerprint, inherited) => {
    const files = [own.get(name), project.get(name) ?? committed].filter((list) => list?.length > 0)
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
    if (accepted.length === 0 && elsewhere.get(name)?.includes(fingerprint)) return
    if (accepted.length > 0) {
      const then = accepted[0] === known ? 'correct KIST_FINGERPRINT' : `kist trust ${name}`
      throw new AccessError(`${has}, which is not a known one: a member removed a key, or someone else replaced it; ask ` +
        `a member, then ${then}`)
    }
    if (settings.strict) {
      throw new AccessError(`${has}, which is unknown, and KIST_STRICT is on: set KIST_FINGERPRINT, or kist trust ${name}`)
    }
    settings.warn(`${has}, unknown here and trusted; set KIST_FINGERPRINT, or kist trust ${name}`)
  }
}

function given(text) {
  const known = (text ?? '').toLowerCase().split(/[\s,]+/).filter(Boolean)
  if (!known.every((f) => FINGERPRINT.test(f))) throw new SettingsError('KIST_FINGERPRINT: a fingerprint is 32 hex digits')
  return known
}

/**
 * The lines of a file for one database and collection: environments to their known fingerprints, those of this server or of
 * any, and those below a comment `# at HOSTS` of another.
 */
function fingerprints(path, place, server) {
  const here = new Map()
  const elsewhere = new Map()
  let found = here
  for (const { number, line } of isFile(path) ? lines(path, true) : []) {
    if (line.startsWith('#')) {
      if (server && line.startsWith('# at ')) found = line.slice(5).trim() === server ? here : elsewhere
      continue
    }
    const match = /^(.+?)\s+(\S+)\s+([0-9a-f]{32})$/.exec(line)
    if (!match) throw new SettingsError(`${path}:${number}: not a line \`database.collection environment fingerprint\``)
    if (match[1] === place) found.set(match[2], [...(found.get(match[2]) ?? []), match[3]])
  }
  return { here, elsewhere }
}
