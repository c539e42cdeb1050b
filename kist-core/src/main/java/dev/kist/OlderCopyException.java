// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/**
 * The environment's document is older than one that was seen here before: its fingerprint was replaced since, or its
 * revision is lower. Either a backup was restored, or someone with write access to the database put an older keyring back,
 * which lets a former member in. Nothing was decrypted or written.
 */
public final class OlderCopyException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient EnvironmentName environment;
    private final transient Copy found;
    private final transient Copy seen;

    /**
     * One copy of an environment's document.
     *
     * @param fingerprint its fingerprint
     * @param revision how often it had been written
     */
    public record Copy(Fingerprint fingerprint, int revision) {
        @Override
        public String toString() {
            return "revision " + revision + " with the fingerprint " + fingerprint;
        }
    }

    /** For {@code environment}, of which {@code found} is there and {@code seen} was. */
    public OlderCopyException(EnvironmentName environment, Copy found, Copy seen) {
        super(
                Reason.NOT_READABLE,
                "an older copy of " + environment + " was put back: the database has " + found + ", and " + seen
                        + " was seen here before; whoever was removed since may be able to open it",
                "ask the other members; if a backup was restored on purpose, accept it once: KistOptions.acceptOlder()",
                null);
        this.environment = environment;
        this.found = found;
        this.seen = seen;
    }

    /** The environment that was not opened. */
    public EnvironmentName environment() {
        return environment;
    }

    /** What the database has. */
    public Copy found() {
        return found;
    }

    /** The newest that was seen here. */
    public Copy seen() {
        return seen;
    }
}
