// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.kist.cli.command;

import org.jspecify.annotations.NullMarked;
