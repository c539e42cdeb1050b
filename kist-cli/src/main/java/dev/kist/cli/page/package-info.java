// SPDX-License-Identifier: Apache-2.0
/** The command that serves the page. The page itself is another module's, which may be missing. */
@NullMarked
package dev.kist.cli.page;

import org.jspecify.annotations.NullMarked;
