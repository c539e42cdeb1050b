package dev.kist.keyring;

import dev.kist.secret.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The secret keys at hand, in the order in which they were found; all of them are tried. */
public final class SecretKeys {
    private final List<SecretKey> keys;

    private SecretKeys(List<SecretKey> keys) {
        this.keys = List.copyOf(new LinkedHashSet<>(keys));
    }

    /** These keys, each once. */
    public static SecretKeys of(List<SecretKey> keys) {
        return new SecretKeys(keys);
    }

    /**
     * Reads keys separated by white space or commas, as {@code KIST_KEY} holds them.
     *
     * @throws InvalidInputException if one is mistyped, cut or not a secret key
     */
    public static SecretKeys parse(String text) {
        List<SecretKey> keys = new ArrayList<>();
        for (String part : text.trim().split("[\\s,]+")) {
            if (!part.isEmpty()) {
                keys.add(SecretKey.parse(part));
            }
        }
        return new SecretKeys(keys);
    }

    /**
     * Reads the text of a key file: {@code #} comments, empty lines, and one secret key a line.
     *
     * @param source names the file in messages
     * @throws InvalidInputException if a line is none of these, or no line holds a key
     */
    public static SecretKeys parseFile(String text, String source) {
        List<SecretKey> keys = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                keys.add(SecretKey.parse(line));
            } catch (InvalidInputException e) {
                throw new InvalidInputException(
                        source + ":" + (i + 1) + ": " + e.getMessage(), e.hint().orElse(null));
            }
        }
        if (keys.isEmpty()) {
            throw new InvalidInputException(
                    source + " holds no secret key", "it should hold a line " + SecretKey.PREFIX + "...");
        }
        return new SecretKeys(keys);
    }

    /** These keys and then those of {@code others}. */
    public SecretKeys and(SecretKeys others) {
        List<SecretKey> all = new ArrayList<>(keys);
        all.addAll(others.keys);
        return new SecretKeys(all);
    }

    /** The keys, each once. */
    public List<SecretKey> asList() {
        return keys;
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
