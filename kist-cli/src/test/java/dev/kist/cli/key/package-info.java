@NullMarked
package dev.kist.cli.key;

import org.jspecify.annotations.NullMarked;
