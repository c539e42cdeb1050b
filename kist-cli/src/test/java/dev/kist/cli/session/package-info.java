@NullMarked
package dev.kist.cli.session;

import org.jspecify.annotations.NullMarked;
