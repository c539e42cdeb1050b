/**
 * Calls of key management services: found by the service loader, bounded in time, their failures told without what a
 * client library wrote. Nothing here knows a keyring.
 */
@NullMarked
package dev.kist.internal.kms;

import org.jspecify.annotations.NullMarked;
