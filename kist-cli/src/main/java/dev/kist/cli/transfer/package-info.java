/** Many secrets at once, from the formats of other tools and to them, and from one environment to another. */
@NullMarked
package dev.kist.cli.transfer;

import org.jspecify.annotations.NullMarked;
