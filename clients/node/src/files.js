/** The files that settings, keys and known fingerprints come from, and who may have written them. */

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SettingsError } from './errors.js'

export function isFile(path) {
  return path !== null && Boolean(statSync(path, { throwIfNoEntry: false })?.isFile())
}

/** The lines of a file that say something: `{number, line}`. */
export function lines(path) {
  const found = []
  for (const [at, line] of read(path).split(/\r\n|[\r\n]/).entries()) {
    if (/^(<{7}|[|]{7}|={7}|>{7})/.test(line)) {
      throw new SettingsError(`${path}:${at + 1}: a conflict mark of git: merge the file first`)
    }
    if (line.trim() && !line.trimStart().startsWith('#')) found.push({ number: at + 1, line: line.trim() })
  }
  return found
}

function read(path) {
  let bytes
  try {
    bytes = readFileSync(path)
  } catch (e) {
    throw new SettingsError(`${path} cannot be read: ${e.code}`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) // without a byte order mark
  } catch {
    throw new SettingsError(`${path} is not UTF-8`)
  }
}

/** The nearest `.kist` folder in `start` or above it, or null. */
export function kistFolder(start) {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, '.kist')
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path
    if (dirname(folder) === folder) return null
  }
}

export function checkFolder(folder) {
  checkOwner(folder)
  for (const name of readdirSync(folder).sort()) checkOwner(join(folder, name))
}

/**
 * SettingsError where anyone but the user could have written a file: another owner, a group other than the user's own
 * with the right to write, or everyone with it.
 */
export function checkOwner(path) {
  if (process.platform === 'win32') return
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return // a link to nowhere, or gone since the folder was listed
  if (found.uid !== process.geteuid()) throw new SettingsError(`${path} belongs to another user`)
  if (found.mode & 0o002 || (found.mode & 0o020 && found.gid !== process.getegid())) {
    throw new SettingsError(`others can write to ${path}: chmod go-w ${path}`)
  }
}

export function othersCanRead(path) {
  return process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0
}
