@NullMarked
package dev.kist.microprofile;

import org.jspecify.annotations.NullMarked;
