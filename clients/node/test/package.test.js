/** What a program gets by the package's name, and what its types say of that. */

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import * as kist from 'kist'

test('import and require give the same, and the types name all of it', () => {
  assert.deepEqual(Object.keys(createRequire(import.meta.url)('kist')).sort(), Object.keys(kist).sort())
  const types = readFileSync(new URL('../src/index.d.ts', import.meta.url), 'utf8')
  const named = [...types.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name)
  assert.deepEqual([...new Set(named)].sort(), Object.keys(kist).sort())
})
