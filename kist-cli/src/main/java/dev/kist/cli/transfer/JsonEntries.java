// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvFile;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a flat JSON object of strings, numbers and booleans, or the manifest of a Kubernetes Secret. */
final class JsonEntries {
    private static final Pattern LINE = Pattern.compile("at line (\\d+) ");

    private final String fileName;
    private final JsonReader reader;
    private final BinaryEntries binary;
    private final Set<String> keys = new HashSet<>();

    private JsonEntries(String text, String fileName, BinaryEntries binary) {
        this.fileName = fileName;
        this.binary = binary;
        this.reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
    }

    /**
     * The members in their order; a number is the text it was written as.
     *
     * @throws DotenvException if it is not such an object, names a key twice, or has null for a value; with the line
     */
    static List<DotenvEntry> parse(byte[] content, String fileName, BinaryEntries binary) {
        String text = DotenvFile.decode(content, fileName);
        return KubernetesEntries.isManifest(text)
                ? KubernetesEntries.parse(text, fileName)
                : new JsonEntries(text, fileName, binary).read();
    }

    private List<DotenvEntry> read() {
        try {
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw failure("is not a JSON object");
            }
            reader.beginObject();
            List<DotenvEntry> entries = new ArrayList<>();
            while (reader.hasNext()) {
                String key = reader.nextName();
                if (!keys.add(key)) {
                    throw failure(key + ": is there twice");
                }
                int line = line(reader.toString());
                entries.add(
                        reader.peek() == JsonToken.BEGIN_OBJECT
                                ? binary.add(DotenvEntry.literal(key, line, base64(key)))
                                : DotenvEntry.literal(key, line, value(key)));
            }
            reader.endObject();
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw failure("text follows the JSON object");
            }
            return entries;
        } catch (IOException e) {
            // The message of the parser is not passed on: it could quote the file.
            throw new DotenvException(fileName, line(String.valueOf(e.getMessage())), "not well-formed JSON");
        }
    }

    private String value(String key) throws IOException {
        String value =
                switch (reader.peek()) {
                    case STRING, NUMBER -> reader.nextString();
                    case BOOLEAN -> String.valueOf(reader.nextBoolean());
                    case NULL -> throw failure(key + ": is null; leave it out, or give it the empty string");
                    default -> throw failure(key + "[0]" + ImportedText.NESTED);
                };
        String fault = ImportedText.fault(value);
        if (fault != null) {
            throw failure(key + ": " + fault);
        }
        return value;
    }

    /** The one member of an object that stands for bytes; any other object is refused. */
    private String base64(String key) throws IOException {
        reader.beginObject();
        String child = reader.peek() == JsonToken.NAME ? reader.nextName() : "";
        if (child.equals(BinaryEntries.MEMBER) && reader.peek() == JsonToken.STRING) {
            String text = reader.nextString();
            if (reader.peek() == JsonToken.END_OBJECT) {
                reader.endObject();
                if (!BinaryEntries.isBase64(text)) {
                    throw failure(key + ": is no Base64");
                }
                return text;
            }
        }
        throw failure(key + (child.isEmpty() ? "" : "." + child) + ImportedText.NESTED);
    }

    private DotenvException failure(String reason) {
        return new DotenvException(fileName, line(reader.toString()), reason);
    }

    /** Reader and exceptions alike say where they are, and give no other access to it. */
    private static int line(String place) {
        Matcher matcher = LINE.matcher(place);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
