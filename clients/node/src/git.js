/** Whether git has a file in its index, so that it came with a clone, or will go with one. Reads git's own files, runs nothing. */

import { closeSync, existsSync, fstatSync, lstatSync, openSync, readFileSync, readlinkSync, readSync, realpathSync,
  statSync } from 'node:fs'
import { dirname, join, parse, relative, resolve, sep } from 'node:path'

export const UNTRACKED = 0
/** A repository is around the file that cannot be understood. */
export const UNTOLD = 1
export const TRACKED = 2

const MOST_LINKS = 40
const MAX_INDEX_BYTES = 2 ** 30
const MAX_BITMAP_WORDS = 2 ** 25
const PASSED_OVER = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g // by HFS+, as git has it in core.protectHFS

/** Looks at each link on the way to a file, and at where it is in the end: git's link has it lead where the project says. */
export function tracked(file) {
  const path = resolve(file)
  let at = parse(path).root
  const ahead = parts(path.slice(at.length))
  let found = UNTRACKED
  let links = 0
  try {
    while (ahead.length > 0) {
      const name = ahead.shift()
      const next = join(at, name)
      if (name === '..' || !lstatSync(next, { throwIfNoEntry: false })?.isSymbolicLink()) {
        at = next
        continue
      }
      if (++links > MOST_LINKS) return UNTOLD
      found = Math.max(found, trackedHere(next))
      const target = readlinkSync(next)
      const { root } = parse(target)
      at = root || at
      ahead.unshift(...parts(target.slice(root.length)))
    }
    return Math.max(found, trackedHere(at))
  } catch {
    return UNTOLD
  }
}

/** What to do so that a file is the user's own again. */
export function outOfGit(file) {
  if (tracked(file) === UNTOLD) {
    return `whether git tracks it cannot be told here: mend the git repository around ${file}, or set it in the environment`
  }
  const real = existsSync(file) ? realpathSync(file) : file
  return real === resolve(file) ? `take this file out of git: git rm --cached ${file}`
    : `take out of git the link that leads to ${real}, and that file`
}

function parts(path) {
  return path.split(sep).filter((part) => part && part !== '.')
}

/** Looks into each repository around a place that is reached without links: git takes the nearest one that is sound. */
function trackedHere(place) {
  let found = UNTRACKED
  for (let at = dirname(place); ; at = dirname(at)) {
    const git = join(at, '.git')
    if (lstatSync(git, { throwIfNoEntry: false })) found = Math.max(found, trackedIn(git, relative(at, place)))
    if (dirname(at) === at) return found
  }
}

function trackedIn(git, name) {
  try {
    return holds(folder(git), folded(name.replaceAll(sep, '/'))) ? TRACKED : UNTRACKED
  } catch {
    return UNTOLD
  }
}

/** In a worktree or a submodule `.git` is a file that names the folder. */
function folder(git) {
  if (statSync(git).isDirectory()) return git
  const named = /^gitdir: (.*)$/s.exec(start(git).trim())
  const found = named && resolve(dirname(git), named[1])
  if (!found || !statSync(found).isDirectory()) throw new RangeError('no repository')
  return found
}

/** The text of one of git's small files. */
function start(file) {
  return bytes(file, 2 ** 20).toString()
}

function bytes(path, most) {
  const file = openSync(path)
  try {
    const found = fstatSync(file)
    if (!found.isFile()) throw new RangeError('no file')
    if (found.size <= most) return readFileSync(file)
    const some = Buffer.alloc(most)
    return some.subarray(0, readSync(file, some, 0, most, 0))
  } finally {
    closeSync(file)
  }
}

/** Whether an index has a name, in the folder of a repository or worktree; an error where it is not understood. */
function holds(git, wanted) {
  if (!lstatSync(join(git, 'index'), { throwIfNoEntry: false })) return false
  const common = existsSync(join(git, 'commondir')) ? resolve(git, start(join(git, 'commondir')).trim()) : git
  const config = join(common, 'config')
  const hash = existsSync(config) && /objectformat\s*=\s*"?sha256/i.test(start(config)) ? 32 : 20
  const { places, link } = find(join(git, 'index'), hash, wanted)
  if (places.length > 0 || !link) return places.length > 0
  const shared = `sharedindex.${link.subarray(0, hash).toString('hex')}` // that a split index is split from
  if (/\.0+$/.test(shared)) return false
  const of = find(existsSync(join(git, shared)) ? join(git, shared) : join(common, shared), hash, wanted)
  const isGone = link.length > hash ? bits(link.subarray(hash)) : () => false
  return of.places.some((place) => !isGone(place))
}

/** The same for all names that a file system may take for the same. */
function folded(name) {
  return name.replaceAll(PASSED_OVER, '').normalize('NFKC').toUpperCase().toLowerCase()
}

/** Where a name stands in an index, of its versions 2 to 4, and what that is split from. */
function find(file, hash, wanted) {
  const index = bytes(file, MAX_INDEX_BYTES)
  const version = index.readUInt32BE(4)
  if (index.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4) throw new RangeError('not an index')
  const fixed = 40 + hash
  const places = []
  let name = Buffer.alloc(0)
  let at = 12
  for (let place = 0, count = index.readUInt32BE(8); place < count; place++) {
    const from = at
    at += fixed + (version >= 3 && index.readUInt16BE(from + fixed) & 0x4000 ? 4 : 2)
    let kept = 0
    if (version >= 4) { // how much of the name before goes, in git's own variable length
      let byte = index.readUInt8(at++)
      let gone = byte & 0x7f
      while (byte & 0x80) {
        byte = index.readUInt8(at++)
        gone = (gone + 1) * 128 + (byte & 0x7f)
      }
      kept = name.length - gone
    }
    const end = index.indexOf(0, at)
    if (end < 0 || kept < 0) throw new RangeError('not an index')
    name = Buffer.concat([name.subarray(0, kept), index.subarray(at, end)])
    if (isSame(name, wanted)) places.push(place)
    at = version >= 4 ? end + 1 : from + Math.floor((end - from + 8) / 8) * 8
  }
  return { places, link: linkOf(index, at, index.length - hash) }
}

/** A folder of a sparse checkout stands for all that is in it. */
function isSame(name, wanted) {
  const isFolder = name.at(-1) === 0x2f
  if (!isFolder && name.length !== wanted.length && name.every((byte) => byte < 0x80)) return false
  const found = folded(name.toString())
  return isFolder ? wanted.startsWith(found) : wanted === found
}

/** Of the extensions the one that tells what the index is split from; what has to be understood is not passed over. */
function linkOf(index, from, end) {
  let link = null
  for (let at = from; at < end;) {
    const kind = index.toString('latin1', at, at + 4)
    const size = index.readUInt32BE(at + 4)
    if (kind === 'link') link = index.subarray(at + 8, at + 8 + size)
    else if (kind !== 'sdir' && !/^[A-Z]/.test(kind)) throw new RangeError('not an index that is known')
    at += 8 + size
  }
  return link
}

/** Whether a bit of a bitmap is set, as git writes it (EWAH): words of a run and words as they are, each behind one that counts. */
function bits(bitmap) {
  const runs = []
  const end = 8 + bitmap.readUInt32BE(4) * 8
  let word = 0
  for (let at = 8; at < end;) {
    const head = bitmap.readBigUInt64BE(at)
    const run = Number(head >> 1n & 0xffffffffn)
    const plain = Number(head >> 33n)
    if (word + run + plain > MAX_BITMAP_WORDS || at + 8 + plain * 8 > end) throw new RangeError('not a bitmap')
    runs.push({ word, run, isSet: Boolean(head & 1n), plain, at: at + 8 })
    word += run + plain
    at += 8 + plain * 8
  }
  return (place) => {
    const at = Math.floor(place / 64)
    const found = runs.find((some) => at >= some.word && at < some.word + some.run + some.plain)
    if (!found) return false
    if (at < found.word + found.run) return found.isSet
    return Boolean(bitmap.readBigUInt64BE(found.at + (at - found.word - found.run) * 8) >> BigInt(place % 64) & 1n)
  }
}
