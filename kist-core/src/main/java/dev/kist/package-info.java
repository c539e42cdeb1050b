/**
 * What a user of the library types first: {@link dev.kist.Kist}, its options, and the one exception that
 * everything else extends.
 *
 * <p>Packages point one way: {@code secret <- format <- keyring <- store <- environment <- rotation <- }this one;
 * {@code dotenv} stands alone. Only {@link dev.kist.KistException} is used by all of them.
 */
@NullMarked
package dev.kist;

import org.jspecify.annotations.NullMarked;
