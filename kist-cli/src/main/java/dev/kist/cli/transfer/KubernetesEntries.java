// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.cli.terminal.Utf8;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the manifest of one Kubernetes Secret, in YAML or JSON: {@code data} in Base64, then {@code stringData}, which wins
 * as it does there.
 */
final class KubernetesEntries {
    /** Far more than a manifest has; what is deeper is not read on, since that takes the parser ever longer. */
    private static final int MOST_DEPTH = 50;

    private static final Set<String> NOTHING = Set.of("", "null", "~");

    private final String fileName;
    private final Iterator<Event> events;

    private KubernetesEntries(String text, String fileName) {
        this.fileName = fileName;
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Math.max(1, text.length()))
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** Whether {@code text} is such a manifest, as far as its {@code kind} says. */
    static boolean isManifest(String text) {
        try {
            KubernetesEntries manifest = new KubernetesEntries(text, "");
            if (!manifest.begins()) {
                return false;
            }
            for (Event key = manifest.events.next(); key instanceof ScalarEvent name; key = manifest.events.next()) {
                Event value = manifest.events.next();
                if (name.getValue().equals("kind")) {
                    return value instanceof ScalarEvent kind && kind.getValue().equals("Secret");
                }
                manifest.skip(value);
            }
            return false;
        } catch (YamlEngineException | DotenvException | NumberFormatException e) {
            return false;
        }
    }

    /**
     * What the Secret holds.
     *
     * @throws DotenvException if it is malformed, is more than one document, or holds what is no text; with the line
     */
    static List<DotenvEntry> parse(String text, String fileName) {
        KubernetesEntries manifest = new KubernetesEntries(text, fileName);
        try {
            return manifest.read();
        } catch (YamlEngineException | NumberFormatException e) {
            // The message of the parser is not passed on: it quotes the file.
            throw new DotenvException(fileName, 0, "not well-formed YAML");
        }
    }

    private List<DotenvEntry> read() {
        begins();
        List<DotenvEntry> encoded = new ArrayList<>();
        List<DotenvEntry> plain = new ArrayList<>();
        Event key;
        for (key = events.next(); key instanceof ScalarEvent name; key = events.next()) {
            Event value = events.next();
            switch (name.getValue()) {
                case "data" -> pairs(name, value, true, encoded);
                case "stringData" -> pairs(name, value, false, plain);
                default -> skip(value);
            }
        }
        requireEnd(key);
        events.next();
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw failure(end.getStartMark(), "holds more than one YAML document");
        }
        encoded.addAll(plain);
        return encoded;
    }

    /** Goes into the first document's mapping; false if there is none. */
    private boolean begins() {
        Event event = events.next();
        while (event.getEventId() == Event.ID.StreamStart || event.getEventId() == Event.ID.DocumentStart) {
            event = events.next();
        }
        return event.getEventId() == Event.ID.MappingStart;
    }

    /** A mapping ends where its last key was; anything else, such as an alias, would be taken for its end. */
    private void requireEnd(Event key) {
        if (key.getEventId() != Event.ID.MappingEnd) {
            throw failure(key.getStartMark(), "has a key that is no text");
        }
    }

    private void pairs(ScalarEvent part, Event map, boolean isEncoded, List<DotenvEntry> into) {
        if (map instanceof ScalarEvent nothing && NOTHING.contains(nothing.getValue())) {
            return;
        }
        if (map.getEventId() != Event.ID.MappingStart) {
            throw failure(part.getStartMark(), part.getValue() + ": holds no names with values");
        }
        Event key;
        for (key = events.next(); key instanceof ScalarEvent name; key = events.next()) {
            if (!(events.next() instanceof ScalarEvent value)) {
                throw failure(key.getStartMark(), name.getValue() + ": is no text");
            }
            String text = isEncoded ? decoded(name, value.getValue()) : value.getValue();
            String fault = ImportedText.fault(text);
            if (fault != null) {
                throw failure(key.getStartMark(), name.getValue() + ": " + (isEncoded ? ImportedText.BINARY : fault));
            }
            into.add(DotenvEntry.literal(name.getValue(), line(key.getStartMark()), text));
        }
        requireEnd(key);
    }

    private String decoded(ScalarEvent name, String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            return Utf8.decode(bytes);
        } catch (IllegalArgumentException e) {
            throw failure(name.getStartMark(), name.getValue() + ": is not Base64");
        } catch (CharacterCodingException e) {
            throw failure(name.getStartMark(), name.getValue() + ": " + ImportedText.BINARY);
        }
    }

    /** Passes over the whole of a value that begins with {@code first}. */
    private void skip(Event first) {
        int depth = 0;
        for (Event event = first; ; event = events.next()) {
            depth += switch (event.getEventId()) {
                case MappingStart, SequenceStart -> 1;
                case MappingEnd, SequenceEnd -> -1;
                default -> 0;
            };
            if (depth == 0) {
                return;
            }
            if (depth > MOST_DEPTH) {
                throw failure(event.getStartMark(), "is nested more deeply than the manifest of a Secret is");
            }
        }
    }

    private DotenvException failure(Optional<Mark> mark, String reason) {
        return new DotenvException(fileName, line(mark), reason);
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(at -> at.getLine() + 1).orElse(0);
    }
}
