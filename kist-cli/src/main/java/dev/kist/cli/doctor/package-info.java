/** {@code kist doctor}: what is wrong with settings, keys, store, environments and secrets, and what to do about it. */
@NullMarked
package dev.kist.cli.doctor;

import org.jspecify.annotations.NullMarked;
