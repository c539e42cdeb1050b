/** Secrets in hand: what printing them shows. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { hidden } from '../src/hidden.js'

const printed = (secrets) => [`${secrets}`, String(secrets), inspect(secrets), JSON.stringify({ secrets }),
  inspect(secrets, { customInspect: false, showHidden: true })].join('\n')

test('printing shows no value, whatever a secret is called', () => {
  for (const name of ['A', 'toString', 'toJSON', 'valueOf', 'inspect', 'constructor', '__proto__', 'then']) {
    const secrets = hidden('development', new Map([[name, 'hunter2'], ['B', 'hunter2']]))
    assert.equal(secrets[name], 'hunter2')
    assert.equal(secrets.B, 'hunter2')
    assert.doesNotMatch(printed(secrets), /hunter2/, name)
  }
})

test('names are there to be listed, and nothing can be changed', () => {
  const secrets = hidden('development', new Map([['A', '1'], ['B', '2']]))
  assert.deepEqual(Object.keys(secrets), ['A', 'B'])
  assert.throws(() => { secrets.A = '3' }, TypeError)
})
