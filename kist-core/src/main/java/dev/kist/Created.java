package dev.kist;

import java.nio.file.Path;
import java.util.List;

/**
 * An environment that was created.
 *
 * @param environment its name
 * @param fingerprint its fingerprint
 * @param member the only key that opens it
 * @param trustedIn the files that its fingerprint was written to; empty for a local store, which needs none, and where
 *     none could be written: then whoever reads it has to be told the {@code KIST_FINGERPRINT}
 */
public record Created(EnvironmentName environment, Fingerprint fingerprint, Member member, List<Path> trustedIn) {
    public Created {
        trustedIn = List.copyOf(trustedIn);
    }
}
