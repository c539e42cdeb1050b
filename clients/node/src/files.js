/** The files that settings, keys and known fingerprints come from, and who may have written them. */

import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SettingsError } from './errors.js'

const MAX_BYTES = 4 << 20

export function isFile(path) {
  return Boolean(found(path)?.isFile())
}

/** What is there; undefined where nothing is, or it cannot be looked at. */
function found(path) {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

/** Why a file cannot be read, in words. */
export function reason({ code }) {
  const words = { ENOENT: 'it does not exist', EACCES: 'permission denied', EISDIR: 'it is a folder',
    ERR_INVALID_ARG_VALUE: 'that cannot be the name of a file' }
  return words[code] ?? code
}

// Space of ASCII alone: JavaScript takes a byte order mark in the middle of a file for space, and other readers do not.
const ENDS = /^[ \t\v\f]+|[ \t\v\f]+$/g

/** The lines of a file that say something: `{number, line}`; comments only if they are asked for. */
export function lines(path, comments = false) {
  const found = []
  for (const [at, line] of read(path).split(/\r\n|[\r\n]/).entries()) {
    const words = line.replace(ENDS, '')
    if (/^(<{7}|[|]{7}|={7}|>{7})( .*)?$/.test(words)) {
      throw new SettingsError(`${path}:${at + 1}: a conflict mark of git: merge the file first`)
    }
    if (words && (comments || !words.startsWith('#'))) found.push({ number: at + 1, line: words })
  }
  return found
}

function read(path) {
  let bytes
  try {
    if (statSync(path).size <= MAX_BYTES) bytes = readFileSync(path)
  } catch (e) {
    throw new SettingsError(`${path} cannot be read: ${reason(e)}`)
  }
  if (!bytes) throw new SettingsError(`${path} is over 4 MiB, far more than such a file has`)
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
    if (found(path)?.isDirectory()) return path
    if (dirname(folder) === folder) return null
  }
}

/** Looks at a `.kist` folder and at the files in it that are used. */
export function checkFolder(folder) {
  let names
  try {
    names = readdirSync(folder).filter((name) => name.startsWith('config.')).sort()
  } catch (e) {
    throw new SettingsError(`${folder} cannot be read: ${reason(e)}`)
  }
  checkOwner(folder)
  for (const name of ['config', 'known_environments', 'key', 'local.db', ...names]) checkOwner(join(folder, name))
}

/**
 * SettingsError where anyone but the user could have written a file: another owner, also of a link to it, a group other
 * than the user's own with the right to write, or everyone with it; and for what is no plain file, as reading a named
 * pipe would wait.
 */
export function checkOwner(path) {
  if (process.platform === 'win32') return
  let found
  let link
  try {
    found = statSync(path)
    link = lstatSync(path)
  } catch {
    return // not there, a link to nowhere, or not to be looked at and so not to be read
  }
  if ([found, link].some(({ uid }) => uid !== process.geteuid())) {
    throw new SettingsError(`${path} belongs to another user`)
  }
  if (!found.isFile() && !found.isDirectory()) throw new SettingsError(`${path} is no plain file`)
  if (found.mode & 0o002 || (found.mode & 0o020 && !isOwnGroup(found.gid))) {
    throw new SettingsError(`others can write to ${path}: chmod go-w ${path}`)
  }
}

/** Whether a group is the one that the process runs with, and nobody else is in it as far as this machine's files say. */
export function isOwnGroup(group, groups = entries('/etc/group'), users = entries('/etc/passwd')) {
  const [number, id] = [String(group), String(process.geteuid())]
  const me = users.find((user) => user[2] === id)?.[0] ?? id
  const listed = groups.filter((entry) => entry[2] === number)
  const members = listed.flatMap((entry) => entry[3].split(',').filter((name) => name.trim()))
    .concat(users.filter((user) => user[3] === number).map((user) => user[0]))
  return group === process.getegid() && members.every((name) => name === me) && (listed.length > 0 || number === id)
}

function entries(file) {
  try {
    return readFileSync(file, 'latin1').split('\n').map((line) => line.split(':')).filter((fields) => fields.length > 3)
  } catch {
    return []
  }
}

export function othersCanRead(path) {
  return process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0
}
