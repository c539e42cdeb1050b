// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.kist.cli.page;

import org.jspecify.annotations.NullMarked;
