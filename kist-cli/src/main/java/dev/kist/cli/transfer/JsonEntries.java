package dev.kist.cli.transfer;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a flat JSON object of strings, numbers and booleans. */
final class JsonEntries {
    private static final Pattern LINE = Pattern.compile("at line (\\d+) ");

    private final String fileName;
    private final JsonReader reader;
    private final Set<String> keys = new HashSet<>();

    private JsonEntries(String text, String fileName) {
        this.fileName = fileName;
        this.reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
    }

    /**
     * The members in their order; a number is the text it was written as.
     *
     * @throws DotenvException if it is not such an object, names a key twice, or has null for a value; with the line
     */
    static List<DotenvEntry> parse(byte[] content, String fileName) {
        return new JsonEntries(ImportedText.decode(content, fileName), fileName).read();
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
                entries.add(DotenvEntry.literal(key, line(reader.toString()), value(key)));
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
                    default -> throw failure(nestedPath(key) + ": is nested; secrets are flat names with text");
                };
        String fault = ImportedText.fault(value);
        if (fault != null) {
            throw failure(key + ": " + fault);
        }
        return value;
    }

    private String nestedPath(String key) throws IOException {
        if (reader.peek() == JsonToken.BEGIN_ARRAY) {
            return key + "[0]";
        }
        reader.beginObject();
        return reader.peek() == JsonToken.NAME ? key + "." + reader.nextName() : key;
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
