@NullMarked
package dev.kist.cli.secret;

import org.jspecify.annotations.NullMarked;
