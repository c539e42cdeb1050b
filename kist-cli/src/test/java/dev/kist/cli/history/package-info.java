@NullMarked
package dev.kist.cli.history;

import org.jspecify.annotations.NullMarked;
