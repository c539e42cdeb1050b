@NullMarked
package dev.kist.cli.doctor;

import org.jspecify.annotations.NullMarked;
