/** What decides on fingerprints (docs/format.md, Fingerprint). */

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AccessError, SettingsError } from './errors.js'
import { checkOwner, lines } from './files.js'
import { ENVIRONMENT, words } from './names.js'
import { ConnectionString } from './uri.js'

const FINGERPRINT = /^[0-9a-f]{32}$/

/**
 * A function (name, fingerprint, inherited) that throws where an environment is not to be trusted. One place counts:
 * KIST_FINGERPRINT, for the environment that is asked for; else the user's own file; else the project's. A parent's is in
 * its child's sealed list, and held against the files too.
 */
export function trust(settings, database) {
  // In a committed file it is the word of whoever can write to the project, which is below the user's own.
  const isCommitted = settings.given('KIST_FINGERPRINT')?.isCommitted
  const known = isCommitted ? [] : settings.fingerprints
  const committed = isCommitted ? settings.fingerprints : []
  const place = `${database}.${settings.collection}`
  const trusted = settings.home('XDG_STATE_HOME', '', '.local/state', 'trusted')
  if (trusted) {
    checkOwner(dirname(trusted))
    checkOwner(trusted)
  }
  const { here: own, elsewhere } = fingerprints(trusted, place, new ConnectionString(settings.uri ?? '').hosts)
  const { here: project } = fingerprints(settings.folder && join(settings.folder, 'known_environments'), place, '')

  const check = (name, fingerprint, inherited) => {
    // A project that names another server, and what is to be found there, must not go unnoticed.
    // A setting is meant for the environment that is asked for, wherever it stands.
    const projects = project.get(name) ?? (inherited ? [] : committed)
    const files = [own.get(name) ?? (projects.length > 0 ? elsewhere.get(name) : undefined), projects].filter((list) => list?.length > 0)
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
  check.known = new Set([...own.keys(), ...project.keys()])
  return check
}

/** What KIST_FINGERPRINT says. */
export function fingerprintsGiven(text) {
  const value = words(text)
  return value.every((f) => FINGERPRINT.test(f)) ? { value } : { expected: 'a fingerprint: 32 digits of 0-9 and a-f' }
}

/**
 * The lines of a file for one database and collection: environments to their known fingerprints, those of this server or of
 * any, and those below a comment `# at HOSTS` of another.
 */
function fingerprints(path, place, server) {
  const here = new Map()
  const elsewhere = new Map()
  let found = here
  for (const { number, line } of path && existsSync(path) ? lines(path, true) : []) {
    if (line.startsWith('#')) {
      if (server && line.startsWith('# at ')) found = line.slice(5).trim() === server ? here : elsewhere
      continue
    }
    const match = /^(.+?)[ \t\v\f]+(\S+)[ \t\v\f]+([0-9a-f]{32})$/.exec(line)
    if (!match || !ENVIRONMENT.test(match[2])) {
      throw new SettingsError(`${path}:${number}: not a line \`database.collection environment fingerprint\``)
    }
    if (match[1] === place) found.set(match[2], [...(found.get(match[2]) ?? []), match[3]])
  }
  return { here, elsewhere }
}
