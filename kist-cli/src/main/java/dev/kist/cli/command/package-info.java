/** How a command is described, found and run, and how what it is given is read. Nothing of what any one command does. */
@NullMarked
package dev.kist.cli.command;

import org.jspecify.annotations.NullMarked;
