@NullMarked
package dev.kist.cli.check;

import org.jspecify.annotations.NullMarked;
