/** What stands outside the database, and means the same to Kist and to the readers. */

import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { SettingsError } from '../src/errors.js'
import { withStore } from '../src/mongo.js'
import { Settings } from '../src/settings.js'
import { makeProject, writeTo } from '../testing/project.js'
import { vectors } from '../testing/vectors.js'

const SHARED = vectors('settings.json')
const isRefused = (e) => e instanceof SettingsError && e.exitCode === 2
let home
let folder

beforeEach(() => ({ home, folder } = makeProject()))
afterEach(() => rmSync(home, { recursive: true }))

function settings(variables) {
  const all = { HOME: home, KIST_ENVIRONMENT: 'production', PATH: process.env.PATH, ...variables }
  return new Settings({}, all, join(home, 'project'), () => {})
}

function keysAt(where, text) {
  const path = writeTo(home, 'shared', text)
  const found = settings({ variable: { KIST_KEY: text }, file: { KIST_KEY_FILE: path },
    command: { KIST_KEY_COMMAND: `cat ${path}` } }[where])
  found.fetchKeys()
  return found.keys.length + found.addresses.length
}

test('keys', { skip: process.platform === 'win32' }, () => {
  for (const { name, text, keys, where } of SHARED.keys) {
    for (const place of where) {
      if (keys === null) assert.throws(() => keysAt(place, text), isRefused, `${name}, ${place}`)
      else assert.equal(keysAt(place, text), keys, `${name}, ${place}`)
    }
  }
})

for (const [variable, cases] of [['KIST_COLLECTION', SHARED.collections], ['KIST_TIMEOUT', SHARED.times]]) {
  test(variable, () => {
    for (const text of cases.good) settings({ [variable]: text })
    for (const text of cases.bad) assert.throws(() => settings({ [variable]: text }), isRefused, text)
  })
}

test('connection strings', async () => {
  for (const { uri, usable } of SHARED.uris) {
    const opened = withStore({ uri, milliseconds: 100, collection: 'x', database: 'd' }, async () => true)
    if (usable) assert.ok(await opened, uri)
    else await assert.rejects(opened, isRefused, uri)
  }
})

test('an empty setting in a file counts as not set', async () => {
  writeTo(folder, 'config', 'KIST_KEY=\nKIST_KEY_COMMAND=\nKIST_MONGODB_URI=\nKIST_DATABASE=\n')
  assert.equal(settings().uri, undefined)
  writeTo(folder, 'config', "KIST_MONGODB_URI='mongodb://host/?tlsCertificateKeyFile=&tlsCAFile='\n")
  const { uri } = settings()
  assert.ok(await withStore({ uri, milliseconds: 100, collection: 'x', database: 'd' }, async () => true))
})
