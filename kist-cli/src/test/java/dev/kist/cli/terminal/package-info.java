@NullMarked
package dev.kist.cli.terminal;

import org.jspecify.annotations.NullMarked;
