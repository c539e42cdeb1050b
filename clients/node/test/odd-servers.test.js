/** Servers that answer what no MongoDB answers: the program gets a KistError, and goes on. */

import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { afterEach, beforeEach, test } from 'node:test'
import { BSON } from 'mongodb'
import { KistError, loadSecrets, UnreachableError } from '../src/index.js'
import { vectors } from '../testing/vectors.js'

const KEY = vectors('keys.json').valid[0].secret_key
const HOSTILE = 'h\u001b[31m\nkist: error: forged\u202e:1'
let server
let port
let answer

/** Answers each command, in either form of message, with what `answer` gives. */
beforeEach(async () => {
  server = createServer((socket) => {
    let seen = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (data) => {
      seen = Buffer.concat([seen, data])
      while (seen.length >= 4 && seen.length >= seen.readInt32LE(0)) {
        const message = seen.subarray(0, seen.readInt32LE(0))
        seen = seen.subarray(message.length)
        const isQuery = message.readInt32LE(12) === 2004
        const command = BSON.deserialize(isQuery ? message.subarray(message.indexOf(0, 20) + 9) : message.subarray(21))
        const body = BSON.serialize(answer(Object.keys(command)[0].toLowerCase()))
        const fixed = isQuery ? Buffer.from([8, ...Array(15).fill(0), 1, 0, 0, 0].slice(0, 20)) : Buffer.alloc(5)
        if (isQuery) fixed.writeInt32LE(1, 16)
        const head = Buffer.alloc(16)
        head.writeInt32LE(16 + fixed.length + body.length, 0)
        head.writeInt32LE(message.readInt32LE(4), 8)
        head.writeInt32LE(isQuery ? 1 : 2013, 12)
        socket.write(Buffer.concat([head, fixed, body]))
      }
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = server.address().port
})

afterEach(() => server.close())

const hello = (more) => ({ ok: 1, ismaster: true, isWritablePrimary: true, minWireVersion: 0, maxWireVersion: 25,
  maxBsonObjectSize: 1 << 24, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000, localTime: new Date(0), ...more })
const found = (more) => ({ ok: 1, cursor: { id: BSON.Long.ZERO, ns: 'kist.x', firstBatch: [] }, ...more })

test('an error of the server is told by its number', async () => {
  for (const [code, words] of [[13, /does not let this user read: it lacks the privilege/],
    [18, /refuses the user or the password/], [4242, /\(MongoServerError, code 4242\)/],
    [BSON.Long.fromNumber(13), /lacks the privilege/], [new BSON.Double(13), /lacks the privilege/]]) {
    const error = { ok: 0, code, errmsg: HOSTILE, codeName: HOSTILE }
    answer = (name) => (name === 'hello' || name === 'ismaster' ? hello() : error)
    await assert.rejects(load(), (e) => e instanceof UnreachableError && e.exitCode === 5 && words.test(e.message), String(code))
  }
})

test('a server that is no longer the primary is asked again', async () => {
  let finds = 0
  const stepped = { ok: 0, code: 189, codeName: 'PrimarySteppedDown', errmsg: 'stepped down' }
  answer = (name) => (name === 'hello' || name === 'ismaster' ? hello({ logicalSessionTimeoutMinutes: 30, setName: 's',
    hosts: [`127.0.0.1:${port}`], me: `127.0.0.1:${port}` }) : name === 'find' && finds++ === 0 ? stepped : found())
  await assert.rejects(load(), /environment production does not exist/)
  assert.ok(finds > 1)
})

const load = () => loadSecrets({ uri: `mongodb://127.0.0.1:${port}/`, environment: 'production', key: KEY, timeout: 5 })

async function refused(kind, greeting, reply = found()) {
  answer = (name) => (name === 'hello' || name === 'ismaster' ? greeting : reply)
  const uri = `mongodb://127.0.0.1:${port}/`
  await assert.rejects(loadSecrets({ uri, environment: 'production', key: KEY, timeout: 1 }), (e) => {
    assert.ok(e instanceof kind, String(e))
    assert.doesNotMatch(e.message, /[\p{C}]|forged/u)
    return true
  })
}

for (const [what, more] of Object.entries({
  'hosts that are no hosts': { hosts: [HOSTILE], setName: 's' },
  'hosts that are a number': { hosts: 5 },
  'hosts that are numbers': { hosts: [5], setName: 's' },
  'hosts with a port of zero': { hosts: ['h:0'], setName: 's' },
  'passives that are a text': { passives: 'h:1' },
  'me that is a number': { me: 5 },
  'a set with a number for its name': { setName: 5 },
  'a wire version that is a text': { maxWireVersion: 'x' },
  'a topology version without its parts': { topologyVersion: { x: 1 } },
  'a cluster time that is a text': { $clusterTime: { clusterTime: 'x' } },
  'compression that is a number': { compression: 5 },
  'an election that is a text': { electionId: 'x' },
  'a session time that is a text': { logicalSessionTimeoutMinutes: 'x' },
})) test(`a greeting with ${what} does not end the program`, () => refused(UnreachableError, hello(more)))

for (const [what, reply] of Object.entries({
  'no cursor': { ok: 1 },
  'a cursor that is a number': { ok: 1, cursor: 5 },
  'a batch of numbers': { ok: 1, cursor: { id: BSON.Long.ZERO, ns: 'kist.x', firstBatch: [1] } },
  'a batch that is a text': { ok: 1, cursor: { id: BSON.Long.ZERO, ns: 'kist.x', firstBatch: 'x' } },
  'a name that is a number': { ok: 1, cursor: { id: BSON.Long.ZERO, ns: 5, firstBatch: [] } },
  'an odd cluster time': found({ $clusterTime: { clusterTime: 'x' } }),
  'an error with odd parts': { ok: 0, code: HOSTILE, errmsg: 5, errorLabels: 'x', codeName: HOSTILE },
})) test(`an answer with ${what} does not end the program`, () => refused(KistError, hello(), reply))
