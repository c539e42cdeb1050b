@NullMarked
package dev.kist.spring;

import org.jspecify.annotations.NullMarked;
