/** The three collections in MongoDB; reads are majority, from the primary where there is one. */

import { BSON, MongoClient, MongoServerError } from 'mongodb'
import { AccessError, KistError, SettingsError, UnreachableError } from './errors.js'
import { hosts } from './uri.js'

// Numbers keep their BSON types: an integer is told from a double.
const OPTIONS = { promoteValues: false, readConcern: { level: 'majority' }, readPreference: 'primaryPreferred' }

class MongoStore {
  #secrets
  #environments

  constructor(database, collection) {
    this.#secrets = database.collection(collection, OPTIONS)
    this.#environments = database.collection(`${collection}.environments`, OPTIONS)
  }

  environment(name) {
    return this.#environments.findOne({ _id: name })
  }

  secrets(environment) {
    return this.#secrets.find({ environment })
  }

  secret(environment, key) {
    return this.#secrets.findOne({ environment, key })
  }
}

/** What `read(store, name of the database)` gives, within the time of the settings, and no connection left open. */
export async function withStore(settings, read) {
  const { uri, milliseconds, collection } = settings
  let client
  let timer
  try {
    client = new MongoClient(uri, { appName: 'kist-node', serverSelectionTimeoutMS: milliseconds,
      connectTimeoutMS: milliseconds, socketTimeoutMS: milliseconds })
    const name = settings.database ?? databaseOf(uri) ?? 'kist'
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new UnreachableError(`${hosts(uri)} does not answer in time`)), milliseconds)
    })
    return await Promise.race([read(new MongoStore(client.db(name), collection), name), late])
  } catch (e) {
    throw e instanceof KistError ? e : inOurWords(e, uri)
  } finally {
    clearTimeout(timer)
    await client?.close()
  }
}

function databaseOf(uri) {
  const path = uri.slice(uri.indexOf('://') + 3).split('?')[0]
  const name = path.slice(path.lastIndexOf('@') + 1).split('/').slice(1).join('/')
  return name ? decodeURIComponent(name) : null
}

/** The driver's error in words of our own: its text can hold parts of the URI. */
function inOurWords(error, uri) {
  const { name } = error
  if (error instanceof BSON.BSONError) return new AccessError(`${hosts(uri)} holds a document that is not valid BSON`)
  if (error instanceof MongoServerError && error.code === 18) {
    return new UnreachableError(`${hosts(uri)} refuses the user or the password`)
  }
  if (error instanceof MongoServerError && error.code === 13) {
    return new UnreachableError(`${hosts(uri)} does not let this user read: it lacks the privilege`)
  }
  if (!isFromServer(name)) {
    return new SettingsError('KIST_MONGODB_URI, KIST_DATABASE or KIST_COLLECTION is not one that the driver takes ' +
      `(${name})`)
  }
  const code = error instanceof MongoServerError ? `, code ${error.code}` : ''
  return new UnreachableError(`${hosts(uri)} cannot be reached or does not answer in time (${name}${code})`)
}

/** Whether an error of this name comes from talking to a server, not from what the driver was given. */
function isFromServer(name) {
  return /^Mongo(Server|Network|PoolCleared|OperationTimeout|NotConnected|TopologyClosed|Cursor|ClientClosed|WaitQueue)/
    .test(name)
}
