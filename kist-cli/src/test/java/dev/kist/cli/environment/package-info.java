@NullMarked
package dev.kist.cli.environment;

import org.jspecify.annotations.NullMarked;
