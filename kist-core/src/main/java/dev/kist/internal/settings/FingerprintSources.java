// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.Fingerprint;
import dev.kist.KistFolder;
import dev.kist.SettingValue;
import dev.kist.StoreDescription;
import dev.kist.internal.file.Blanks;
import dev.kist.internal.file.Ownership;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.trust.FingerprintFile;
import dev.kist.internal.trust.FingerprintFile.Line;
import dev.kist.internal.trust.StateFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where fingerprints are known from: {@code KIST_FINGERPRINT}, the user's own file, the project's.
 *
 * @param given {@code KIST_FINGERPRINT}
 * @param isGivenByProject whether a file says it that is to be committed: then it is the project's word, which is below the
 *     user's own
 * @param strict {@code KIST_STRICT}
 * @param state the user's folder of state
 * @param folder the project's {@code .kist}
 */
record FingerprintSources(
        Optional<SettingValue> given,
        boolean isGivenByProject,
        Optional<SettingValue> strict,
        Optional<StateFolder> state,
        Optional<KistFolder> folder) {

    KnownFingerprints of(StoreDescription store) {
        KnownFingerprints known = KnownFingerprints.none();
        for (Fingerprint fingerprint : given().map(value -> SettingText.read(value, FingerprintSources::parse))
                .orElse(List.of())) {
            known = isGivenByProject ? known.withProject(fingerprint) : known.with(fingerprint);
        }
        for (Line line : state.map(own -> own(own, store)).orElse(List.of())) {
            known = line.isOfAnyServer() || line.hosts().equals(store.place())
                    ? known.with(line.environment(), line.fingerprint())
                    : known.withElsewhere(line.environment(), line.fingerprint());
        }
        for (Line line : folder.map(project -> project(project, store)).orElse(List.of())) {
            known = known.withProject(line.environment(), line.fingerprint());
        }
        return isStrict() ? known.strict() : known;
    }

    private static List<Line> own(StateFolder state, StoreDescription store) {
        Ownership.requireOwn(state.path());
        return FingerprintFile.ofUser(state.trusted()).lines().stream()
                .filter(line -> line.namespace().equals(store.namespace()))
                .toList();
    }

    private static List<Line> project(KistFolder folder, StoreDescription store) {
        return FingerprintFile.ofProject(folder.knownEnvironments()).lines().stream()
                .filter(line -> line.namespace().equals(store.namespace()))
                .toList();
    }

    private static List<Fingerprint> parse(String text) {
        List<Fingerprint> all = new ArrayList<>();
        for (String word : Blanks.words(text)) {
            all.add(Fingerprint.parse(word));
        }
        return all;
    }

    boolean isStrict() {
        given.ifPresent(value -> SettingText.read(value, FingerprintSources::parse));
        return strict.map(SettingValue::isYes).orElse(false);
    }
}
