// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.kist.InvalidInputException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A JSON object that is read member by member, each of one type alone. Every method throws an
 * {@link IllegalArgumentException} where a member is missing or of another type; its message shows nothing of the text.
 */
final class StrictJson {
    private static final long MAX_INTEGER = (1L << 53) - 1;
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,18}");

    /** More digits than any number that is taken. */
    private static final int MAX_DIGITS = 40;

    private final JsonObject object;

    private StrictJson(JsonObject object) {
        this.object = object;
    }

    /**
     * Reads an object in UTF-8, by RFC 8259 to the letter.
     *
     * @throws InvalidInputException if the program has brought a Gson that cannot
     */
    static StrictJson parse(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            JsonReader reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
            JsonElement root = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IllegalArgumentException("something follows the JSON");
            }
            return of(root, "the text");
        } catch (IOException | JsonParseException | NumberFormatException e) {
            throw new IllegalArgumentException("not JSON", e);
        } catch (IncompatibleClassChangeError e) {
            throw new InvalidInputException(
                    "Gson on the class path is too old for Kist: " + e.getMessage(),
                    "have com.google.code.gson:gson in version 2.11 or newer;"
                            + " mvn dependency:tree shows what asks for another");
        }
    }

    private static StrictJson of(JsonElement element, String name) {
        if (element == null || !element.isJsonObject()) {
            throw new IllegalArgumentException(name + " is no object");
        }
        return new StrictJson(element.getAsJsonObject());
    }

    boolean has(String name) {
        return object.has(name);
    }

    Set<String> names() {
        return object.keySet();
    }

    StrictJson object(String name) {
        return of(object.get(name), name);
    }

    List<StrictJson> objects(String name) {
        JsonElement array = object.get(name);
        if (array == null || !array.isJsonArray()) {
            throw new IllegalArgumentException(name + " is no array");
        }
        List<StrictJson> elements = new ArrayList<>();
        array.getAsJsonArray().forEach(element -> elements.add(of(element, "an element of " + name)));
        return elements;
    }

    String text(String name) {
        JsonElement value = object.get(name);
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isString()) {
            throw new IllegalArgumentException(name + " is no text");
        }
        return value.getAsString();
    }

    long integer(String name) {
        JsonElement value = object.get(name);
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isNumber()) {
            throw new IllegalArgumentException(name + " is no number");
        }
        String digits = value.getAsString();
        // An exponent can stand for more digits than there is memory.
        if (digits.length() > MAX_DIGITS || digits.contains("e") || digits.contains("E")) {
            throw new IllegalArgumentException(name + " is no integer");
        }
        // What Kist writes. To set up BigDecimal alone takes a tenth of the time that a command has.
        OptionalLong number = PLAIN.matcher(digits).matches()
                ? OptionalLong.of(Long.parseLong(digits))
                : whole(new BigDecimal(digits));
        if (number.isEmpty() || Math.abs(number.getAsLong()) > MAX_INTEGER) {
            throw new IllegalArgumentException(name + " is no integer of 53 bits");
        }
        return number.getAsLong();
    }

    private static OptionalLong whole(BigDecimal number) {
        boolean isWhole = number.stripTrailingZeros().scale() <= 0
                && number.abs().compareTo(BigDecimal.valueOf(MAX_INTEGER)) <= 0;
        return isWhole ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    Instant date(String name) {
        return Instant.ofEpochMilli(integer(name));
    }

    /** The members, but for those of these names. */
    JsonMembers besides(Collection<String> names) {
        return JsonMembers.besides(object, names);
    }
}
