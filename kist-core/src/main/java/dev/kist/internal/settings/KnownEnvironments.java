package dev.kist.internal.settings;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.internal.keyring.KnownFingerprints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code known_environments}: lines {@code database.collection environment fingerprint}, {@code #} comments;
 * several lines for one environment are allowed.
 */
public final class KnownEnvironments {
    private final Path file;

    public KnownEnvironments(Path file) {
        this.file = file;
    }

    /**
     * {@code known} and the fingerprints that the file has for the environments of {@code namespace}.
     *
     * @throws InvalidInputException if a line is not as described
     */
    public KnownFingerprints addTo(KnownFingerprints known, String namespace) {
        if (!Files.exists(file)) {
            return known;
        }
        List<String> lines = readText().lines().toList();
        KnownFingerprints all = known;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+");
            if (words.length != 3) {
                throw malformed(i, "a line has three words: database.collection environment fingerprint");
            }
            try {
                EnvironmentName environment = EnvironmentName.parse(words[1]);
                Fingerprint fingerprint = Fingerprint.parse(words[2]);
                all = words[0].equals(namespace) ? all.with(environment, fingerprint) : all;
            } catch (InvalidInputException e) {
                throw malformed(i, e.getMessage());
            }
        }
        return all;
    }

    /**
     * Adds a line at the end of the file, which is made if it is not there. A line that is there already is not added again.
     *
     * @throws InvalidInputException if the file cannot be written
     */
    public void add(String namespace, EnvironmentName environment, Fingerprint fingerprint) {
        String line = namespace + " " + environment + " " + fingerprint;
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            String text = readText();
            if (lock.isValid() && text.lines().map(String::strip).noneMatch(line::equals)) {
                String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
                channel.position(channel.size());
                channel.write(StandardCharsets.UTF_8.encode(separator + line + "\n"));
                channel.force(true);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + " cannot be written: " + e.getClass().getSimpleName(), "add this line to it: " + line);
        }
    }

    /** Whether the file has a line for {@code environment}. */
    public boolean has(String namespace, EnvironmentName environment) {
        return Files.exists(file) && readText().lines().anyMatch(line -> isOf(line, namespace, environment));
    }

    /**
     * Puts one line in the place of all lines that the file has for {@code environment}; at the end, if it has none.
     *
     * @throws InvalidInputException if the file cannot be written
     */
    public void replace(String namespace, EnvironmentName environment, Fingerprint fingerprint) {
        String line = namespace + " " + environment + " " + fingerprint;
        rewrite(namespace, environment, line, "put this line into it for " + environment + ": " + line);
    }

    /**
     * Takes away all lines that the file has for {@code environment}.
     *
     * @throws InvalidInputException if the file cannot be written
     */
    public void remove(String namespace, EnvironmentName environment) {
        rewrite(namespace, environment, null, "remove its lines for " + environment);
    }

    private void rewrite(String namespace, EnvironmentName environment, @Nullable String line, String remedy) {
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            List<String> lines = new ArrayList<>();
            boolean isPlaced = !lock.isValid() || line == null;
            for (String is : readText().lines().toList()) {
                if (!isOf(is, namespace, environment)) {
                    lines.add(is);
                } else if (line != null && !isPlaced) {
                    lines.add(line);
                    isPlaced = true;
                }
            }
            if (line != null && !isPlaced) {
                lines.add(line);
            }
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
            int length = bytes.remaining();
            channel.position(0);
            channel.write(bytes);
            channel.truncate(length);
            channel.force(true);
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + " cannot be written: " + e.getClass().getSimpleName(), remedy);
        }
    }

    private static boolean isOf(String line, String namespace, EnvironmentName environment) {
        String[] words = line.strip().split("\\s+");
        return words.length == 3 && words[0].equals(namespace) && words[1].equals(environment.value());
    }

    private String readText() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + " cannot be read: " + e.getClass().getSimpleName(),
                    "check that it is a text file that you may read");
        }
    }

    private InvalidInputException malformed(int index, @Nullable String why) {
        return new InvalidInputException(file + ":" + (index + 1) + ": " + why, "correct or remove the line");
    }
}
