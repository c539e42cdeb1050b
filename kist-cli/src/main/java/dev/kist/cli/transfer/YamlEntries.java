// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads a flat YAML mapping of strings, numbers and booleans, or the manifest of a Kubernetes Secret; event by event, so
 * that nothing is built or resolved.
 */
final class YamlEntries {
    private static final Set<Tag> TEXT = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL);

    private final CoreSchema schema = new CoreSchema();
    private final String fileName;
    private final Iterator<Event> events;
    private final BinaryEntries binary;

    private YamlEntries(String text, String fileName, BinaryEntries binary) {
        this.fileName = fileName;
        this.binary = binary;
        LoadSettings settings = LoadSettings.builder()
                .setSchema(schema)
                .setCodePointLimit(Math.max(1, text.length()))
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /**
     * The pairs in their order; a number or boolean is the text it was written as. A file without content has none.
     *
     * @throws DotenvException if it is not such a mapping, names a key twice, has null for a value, or uses anchors or tags
     *     of its own; with the line
     */
    static List<DotenvEntry> parse(byte[] content, String fileName, BinaryEntries binary) {
        String text = DotenvFile.decode(content, fileName);
        if (KubernetesEntries.isManifest(text)) {
            return KubernetesEntries.parse(text, fileName);
        }
        YamlEntries yaml = new YamlEntries(text, fileName, binary);
        try {
            return yaml.read();
        } catch (MarkedYamlEngineException e) {
            // The message of the parser is not passed on: it quotes the file.
            throw yaml.failure(e.getProblemMark(), "not well-formed YAML");
        } catch (YamlEngineException | NumberFormatException e) {
            // The latter for an escape that the end of the text cuts.
            throw yaml.failure(Optional.empty(), "not well-formed YAML");
        }
    }

    private List<DotenvEntry> read() {
        List<DotenvEntry> entries = new ArrayList<>();
        Event first = skip(Event.ID.StreamStart, Event.ID.DocumentStart);
        if (first.getEventId() == Event.ID.StreamEnd) {
            return entries;
        }
        if (first.getEventId() != Event.ID.MappingStart) {
            throw failure(first.getStartMark(), "is not a YAML mapping");
        }
        Set<String> keys = new HashSet<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(event instanceof ScalarEvent key) || key.getValue().isEmpty()) {
                throw failure(event.getStartMark(), "a key is not a name");
            }
            if (!keys.add(key.getValue())) {
                throw failure(event.getStartMark(), key.getValue() + ": is there twice");
            }
            entries.add(entry(key, events.next()));
        }
        Event end = skip(Event.ID.DocumentEnd, Event.ID.DocumentEnd);
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw failure(end.getStartMark(), "holds more than one YAML document");
        }
        return entries;
    }

    private Event skip(Event.ID one, Event.ID another) {
        Event event = events.next();
        while (event.getEventId() == one || event.getEventId() == another) {
            event = events.next();
        }
        return event;
    }

    private DotenvEntry entry(ScalarEvent key, Event event) {
        String name = key.getValue();
        if (event instanceof AliasEvent) {
            throw failure(event.getStartMark(), name + ": is an alias; write the value itself");
        }
        if (event.getEventId() == Event.ID.MappingStart) {
            return binary.add(DotenvEntry.literal(name, line(key), base64(name, event)));
        }
        if (!(event instanceof ScalarEvent value)) {
            throw failure(event.getStartMark(), name + "[0]" + ImportedText.NESTED);
        }
        Tag tag = value.getTag().map(Tag::new).orElseGet(() -> schema.getScalarResolver()
                .resolve(value.getValue(), value.getImplicit().canOmitTagInPlainScalar()));
        if (tag.equals(Tag.NULL)) {
            throw failure(event.getStartMark(), name + ": is null; leave it out, or give it the empty string \"\"");
        }
        if (!TEXT.contains(tag)) {
            throw failure(event.getStartMark(), name + ": has a tag of its own; secrets are text");
        }
        String fault = ImportedText.fault(value.getValue());
        if (fault != null) {
            throw failure(event.getStartMark(), name + ": " + fault);
        }
        return DotenvEntry.literal(name, line(key), value.getValue());
    }

    private static int line(Event key) {
        return key.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** The one member of a mapping that stands for bytes; any other mapping is refused. */
    private String base64(String name, Event start) {
        String child = events.next() instanceof ScalarEvent scalar ? scalar.getValue() : "";
        if (child.equals(BinaryEntries.MEMBER)
                && events.next() instanceof ScalarEvent text
                && events.next().getEventId() == Event.ID.MappingEnd) {
            if (!BinaryEntries.isBase64(text.getValue())) {
                throw failure(start.getStartMark(), name + ": is no Base64");
            }
            return text.getValue();
        }
        throw failure(start.getStartMark(), name + (child.isEmpty() ? "" : "." + child) + ImportedText.NESTED);
    }

    private DotenvException failure(Optional<Mark> mark, String reason) {
        return new DotenvException(fileName, mark.map(at -> at.getLine() + 1).orElse(0), reason);
    }
}
