/**
 * Connection strings: what can be told without connecting, and what the driver gets. Nothing of one is in a message but its
 * hosts, the files that it names and the names of options that are known here.
 */

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createSecureContext } from 'node:tls'
import { SettingsError } from './errors.js'
import { reason } from './files.js'
import { DATABASE } from './names.js'

const NAMES = new Map(`
  appName authMechanism authMechanismProperties authSource compressors connectTimeoutMS directConnection
  enableOverloadRetargeting gssapiServiceName heartbeatFrequencyMS journal loadBalanced localThresholdMS
  maxAdaptiveRetries maxConnecting maxIdleTimeMS maxLifeTimeMS maxPoolSize maxStalenessSeconds minPoolSize proxyHost
  proxyPassword proxyPort proxyUsername readConcernLevel readPreference readPreferenceTags replicaSet retryReads
  retryWrites safe serverMonitoringMode serverSelectionTimeoutMS socketTimeoutMS srvAllowedHostsSuffix srvMaxHosts
  srvServiceName ssl sslInvalidHostNameAllowed timeoutMS tls tlsAllowInvalidCertificates tlsAllowInvalidHostnames
  tlsCAFile tlsCRLFile tlsCertificateKeyFile tlsCertificateKeyFilePassword tlsDisableCertificateRevocationCheck
  tlsDisableOCSPEndpointCheck tlsInsecure uuidRepresentation w waitQueueTimeoutMS wtimeoutMS zlibCompressionLevel
  `.trim().split(/\s+/).map((name) => [name.toLowerCase(), name]))
const BOOLEAN = set(`directconnection enableoverloadretargeting journal loadbalanced retryreads retrywrites safe ssl
  sslinvalidhostnameallowed tls tlsallowinvalidhostnames tlsdisableocspendpointcheck tlsinsecure`)
const WORDS = new Map([['true', true], ['yes', true], ['1', true], ['false', false], ['no', false], ['0', false]])
// What a piece behind an & that is not written as %26 would be a part of.
const SECRET = set('authmechanismproperties proxypassword tlscertificatekeyfilepassword')
// What says nothing to a reader, or what Kist decides; drivers do not know the same of them. Node asks nobody whether a
// certificate was revoked.
const IGNORED = set(`compressors connecttimeoutms enableoverloadretargeting heartbeatfrequencyms journal localthresholdms
  maxadaptiveretries maxconnecting maxidletimems maxlifetimems maxpoolsize maxstalenessseconds minpoolsize readconcernlevel
  readpreference readpreferencetags retryreads retrywrites safe servermonitoringmode serverselectiontimeoutms
  sockettimeoutms timeoutms tlsdisablecertificaterevocationcheck tlsdisableocspendpointcheck uuidrepresentation w
  waitqueuetimeoutms wtimeoutms zlibcompressionlevel`)
const NUMBER = set(`connecttimeoutms heartbeatfrequencyms localthresholdms maxadaptiveretries maxconnecting maxidletimems
  maxlifetimems maxpoolsize maxstalenessseconds minpoolsize proxyport serverselectiontimeoutms sockettimeoutms srvmaxhosts
  timeoutms waitqueuetimeoutms wtimeoutms zlibcompressionlevel`)
// As Java has it, they give up the check of the host's name and not that of its certificate.
const OF_NAMES = new Map(['tlsinsecure', 'sslinvalidhostnameallowed']
  .map((name) => [name, 'tlsallowinvalidhostnames']))
// What Java cannot do either, so that one connection string is good for all.
const REFUSED = new Map([['tlsallowinvalidcertificates', "name the server's authority with tlsCAFile instead"],
  ['tlscrlfile', 'leave it out, and take a revoked certificate off the server']])
const FILES = set('tlscafile tlscertificatekeyfile')
// Mechanisms that want a password; the first stands for none said.
const OF_PASSWORDS = new Set(['', 'default', 'scram-sha-1', 'scram-sha-256', 'plain'])
const KEY_PASSWORD = 'tlscertificatekeyfilepassword'
const MAY_BE_EMPTY = set(`tlscafile tlscertificatekeyfile ${KEY_PASSWORD} appname`)

function set(words) {
  return new Set(words.split(/\s+/))
}

export class ConnectionString {
  #text
  #base
  #authority
  #options

  constructor(text) {
    this.#text = text
    const query = text.indexOf('?')
    this.#base = query < 0 ? text : text.slice(0, query)
    this.#authority = behindScheme(text).split(/[/?]/, 1)[0]
    this.#options = (query < 0 ? '' : text.slice(query + 1)).split(/[&;]/).filter(Boolean).map(parsed)
  }

  /** The hosts as they are written. */
  get hosts() {
    return this.#authority.slice(this.#authority.lastIndexOf('@') + 1)
  }

  get isSrv() {
    return this.#text.startsWith('mongodb+srv://')
  }

  /** The database that it names, or null. What stands behind a dot is the name of a collection, which nobody reads here. */
  get database() {
    const path = behindScheme(this.#base).slice(this.#authority.length + 1)
    return path ? decoded(path).split('.')[0] : null
  }

  get hasAppName() {
    return this.#value('appname') !== ''
  }

  /** Whether it holds a password or something as secret. */
  hasPassword() {
    const rest = behindScheme(this.#text)
    return rest.slice(0, Math.max(0, rest.lastIndexOf('@'))).includes(':') ||
      this.#options.some(({ text }) => /password|aws_session_token/i.test(decoded(text)))
  }

  /** Whether a connection hands out what this machine has of its own, or lets whoever is on the way read along. */
  exposes() {
    return this.#options.some((option) => {
      const [name, value] = [decoded(option.name), option.value].map((text) => text.trim().toLowerCase())
      const isLax = /insecure|invalid|^tlsdisable/.test(name) && value !== 'false'
      return isLax || name.startsWith('proxy') || (name.startsWith('tlscertificatekey') && value) ||
        (name === 'authmechanism' && ['mongodb-oidc', 'mongodb-aws', 'gssapi', 'mongodb-x509'].includes(value))
    })
  }

  /** The same, with relative paths of files counted from a folder. */
  resolvedFrom(folder) {
    if (this.#options.length === 0) return this.#text
    const located = ({ name, text, value }) => (FILES.has(name) && value
      ? `${text.slice(0, text.indexOf('='))}=${encodeURIComponent(resolve(folder, value)).replaceAll('%2F', '/')}` : text)
    return `${this.#base}?${this.#options.map(located).join('&')}`
  }

  /** What the driver takes; SettingsError where it cannot be used. */
  forDriver() {
    this.#checkForm()
    this.#checkNames()
    this.#checkTls()
    const options = this.#driverOptions()
    if (this.#namesFiles() && !this.#says('tls', 'ssl')) options.push('tls=true')
    // An option is one only behind the slash that ends the hosts.
    return `${this.#base}${behindScheme(this.#base).includes('/') ? '?' : '/?'}${options.join('&')}`
  }

  /** The known name of the first option that `isUsable(option)` does not take, or null. */
  unusable(isUsable) {
    const option = this.#driverOptions().find((text) => !isUsable(text))
    return option === undefined ? null : NAMES.get(parsed(option).name)
  }

  /** The time for one connection: what is said here, where that is less. */
  connectMilliseconds(most) {
    const said = this.#value('connecttimeoutms')
    return /^[0-9]+$/.test(said) && Number(said) > 0 ? Math.min(most, Number(said)) : most
  }

  #driverOptions() {
    const hasTls = this.#namesFiles() || (this.isSrv && !this.#says('tls', 'ssl')) || this.#tls().has(true)
    return this.#options.filter(({ name, value }) => !IGNORED.has(name) && (value || !MAY_BE_EMPTY.has(name)))
      .map(({ name, value, text }) => (BOOLEAN.has(name) ? `${OF_NAMES.get(name) ?? name}=${WORDS.get(value.toLowerCase())}`
        : text))
      .filter((text) => !/^(tls|ssl)[a-z]/i.test(text) || (hasTls && !text.endsWith('=false')))
  }

  /** What is said of TLS itself. */
  #tls() {
    return new Set(this.#options.filter(({ name }) => name === 'tls' || name === 'ssl')
      .map(({ value }) => WORDS.get(value.toLowerCase())))
  }

  #checkForm() {
    if (!/^mongodb(\+srv)?:\/\//.test(this.#text)) {
      throw new SettingsError('KIST_MONGODB_URI does not begin with mongodb:// or mongodb+srv://')
    }
    // A password with a slash or a question mark in it would end the hosts early, and pass for one.
    if (this.#text.lastIndexOf('@') !== this.#text.indexOf('@') ||
      (this.#text.includes('@') && !this.#authority.includes('@'))) {
      throw unusable('it has an @ where none can be; in a user name or password write @ as %40, : as %3A, / as %2F, ' +
        '? as %3F, % as %25; so too in options')
    }
    // Of a host that is none the driver throws an error where nobody can catch it.
    if (!this.hosts.split(',').every((host) => /^(\[[^\]]+\]|[^:]+)(:[0-9]+)?$/.test(host))) {
      throw unusable('its hosts cannot be understood; write it as mongodb://USER:PASSWORD@HOST:PORT/DATABASE')
    }
    const [user, ...hosts] = this.#authority.split('@')
    if (hosts.length > 0 && !user.includes(':') && OF_PASSWORDS.has(this.#value('authmechanism').toLowerCase())) {
      throw unusable('it has a user name and no password; write it as mongodb://USER:PASSWORD@HOST:PORT/DATABASE')
    }
    if (this.#authority.split(/[:@,]/).some((part) => part.startsWith('<') && part.endsWith('>'))) {
      throw unusable('a value has to be filled in where it has < and >; in a user name or password write < as %3C')
    }
    if (/[\0- \x7f]/.test(this.#text)) {
      throw unusable('it has white space or a control character in it; write a space as %20')
    }
    if (/[=&]/.test(behindScheme(this.#base).slice(this.#authority.length))) {
      throw unusable('its database has = or & in its name; options begin with ?')
    }
    if (this.database !== null && !DATABASE.test(this.database)) {
      throw unusable('its database cannot be understood; write it as mongodb://USER:PASSWORD@HOST:PORT/DATABASE')
    }
  }

  #checkNames() {
    const seen = new Set()
    let before = ''
    for (const [at, { name, text, value }] of this.#options.entries()) {
      if (!NAMES.has(name) && SECRET.has(before)) {
        throw unusable(`what is behind its option ${NAMES.get(before)} is no option; in an option write & as %26 and ; ` +
          'as %3B')
      }
      if (!/^[a-z_]+$/.test(name) || !text.includes('=')) {
        throw unusable('one of its options has no =, or other characters than letters in its name; in a value write & as ' +
          '%26, ; as %3B, / as %2F, ? as %3F')
      }
      if (!NAMES.has(name)) {
        throw unusable(`its option number ${at + 1} is not known here, which may be a mistyped one`)
      }
      if (BOOLEAN.has(name) && !WORDS.has(value.toLowerCase())) {
        throw unusable(`its option ${NAMES.get(name)} is neither true nor false`)
      }
      if (NUMBER.has(name) && !/^-?[0-9]{1,10}$/.test(value)) throw unusable(`its option ${NAMES.get(name)} is no number`)
      if (REFUSED.has(name)) throw unusable(`its option ${NAMES.get(name)} is not known here; ${REFUSED.get(name)}`)
      const same = OF_NAMES.get(name) ?? name
      if (seen.has(same) && name !== 'readpreferencetags') throw unusable(`its option ${NAMES.get(name)} is there twice`)
      seen.add(same)
      before = name
    }
  }

  #checkTls() {
    const said = this.#tls()
    if (said.size > 1) throw unusable('its options tls and ssl contradict each other')
    if (this.#namesFiles() && said.has(false)) {
      throw unusable('it names files for TLS and turns TLS off; leave out tls=false')
    }
    for (const name of FILES) {
      const file = this.#value(name)
      if (file) this.#checkFile(name, file)
    }
  }

  #checkFile(name, file) {
    const named = `its option ${NAMES.get(name)} names ${file}, which`
    let content
    try {
      content = readFileSync(file)
    } catch (e) {
      throw unusable(`${named} cannot be read: ${reason(e)}`)
    }
    const isAuthority = name === 'tlscafile'
    try {
      if (isAuthority && !content.includes('-----BEGIN')) throw new Error('no PEM') // tls takes it for no authority at all
      createSecureContext(isAuthority ? { ca: content }
        : { cert: content, key: content, passphrase: this.#value(KEY_PASSWORD) })
    } catch {
      const what = isAuthority ? 'certificates'
        : 'a certificate with its key, or the key is encrypted with another password,'
      throw unusable(`${named} does not hold ${what} in PEM`)
    }
  }

  #namesFiles() {
    return this.#says(...FILES, KEY_PASSWORD)
  }

  #says(...names) {
    return this.#options.some(({ name }) => names.includes(name))
  }

  #value(name) {
    return this.#options.find((option) => option.name === name)?.value ?? ''
  }
}

export function unusable(why) {
  return new SettingsError(`KIST_MONGODB_URI cannot be used: ${why}`)
}

function behindScheme(text) {
  return text.includes('://') ? text.slice(text.indexOf('://') + 3) : ''
}

function parsed(text) {
  const equals = text.indexOf('=')
  return { text, name: (equals < 0 ? text : text.slice(0, equals)).toLowerCase(),
    value: equals < 0 ? '' : decoded(text.slice(equals + 1).replaceAll('+', ' ')) }
}

function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
