@NullMarked
package dev.kist.cli.edit;

import org.jspecify.annotations.NullMarked;
