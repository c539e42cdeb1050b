/** What an environment has against what a project's example file asks for. */
@NullMarked
package dev.kist.cli.check;

import org.jspecify.annotations.NullMarked;
