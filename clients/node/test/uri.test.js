/** Which connection strings are refused, and what the driver gets of the others. */

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { SettingsError, UnreachableError, loadSecrets } from '../src/index.js'
import { forgetWarnings } from '../src/settings.js'
import { ConnectionString } from '../src/uri.js'
import { vectors } from '../testing/vectors.js'

const KEY = vectors('keys.json').valid[0].secret_key
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBPjCB8aADAgECAhQ/CL8Tb9/CJS3Ojp0JtPBtFqQ1TTAFBgMrZXAwFDESMBAG
A1UEAwwJa2lzdCB0ZXN0MCAXDTI2MTEyNzA2MzA0MloYDzIxMjYxMTAzMDYzMDQy
WjAUMRIwEAYDVQQDDAlraXN0IHRlc3QwKjAFBgMrZXADIQDsNKSzhujDO3WaqVui
qgkzU+a9t86+/ralcqe1tg0CY6NTMFEwHQYDVR0OBBYEFDKqd1zpuA3KYWBdDq6y
8ysRIlCwMB8GA1UdIwQYMBaAFDKqd1zpuA3KYWBdDq6y8ysRIlCwMA8GA1UdEwEB
/wQFMAMBAf8wBQYDK2VwA0EAUqQxE1VvlpXDIUkmuOFhjrw0yPRGSLmHjq77xlHa
CdyheobSVY8HXxlviGw9fHxKWpb4vbsN2SztT1NhNIV/DA==
-----END CERTIFICATE-----
`
const folder = mkdtempSync(join(tmpdir(), 'kist-'))
const authority = file('ca.pem', CERTIFICATE)

after(() => rmSync(folder, { recursive: true }))
beforeEach(forgetWarnings)

function file(name, content) {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const driver = (options, base = 'mongodb://h/x') => new ConnectionString(`${base}?${options}`).forDriver()

function load(uri) {
  return loadSecrets({ environment: 'production', uri, key: KEY, timeout: '500ms', warn: () => {} })
}

async function refused(uri, words) {
  const said = []
  const listen = (warning) => said.push(warning.message)
  process.on('warning', listen)
  await assert.rejects(load(uri), (e) => {
    assert.ok(e instanceof SettingsError && e.cause === undefined, e)
    if (words instanceof RegExp) assert.doesNotMatch(e.message, words)
    else assert.ok(e.message.includes(words), `${uri}: ${e.message}`)
    return true
  })
  await new Promise(setImmediate)
  process.off('warning', listen)
  assert.deepEqual(said, [])
}

test('an option that the driver would misread is refused by its name', async () => {
  for (const [option, words] of [['tls=ture', 'option tls is neither true nor false'], ['SSL=on', 'option ssl is neither'],
    ['directConnection=', 'option directConnection is neither'], ['retryWrites=maybe', 'option retryWrites is neither'],
    ['tls', 'has no ='], ['maxPoolSize=x', 'option maxPoolSize is no number'],
    ['tlsAllowInvalidCertificates=false', 'tlsAllowInvalidCertificates is not known here; name'],
    ['tlsCRLFile=/nope', 'tlsCRLFile is not known here; leave it out'],
    ['tls=true&gssapiServiceName=h', 'does not take its option gssapiServiceName'],
    ['tls=true&tlsInsecure=true&tlsAllowInvalidHostnames=true', 'is there twice']]) {
    await refused(`mongodb://h/x?${option}`, words)
  }
})

test('a host or a database that is none is refused', async () => {
  for (const uri of ['mongodb://', 'mongodb:///x', 'mongodb://h,,i/x', 'mongodb://u@/x', 'mongodb://h:/x', 'mongodb://h:a/x']) {
    await refused(uri, 'its hosts cannot be understood')
  }
  for (const uri of ['mongodb://h//x', 'mongodb://h/x/y', 'mongodb://h/a%20b', 'mongodb://h/.x']) {
    await refused(uri, 'its database cannot be understood')
  }
})

test('an option that nobody knows is refused by its place, and no piece of a password is shown', async () => {
  await refused('mongodb://h/x?replicaSet=a&xylophon=true', 'option number 2')
  for (const uri of ['mongodb://h/x?replicaSet=a&xylophon=true', 'mongodb://h/?tlsCertificateKeyFilePassword=a&xylophon=b',
    'mongodb://h/?tlsCertificateKeyFilePassword=a;xylophon', 'mongodb://h/?proxyPassword=a&xylophon=',
    'mongodb://h/?authMechanismProperties=AWS_SESSION_TOKEN:a&xylophon==', 'mongodb://h/?w=1&xylo/phon=1',
    'mongodb://h/?w=1&xylophon%20=1', 'mongodb://u:xylo/phon@h', 'mongodb://u:xylo@phon@h', 'mongodb://u:xylo?phon=1@h',
    'mongodb://u:<xylophon>@h/', 'mongodb://h/xylophon&tls=true', 'mongodb://h/x?replicaSet=xylo phon',
    'mongodb://u:xylophon%zz@h/x', 'mongodb://h:xylophon/x']) {
    await refused(uri, /xylo|phon/)
  }
})

test('an option that is there twice is refused', async () => {
  await refused('mongodb://h/x?tls=true&tls=false', 'tls is there twice')
  await refused('mongodb://h/x?replicaSet=a&REPLICASET=a', 'replicaSet is there twice')
  await refused('mongodb://h/x?tls=true&ssl=false', 'contradict')
  await refused('mongodb://h/x?tls=yes;ssl=0', 'contradict')
  assert.equal(driver('readPreferenceTags=a:b&readPreferenceTags=c:d&tls=true&ssl=1'), 'mongodb://h/x?tls=true&ssl=true')
})

test('what Kist decides is left out; other words for yes, and options without a slash, work', () => {
  assert.equal(driver('timeoutMS=1&w=1&heartbeatFrequencyMS=10&maxIdleTimeMS=0&tlsDisableOCSPEndpointCheck=1' +
    '&readPreference=nearest&maxStalenessSeconds=90&compressors=zstd,snappy' +
    '&uuidRepresentation=standard;retryWrites=no;socketTimeoutMS=1&replicaSet=a+b'), 'mongodb://h/x?replicaSet=a+b')
  assert.equal(driver('TLS=Yes;directConnection=0', 'mongodb://h'), 'mongodb://h/?tls=true&directconnection=false')
  for (const [said, found] of [['100', 100], ['0', 5000], ['9000', 5000], ['x', 5000]]) {
    assert.equal(new ConnectionString(`mongodb://h/?connectTimeoutMS=${said}`).connectMilliseconds(5000), found)
  }
})

test('TLS without its checks is no wish for TLS', () => {
  assert.equal(driver('tlsInsecure=true&appName=a'), 'mongodb://h/x?appName=a')
  assert.equal(driver('tlsInsecure=false&tls=true'), 'mongodb://h/x?tls=true')
  assert.equal(driver('tlsInsecure=1&tls=true'), 'mongodb://h/x?tlsallowinvalidhostnames=true&tls=true')
  assert.equal(driver('tlsInsecure=1', 'mongodb+srv://h/x'), 'mongodb+srv://h/x?tlsallowinvalidhostnames=true')
})

test('a host that DNS does not know is unreachable', async () => {
  await assert.rejects(load('mongodb+srv://kist.invalid/x'), (e) => e instanceof UnreachableError &&
    /kist\.invalid (cannot be found|does not answer)/.test(e.message))
})

test('files turn TLS on', async () => {
  assert.equal(driver(`tlsCAFile=${authority}`), `mongodb://h/x?tlsCAFile=${authority}&tls=true`)
  await refused(`mongodb://h/x?tlsCAFile=${authority}&tls=false`, 'turns TLS off')
  await refused(`mongodb://h/x?tlsCertificateKeyFile=${authority}&ssl=no`, 'turns TLS off')
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const first = once(server, 'connection').then(async ([socket]) => {
    const [bytes] = await once(socket, 'data')
    socket.destroy()
    return bytes[0]
  })
  await assert.rejects(load(`mongodb://127.0.0.1:${server.address().port}/x?tlsCAFile=${authority}`), UnreachableError)
  assert.equal(await first, 0x16) // where TLS begins
  server.close()
})

test('files that cannot be used are named', async () => {
  const nothing = file('nothing.pem', 'nothing')
  for (const [options, words] of [[`tlsCAFile=${folder}/nope`, `tlsCAFile names ${folder}/nope, which cannot be read`],
    [`tlsCertificateKeyFile=${folder}/nope`, 'cannot be read'], ['tlsCAFile=a%00b', 'cannot be the name of a file'],
    [`tlsCAFile=${folder}`, 'cannot be read'], [`tlsCAFile=${nothing}`, 'does not hold certificates'],
    [`tlsCertificateKeyFile=${nothing}`, 'does not hold a certificate with its key'],
    [`tlsCertificateKeyFile=${authority}`, 'does not hold a certificate with its key']]) {
    await refused(`mongodb://h/x?${options}`, words)
  }
})
