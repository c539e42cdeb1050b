// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.kist.cli.completion;

import org.jspecify.annotations.NullMarked;
