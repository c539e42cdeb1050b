/** A home and a project for tests, each in a folder of its own. */

import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** `{home, project, folder}`: a new home, a project in it, and the project's `.kist`. Whoever asks removes the home. */
export function makeProject() {
  const home = mkdtempSync(join(tmpdir(), 'kist-'))
  const project = join(home, 'project')
  const folder = join(project, '.kist')
  mkdirSync(folder, { recursive: true })
  return { home, project, folder }
}

/** Writes a file, and the folders above it; gives its path. */
export function writeTo(folder, name, content, mode = 0o600) {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}
