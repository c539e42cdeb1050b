/**
 * Proof by breaking: processes and servers are killed, connections cut, disks filled while Kist writes, and what is stored
 * is then compared with what was reported. Tests alone; what a single part does in a fault belongs to its own module.
 */
@NullMarked
package dev.kist.faults;

import org.jspecify.annotations.NullMarked;
