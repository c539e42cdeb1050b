/** Whether git has a file in its index. Reads git's own files and runs nothing. */

import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** Whether a file came with a clone, or will go with one; not where that cannot be told. */
export function isTracked(file) {
  const path = resolve(file)
  try {
    for (let at = dirname(path); ; at = dirname(at)) {
      const git = join(at, '.git')
      if (existsSync(git)) return names(folder(git)).includes(relative(at, path).replaceAll(sep, '/'))
      if (dirname(at) === at) return false
    }
  } catch {
    return false
  }
}

/** In a worktree or a submodule `.git` is a file that names the folder. */
function folder(git) {
  if (statSync(git).isDirectory()) return git
  const named = /^gitdir: (.*)$/s.exec(readFileSync(git, 'utf8').trim())
  return named ? resolve(dirname(git), named[1]) : git
}

/** The paths in the index, of its versions 2 to 4. */
function names(git) {
  const config = join(git, 'config')
  const isSha256 = existsSync(config) && /objectformat\s*=\s*sha256/i.test(readFileSync(config, 'latin1'))
  const fixed = 40 + (isSha256 ? 32 : 20)
  const index = readFileSync(join(git, 'index'))
  const version = index.readUInt32BE(4)
  const found = []
  let name = Buffer.alloc(0)
  let at = 12
  for (let count = index.readUInt32BE(8); count > 0; count--) {
    const start = at
    at += fixed + (version >= 3 && index.readUInt16BE(start + fixed) & 0x4000 ? 4 : 2)
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
    found.push(name.toString())
    at = version >= 4 ? end + 1 : start + Math.floor((end - start + 8) / 8) * 8
  }
  return found
}
