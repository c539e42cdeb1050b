// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import dev.kist.internal.file.Utf8;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read member by member, each of one type alone. Every method throws an
 * {@link IllegalArgumentException} where a member is missing or of another type; its message shows nothing of the text.
 */
final class StrictJson {
    private static final long MAX_INTEGER = (1L << 53) - 1;
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,18}");

    /** More digits than any number that is taken. */
    private static final int MAX_DIGITS = 40;

    private final Map<String, JsonValue> members;

    private StrictJson(Map<String, JsonValue> members) {
        this.members = members;
    }

    /** Reads an object in UTF-8, by RFC 8259 to the letter. */
    static StrictJson parse(byte[] utf8) {
        try {
            return of(JsonValue.parse(Utf8.decode(utf8)), "the text");
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON");
        }
    }

    private static StrictJson of(@Nullable JsonValue value, String name) {
        if (value instanceof JsonValue.Members members) {
            return new StrictJson(members.byName());
        }
        throw new IllegalArgumentException(name + " is no object");
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Set<String> names() {
        return members.keySet();
    }

    StrictJson object(String name) {
        return of(members.get(name), name);
    }

    List<StrictJson> objects(String name) {
        if (members.get(name) instanceof JsonValue.Elements array) {
            List<StrictJson> elements = new ArrayList<>();
            for (JsonValue element : array.all()) {
                elements.add(of(element, "an element of " + name));
            }
            return elements;
        }
        throw new IllegalArgumentException(name + " is no array");
    }

    String text(String name) {
        if (members.get(name) instanceof JsonValue.Text text) {
            return text.text();
        }
        throw new IllegalArgumentException(name + " is no text");
    }

    long integer(String name) {
        if (!(members.get(name) instanceof JsonValue.Digits number)) {
            throw new IllegalArgumentException(name + " is no number");
        }
        String digits = number.digits();
        // An exponent can stand for more digits than there is memory.
        if (digits.length() > MAX_DIGITS || digits.contains("e") || digits.contains("E")) {
            throw new IllegalArgumentException(name + " is no integer");
        }
        // What Kist writes. To set up BigDecimal alone takes a tenth of the time that a command has.
        OptionalLong whole = PLAIN.matcher(digits).matches()
                ? OptionalLong.of(Long.parseLong(digits))
                : whole(new BigDecimal(digits));
        if (whole.isEmpty() || Math.abs(whole.getAsLong()) > MAX_INTEGER) {
            throw new IllegalArgumentException(name + " is no integer of 53 bits");
        }
        return whole.getAsLong();
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
        return JsonMembers.besides(members, names);
    }
}
