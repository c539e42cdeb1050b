/** The three collections in MongoDB; reads are majority, from the primary where there is one. */

import { BSON, MongoClient, MongoServerError } from 'mongodb'
import { AccessError, KistError, UnreachableError } from './errors.js'
import { ConnectionString, unusable } from './uri.js'

// Documents come as bytes. If the driver kept the BSON types of numbers in its own reading of answers, it would not know the
// numbers of errors, and so no server that is no longer the primary.
const OPTIONS = { raw: true, readConcern: { level: 'majority' }, readPreference: 'primaryPreferred' }

class MongoStore {
  #secrets
  #environments

  constructor(database, collection, hosts) {
    this.place = `${hosts} ${database.databaseName}.${collection}`
    this.#secrets = database.collection(collection, OPTIONS)
    this.#environments = database.collection(`${collection}.environments`, OPTIONS)
  }

  async environment(name) {
    return document(await this.#environments.findOne({ _id: name }))
  }

  async *secrets(environment) {
    for await (const found of this.#secrets.find({ environment })) yield document(found)
  }

  async secret(environment, key) {
    return document(await this.#secrets.findOne({ environment, key }))
  }
}

/** A document whose numbers keep their BSON types: an integer is told from a double. */
function document(bytes) {
  return bytes && BSON.deserialize(bytes, { promoteValues: false })
}

/** What `read(store, name of the database)` gives, within the time of the settings, and no connection left open. */
export async function withStore(settings, read) {
  const { milliseconds, collection } = settings
  const connection = new ConnectionString(settings.uri)
  const client = open(connection, milliseconds)
  let isOdd = false
  // The driver takes a greeting apart in a listener of its own, where nobody could catch what it throws. This one is called
  // before it, and leaves nothing of an odd greeting.
  client.on('serverHeartbeatSucceeded', ({ reply }) => {
    if (isGreeting(reply)) return
    isOdd = true
    for (const field of Object.keys(reply)) delete reply[field]
    reply.ok = 0
  })
  let timer
  try {
    const name = settings.database ?? connection.database ?? 'kist'
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new UnreachableError(`${connection.hosts} does not answer in time`)), milliseconds)
    })
    return await Promise.race([read(new MongoStore(client.db(name), collection, connection.hosts), name), late])
  } catch (e) {
    if (isOdd || e instanceof TypeError || e instanceof RangeError) throw oddAnswer(connection)
    throw e instanceof KistError ? e : inOurWords(e, connection)
  } finally {
    clearTimeout(timer)
    await client.close()
  }
}

function open(connection, milliseconds) {
  const uri = connection.forDriver()
  const options = { ...(!connection.hasAppName && { appName: 'kist-node' }), serverSelectionTimeoutMS: milliseconds,
    connectTimeoutMS: connection.connectMilliseconds(milliseconds), socketTimeoutMS: milliseconds }
  try {
    return new MongoClient(uri, options)
  } catch {
    const option = connection.unusable(isUsable)
    throw unusable(option ? `the driver does not take its option ${option} as it stands`
      : 'the driver does not understand its parts, or they do not go together')
  }
}

function isUsable(option) {
  try {
    new MongoClient(`mongodb://user:password@host/?${option}`)
    return true
  } catch {
    return false
  }
}

const isNumber = (value) => value == null || typeof value === 'number'
const isText = (value) => value == null || typeof value === 'string'
const isHost = (value) => typeof value === 'string' && /^[\p{L}\p{N}_.:[\]-]{1,300}$/u.test(value) &&
  !/:0*$/.test(value) && URL.canParse(`mongodb://${value}`)
const areHosts = (value) => value == null || (Array.isArray(value) && value.every(isHost))

/** Whether what a server says of itself has the types that the driver takes for granted. */
function isGreeting(hello) {
  const { topologyVersion: version, $clusterTime: time, compression } = hello
  return [hello.hosts, hello.passives, hello.arbiters].every(areHosts) &&
    [hello.me, hello.primary, hello.setName, hello.msg].every(isText) &&
    [hello.minWireVersion, hello.maxWireVersion, hello.logicalSessionTimeoutMinutes, hello.maxMessageSizeBytes,
      hello.maxWriteBatchSize, hello.maxBsonObjectSize, hello.setVersion].every(isNumber) &&
    (hello.electionId == null || hello.electionId instanceof BSON.ObjectId) &&
    (version == null || (version.processId instanceof BSON.ObjectId &&
      (isNumber(version.counter) || BSON.Long.isLong(version.counter)))) &&
    (time == null || time.clusterTime instanceof BSON.Timestamp) &&
    (compression == null || Array.isArray(compression))
}

function oddAnswer({ hosts }) {
  return new UnreachableError(`${hosts} cannot be used: it answers what no MongoDB answers`)
}

/** The driver's error in words of our own: its text can hold parts of the URI. */
function inOurWords(error, { hosts, isSrv }) {
  const { name, code } = error
  if (error instanceof BSON.BSONError) return new AccessError(`${hosts} holds a document that is not valid BSON`)
  if (error instanceof MongoServerError && code === 18) {
    return new UnreachableError(`${hosts} refuses the user or the password`)
  }
  if (error instanceof MongoServerError && code === 13) {
    return new UnreachableError(`${hosts} does not let this user read: it lacks the privilege`)
  }
  if (isSrv && (typeof error.syscall === 'string' || name === 'MongoAPIError' || name === 'MongoParseError')) {
    return new UnreachableError(`${hosts} cannot be found: DNS does not tell its hosts`)
  }
  const number = error instanceof MongoServerError && typeof code === 'number' ? `, code ${code}` : ''
  return new UnreachableError(isFromServer(name)
    ? `${hosts} cannot be reached or does not answer in time (${name}${number})`
    : `${hosts} cannot be used as KIST_MONGODB_URI has it (${name})`)
}

/** Whether an error of this name comes from talking to a server, not from what the driver was given. */
function isFromServer(name) {
  return /^Mongo(Server|Network|PoolCleared|OperationTimeout|NotConnected|TopologyClosed|Cursor|ClientClosed|WaitQueue)/
    .test(name)
}
