/** What every command needs: the settings, the open store and the environment, with what is to be said about them. */
@NullMarked
package dev.kist.cli.session;

import org.jspecify.annotations.NullMarked;
