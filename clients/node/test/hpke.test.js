import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Malformed } from '../src/errors.js'
import { keySchedule, open, privateKey, publicBytes } from '../src/hpke.js'
import { hex } from '../testing/vectors.js'

const file = JSON.parse(readFileSync(new URL('rfc9180.json', import.meta.url), 'ascii'))
const vector = Object.fromEntries(Object.entries(file).map(([name, value]) => [name,
  name === 'encryption' ? Object.fromEntries(Object.entries(value).map(([n, v]) => [n, hex(v)])) : hex(value)]))
const key = privateKey(vector.skRm)

test('the key schedule is that of RFC 9180', () => {
  assert.deepEqual(publicBytes(key), vector.pkRm)
  assert.deepEqual(publicBytes(privateKey(vector.skEm)), vector.enc)
  const schedule = keySchedule(key, vector.pkRm, vector.enc, vector.info)
  assert.deepEqual(schedule.sharedSecret, vector.shared_secret)
  assert.deepEqual(schedule.context, vector.key_schedule_context)
  assert.deepEqual(schedule.secret, vector.secret)
  assert.deepEqual(schedule.key, vector.key)
  assert.deepEqual(schedule.baseNonce, vector.base_nonce)
})

test('the first message of RFC 9180 opens', () => {
  const { ct, aad, pt, nonce } = vector.encryption
  assert.deepEqual(nonce, vector.base_nonce)
  assert.deepEqual(open(key, vector.pkRm, vector.enc, vector.info, ct, aad), pt)
})

test('nothing else opens', () => {
  const { ct, aad } = vector.encryption
  const flipped = (bytes, at) => Buffer.from(bytes.map((byte, n) => (n === at ? byte ^ 1 : byte)))
  for (let at = 0; at < ct.length; at++) {
    assert.throws(() => open(key, vector.pkRm, vector.enc, vector.info, flipped(ct, at), aad), Malformed)
  }
  assert.throws(() => open(key, vector.pkRm, flipped(vector.enc, 3), vector.info, ct, aad), Malformed)
  assert.throws(() => open(key, vector.pkRm, vector.enc, flipped(vector.info, 0), ct, aad), Malformed)
  assert.throws(() => open(key, vector.pkRm, vector.enc, vector.info, ct, flipped(aad, 0)), Malformed)
  assert.throws(() => open(key, vector.pkRm, vector.enc, vector.info, ct.subarray(0, 15), aad), Malformed)
})

test('a shared secret of zeros is refused', () => {
  const { ct, aad } = vector.encryption
  for (const point of [Buffer.alloc(32), Buffer.concat([Buffer.of(1), Buffer.alloc(31)]),
    hex('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'),
    hex('ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f')]) {
    assert.throws(() => open(key, vector.pkRm, point, vector.info, ct, aad), Malformed)
  }
})
