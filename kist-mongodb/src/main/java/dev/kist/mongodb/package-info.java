/**
 * The store that keeps documents in a MongoDB database: {@link dev.kist.mongodb.MongoStoreProvider} opens it. The only
 * package that knows the MongoDB driver; nothing of the driver shows in its public types, and nothing here sees
 * plaintext or logs.
 */
@NullMarked
package dev.kist.mongodb;

import org.jspecify.annotations.NullMarked;
