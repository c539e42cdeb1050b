// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.trust;

import dev.kist.EnvironmentName;
import dev.kist.FileReason;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.OlderCopyException;
import dev.kist.OlderCopyException.Copy;
import dev.kist.StoreDescription;
import dev.kist.internal.file.FileMode;
import dev.kist.internal.file.OwnFile;
import dev.kist.internal.file.Ownership;
import dev.kist.internal.file.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the environments of one store: as long as this lives, and, where the user has a state folder, from one
 * command to the next, in one file of mode 0600 for each environment. Recognizes an older copy of an environment's document
 * that was put back. A file that cannot be read or written counts as none: see {@link #problem}. Thread-safe.
 */
public final class Memory {
    private final @Nullable Path folder;
    private final String store;
    private final boolean isKept;
    private final boolean isOlderAccepted;
    private final Map<EnvironmentName, Optional<Seen>> seen = new ConcurrentHashMap<>();
    private volatile @Nullable String problem;

    private Memory(@Nullable Path folder, String store, boolean isKept, boolean isOlderAccepted) {
        this.folder = folder;
        this.store = store;
        this.isKept = isKept;
        this.isOlderAccepted = isOlderAccepted;
    }

    /** Remembers nothing. */
    public static Memory none() {
        return new Memory(null, "", false, false);
    }

    /**
     * The memory of one store; the local one has none.
     *
     * @param state the user's state folder; without it nothing outlives this object
     * @param isOlderAccepted whether older copies are taken as those that are right from then on
     */
    public static Memory of(Optional<StateFolder> state, StoreDescription store, boolean isOlderAccepted) {
        if (store.isLocal()) {
            return none();
        }
        Memory memory = new Memory(
                state.map(StateFolder::seen).orElse(null),
                store.place() + "\n" + store.namespace(),
                true,
                isOlderAccepted);
        if (state.isEmpty()) {
            memory.problem = "there is no home, so that nothing is remembered from one command to the next";
        }
        return memory;
    }

    /** Whether older copies are accepted. */
    public boolean isOlderAccepted() {
        return isOlderAccepted;
    }

    /** Why nothing, or not all, is remembered from one command to the next; empty where all is. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /**
     * Looks whether a copy is older than what was seen, and remembers it if not.
     *
     * @param before the fingerprints that the environment had before, as members sealed it: they were replaced, whether or not
     *     they were seen here
     * @param isOnlyOne whether its fingerprint, and no other, is the one that counts: an environment that was made anew
     *     begins with a low revision
     * @return what is to be thrown if the primary has nothing newer; empty if it is not older
     * @throws InvalidInputException if others may change the file
     */
    public Optional<OlderCopyException> recognize(
            EnvironmentName environment,
            Fingerprint fingerprint,
            int revision,
            Set<Fingerprint> before,
            boolean isOnlyOne) {
        if (!isKept) {
            return Optional.empty();
        }
        Seen known = seen.computeIfAbsent(environment, this::read).orElse(null);
        boolean isMadeAnew = known != null
                && isOnlyOne
                && !known.fingerprint().equals(fingerprint)
                && !known.replaced().contains(fingerprint);
        if (known != null && !isMadeAnew && known.isNewerThan(fingerprint, revision)) {
            return Optional.of(new OlderCopyException(
                    environment, new Copy(fingerprint, revision), new Copy(known.fingerprint(), known.revision())));
        }
        Seen next =
                (known == null ? Seen.first(fingerprint, revision) : known.with(fingerprint, revision)).after(before);
        if (!next.equals(known)) {
            seen.put(environment, Optional.of(next));
            write(environment, next, false);
        }
        return Optional.empty();
    }

    /** The fingerprint that took the place of {@code fingerprint}, where this is remembered. */
    public Optional<Fingerprint> replacedBy(EnvironmentName environment, Fingerprint fingerprint) {
        return !isKept
                ? Optional.empty()
                : seen.computeIfAbsent(environment, this::read)
                        .filter(known -> known.replaced().contains(fingerprint))
                        .map(Seen::fingerprint);
    }

    /** Takes an older copy as the one that is right from now on. */
    public void accept(EnvironmentName environment, Fingerprint fingerprint, int revision) {
        Seen next = seen.computeIfAbsent(environment, this::read)
                .map(known -> known.reset(fingerprint, revision))
                .orElseGet(() -> Seen.first(fingerprint, revision));
        seen.put(environment, Optional.of(next));
        write(environment, next, true);
    }

    /** Forgets an environment that was removed. */
    public void forget(EnvironmentName environment) {
        seen.remove(environment);
        if (folder != null) {
            try {
                Files.deleteIfExists(file(environment));
            } catch (IOException e) {
                problem = "what was seen of " + environment + " cannot be removed: " + FileReason.of(e);
            }
        }
    }

    private Optional<Seen> read(EnvironmentName environment) {
        if (folder == null) {
            return Optional.empty();
        }
        Path file = file(environment);
        Ownership.requireOwn(folder);
        Ownership.requireOwn(file);
        try {
            String text = Files.exists(file) ? SmallFile.text(file) : "";
            Optional<Seen> found = Seen.parse(text);
            if (found.isEmpty() && !text.isEmpty()) {
                problem = file + " is damaged and counts as none";
            }
            return found;
        } catch (IOException e) {
            problem = file + " cannot be read: " + FileReason.of(e);
            return Optional.empty();
        }
    }

    private void write(EnvironmentName environment, Seen next, boolean isForced) {
        if (folder == null) {
            return;
        }
        OwnFile file = new OwnFile(file(environment), FileMode.PRIVATE);
        try {
            file.createFolders();
            file.change(text -> {
                Optional<Seen> stored = Seen.parse(text);
                Seen merged = isForced ? next : stored.map(next::merge).orElse(next);
                return stored.filter(merged::equals).isPresent()
                        ? Optional.empty()
                        : Optional.of(heading(environment) + merged.text());
            });
        } catch (IOException e) {
            problem = file(environment) + " cannot be written: " + FileReason.of(e);
        }
    }

    private String heading(EnvironmentName environment) {
        return "# What Kist saw last of " + environment + " in " + store.replace('\n', ' ') + "\n";
    }

    private Path file(EnvironmentName environment) {
        if (folder == null) {
            throw new IllegalStateException("there is no folder");
        }
        return folder.resolve(environment + "-" + digest(store + "\n" + environment));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
