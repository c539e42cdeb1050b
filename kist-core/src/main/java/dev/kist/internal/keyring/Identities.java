// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.InvalidInputException;
import dev.kist.NoKeyException;
import dev.kist.internal.file.Blanks;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.KmsAddress;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The keys at hand, in the order in which they were found, and the key services that keep some of them; all are tried, secret
 * keys first.
 */
public final class Identities {
    private final List<Identity> keys;
    private final KmsServices services;

    private Identities(List<? extends Identity> keys, KmsServices services) {
        this.keys = List.copyOf(new LinkedHashSet<>(keys));
        this.services = services;
    }

    /** These keys, each once, and no key service. */
    public static Identities of(List<? extends Identity> keys) {
        return new Identities(keys, KmsServices.none());
    }

    /** These keys, where those that services keep are reached by {@code instead}. */
    public Identities with(KmsServices instead) {
        return new Identities(keys, instead);
    }

    /**
     * Reads keys separated by white space or commas, as {@code KIST_KEY} holds them: secret keys, and addresses of keys in
     * key services.
     *
     * @throws InvalidInputException if one is mistyped, cut or neither
     */
    public static Identities parse(String text) {
        List<Identity> keys = new ArrayList<>();
        for (String part : Blanks.words(text)) {
            keys.add(parseKey(part));
        }
        return of(keys);
    }

    private static Identity parseKey(String text) {
        return Recipient.isAddress(text) ? new KmsIdentity(KmsAddress.parse(text)) : X25519Identity.parse(text);
    }

    /**
     * Reads the text of a key file: {@code #} comments, empty lines, and one secret key or address a line.
     *
     * @param source names the file in messages
     * @throws InvalidInputException if a line is none of these, or no line holds a key
     */
    public static Identities parseFile(String text, String source) {
        List<Identity> keys = new ArrayList<>();
        List<String> lines = text.lines().map(Blanks::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                keys.add(parseKey(line));
            } catch (InvalidInputException e) {
                throw new InvalidInputException(
                        source + ":" + (i + 1) + ": " + e.getMessage(), e.hint().orElse(null));
            }
        }
        if (keys.isEmpty()) {
            throw new InvalidInputException(
                    source + " holds no secret key", "it should hold a line " + X25519Identity.PREFIX + "...");
        }
        return of(keys);
    }

    /** These keys and then those of {@code others}. */
    public Identities and(Identities others) {
        List<Identity> all = new ArrayList<>(keys);
        all.addAll(others.keys);
        return new Identities(all, services);
    }

    /**
     * Makes ready what unwraps with the first secret key, which takes longer than the unwrapping: for the time in which an
     * answer is waited for.
     */
    public void prepare() {
        for (Identity key : keys) {
            if (key instanceof X25519Identity secretKey) {
                try {
                    secretKey.hybridDecrypt();
                } catch (GeneralSecurityException e) {
                    // Unwrapping will meet it, too.
                }
                return;
            }
        }
    }

    /** The keys, each once. */
    public List<Identity> asList() {
        return keys;
    }

    /** The keys as a failure to open shows them, secret keys first: their public halves are what a member lets in. */
    List<NoKeyException.TriedKey> tried() {
        return keys.stream()
                .sorted(Comparator.comparing(key -> key instanceof KmsIdentity))
                .map(Identity::recipient)
                .map(key -> new NoKeyException.TriedKey(key.id(), key.text()))
                .toList();
    }

    /** The key services that can be reached, for the keys at hand and for others. */
    public KmsServices services() {
        return services;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
