// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import dev.kist.GeneratedKeyPair;
import dev.kist.GeneratedValue;
import dev.kist.InvalidInputException;
import dev.kist.Loading;
import dev.kist.Printable;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.cli.options.ArgumentGroup;
import dev.kist.cli.options.Arguments;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.WholeNumber;
import dev.kist.cli.session.Session;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A value that Kist makes, so that nobody sees or types it. */
final class GeneratedOption extends ArgumentGroup {
    private static final String PUBLIC = "_PUBLIC";

    /** What can hardly be meant as a value; it may be shown. */
    private static final String LENGTH = "[0-9]{1,3}";

    private final Option<Integer> generate = Option.of(
                    "--generate",
                    "LENGTH",
                    WholeNumber.between(1, SecretValue.MAX_BYTES, "it is the number of characters"),
                    "Make a value of LENGTH letters and digits. Default: 32.")
            .orAlone(String.valueOf(GeneratedValue.DEFAULT_LENGTH), text -> text.matches("[0-9]+"));
    private final Flag hex = Flag.of("--hex", "Make it of hexadecimal digits.");
    private final Option<String> alphabet =
            Option.of("--alphabet", "CHARS", GeneratedOption::alphabet, "Make it of these characters.");
    private final Flag uuid = Flag.of("--uuid", "Make a random UUID.");
    private final Option<GeneratedKeyPair.Kind> keyPair = Option.of(
                    "--keypair",
                    "KIND",
                    GeneratedOption::kind,
                    "Make a key pair, ed25519, rsa or x25519: KEY is the private key, KEY_PUBLIC the public one, in"
                            + " PEM.")
            .oneOf(() -> Arrays.stream(GeneratedKeyPair.Kind.values())
                    .map(GeneratedKeyPair.Kind::word)
                    .iterator());

    private static String alphabet(String characters) {
        // What cannot be drawn from is refused by the library.
        GeneratedValue.of(1, characters);
        return characters;
    }

    private static GeneratedKeyPair.Kind kind(String word) {
        return GeneratedKeyPair.Kind.ofWord(word)
                .orElseThrow(() -> new InvalidInputException(
                        Printable.quote(word) + " is not a kind of key pair", "say one of ed25519, rsa, x25519"));
    }

    /** What says where a value comes from, or is read only with one that is given: one of all of them. */
    Arguments[] exclusiveWith(Arguments... others) {
        return Stream.concat(Stream.of(others), Stream.of(generate, uuid, keyPair))
                .toArray(Arguments[]::new);
    }

    /**
     * A length stands right behind its option.
     *
     * @throws InvalidInputException if it stands where the value does
     */
    void requireLengthBehindIt(Operand<String> value) {
        if (generate.isGiven()
                && value.find().filter(text -> text.matches(LENGTH)).isPresent()) {
            String alphabetOption = hex.isGiven() ? " --hex" : alphabet.isGiven() ? " --alphabet CHARS" : "";
            throw new InvalidInputException(
                    "wrong arguments: both VALUE and --generate are given",
                    "for a length, write --generate " + value.values().get(0) + alphabetOption);
        }
    }

    /** What a generated value is made of: one of these. */
    Arguments[] alphabets() {
        return new Arguments[] {hex, alphabet};
    }

    /**
     * What is to be set; nothing, where nothing is to be made.
     *
     * @throws InvalidInputException if options do not go together, or a value like that cannot be made
     */
    Map<SecretName, SecretValue> make(SecretName key) {
        if (!generate.isGiven() && (hex.isGiven() || alphabet.isGiven())) {
            throw new InvalidInputException(
                    "wrong arguments: " + (hex.isGiven() ? "--hex" : "--alphabet") + " goes with --generate",
                    "say --generate, too");
        }
        Map<SecretName, SecretValue> made = new LinkedHashMap<>();
        if (generate.isGiven()) {
            made.put(key, text(generate.get()));
        }
        if (uuid.isGiven()) {
            made.put(key, GeneratedValue.uuid());
        }
        keyPair.find().ifPresent(kind -> {
            SecretName publicName = publicName(key);
            GeneratedKeyPair pair = GeneratedKeyPair.of(kind);
            made.put(key, pair.privateKey());
            made.put(publicName, pair.publicKey());
        });
        return made;
    }

    /**
     * A public key is replaced only along with its private key.
     *
     * @throws InvalidInputException if there is another secret where the public key of a first pair is to stand
     */
    void requireNoOtherPublic(Session session, SecretName key) {
        if (!keyPair.isGiven()) {
            return;
        }
        SecretName publicName = publicName(key);
        List<SecretName> there =
                session
                        .read(environment -> environment.list(Loading.all().only(List.of(key, publicName))))
                        .secrets()
                        .stream()
                        .map(Secret::name)
                        .toList();
        if (there.equals(List.of(publicName))) {
            throw new InvalidInputException(
                    publicName + " exists in " + session.name() + ", and " + key
                            + " does not: it would be replaced by a public key",
                    "give the pair another name, or rename or delete " + publicName);
        }
    }

    private static SecretName publicName(SecretName key) {
        return SecretName.parse(key + PUBLIC);
    }

    private SecretValue text(int length) {
        if (hex.isGiven()) {
            return GeneratedValue.hex(length);
        }
        return alphabet.find()
                .map(characters -> GeneratedValue.of(length, characters))
                .orElseGet(() -> GeneratedValue.text(length));
    }

    @Override
    protected List<Arguments> all() {
        return List.of(generate, hex, alphabet, uuid, keyPair);
    }
}
