/** Tests of the store in MongoDB, on real servers. */
@NullMarked
package dev.kist.mongodb;

import org.jspecify.annotations.NullMarked;
