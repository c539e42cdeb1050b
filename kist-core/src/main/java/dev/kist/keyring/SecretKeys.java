package dev.kist.keyring;

import dev.kist.secret.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The keys at hand, in the order in which they were found, and the key services that keep some of them; all are tried, secret
 * keys first.
 */
public final class SecretKeys {
    private final List<HeldKey> keys;
    private final KeyServices services;

    private SecretKeys(List<? extends HeldKey> keys, KeyServices services) {
        this.keys = List.copyOf(new LinkedHashSet<>(keys));
        this.services = services;
    }

    /** These keys, each once, and no key service. */
    public static SecretKeys of(List<? extends HeldKey> keys) {
        return new SecretKeys(keys, KeyServices.none());
    }

    /** These keys, where those that services keep are reached by {@code instead}. */
    public SecretKeys with(KeyServices instead) {
        return new SecretKeys(keys, instead);
    }

    /**
     * Reads keys separated by white space or commas, as {@code KIST_KEY} holds them: secret keys, and addresses of keys in
     * key services.
     *
     * @throws InvalidInputException if one is mistyped, cut or neither
     */
    public static SecretKeys parse(String text) {
        List<HeldKey> keys = new ArrayList<>();
        for (String part : text.trim().split("[\\s,]+")) {
            if (!part.isEmpty()) {
                keys.add(parseKey(part));
            }
        }
        return of(keys);
    }

    private static HeldKey parseKey(String text) {
        return PublicKey.isAddress(text) ? KeyAddress.parse(text) : SecretKey.parse(text);
    }

    /**
     * Reads the text of a key file: {@code #} comments, empty lines, and one secret key or address a line.
     *
     * @param source names the file in messages
     * @throws InvalidInputException if a line is none of these, or no line holds a key
     */
    public static SecretKeys parseFile(String text, String source) {
        List<HeldKey> keys = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
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
                    source + " holds no secret key", "it should hold a line " + SecretKey.PREFIX + "...");
        }
        return of(keys);
    }

    /** These keys and then those of {@code others}. */
    public SecretKeys and(SecretKeys others) {
        List<HeldKey> all = new ArrayList<>(keys);
        all.addAll(others.keys);
        return new SecretKeys(all, services);
    }

    /** The keys, each once. */
    public List<HeldKey> asList() {
        return keys;
    }

    /** The key services that can be reached, for the keys at hand and for others. */
    public KeyServices services() {
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
