/**
 * Secrets as people speak of them: names, values, notes, versions. Plain values without a database, without
 * encryption; nothing here knows how or where a secret is stored.
 */
@NullMarked
package dev.kist.secret;

import org.jspecify.annotations.NullMarked;
