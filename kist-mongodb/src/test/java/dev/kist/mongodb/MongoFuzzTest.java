// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kist.EnvironmentName;
import dev.kist.FormatException;
import dev.kist.InvalidInputException;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.StoreLocation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connection strings and PEM files as settings name them, and documents as a server sends them. */
@Tag("fuzz")
class MongoFuzzTest {
    @MethodSource("uris")
    @FuzzTest(maxDuration = "15s")
    void parse_connectionString(byte[] text) {
        FuzzTargets.uri(new String(text, StandardCharsets.UTF_8));
    }

    @MethodSource("documents")
    @FuzzTest(maxDuration = "15s")
    void parse_document(byte[] bson) {
        FuzzTargets.document(bson);
    }

    @MethodSource("keys")
    @FuzzTest(maxDuration = "15s")
    void parse_pemKey(byte[] text) {
        FuzzTargets.pem(new String(text, StandardCharsets.ISO_8859_1));
    }

    static Stream<Arguments> uris() {
        return bytes(
                "mongodb://u:p@127.0.0.1:27017,[::1]:2/app?replicaSet=r&w=majority&tls=true&compressors=zlib",
                "mongodb+srv://h.example.com/?authMechanism=MONGODB-X509&readPreference=secondary",
                "mongodb://u:plicaSut@127.0.0.1/?tl2/axp?replicaSut=://uSet=r&rb",
                "mongodb://h/?tlsCAFile=%00&timeoutMS=5",
                "mongodb://%zz@h/a.b");
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                        "{_id: {$oid: '0123456789abcdef01234567'}, key: 'A', value: 'k1.x', environment: 'e', version: 1}",
                        "{_id: 'e', format: {$numberLong: '1'}, keys: [{label: 1.5}], sealed: null, next: [[]]}")
                .map(json -> Arguments.of((Object) bson(json)));
    }

    private static byte[] bson(String json) {
        try (BasicOutputBuffer buffer = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            new BsonDocumentCodec()
                    .encode(
                            writer,
                            BsonDocument.parse(json),
                            EncoderContext.builder().build());
            return buffer.toByteArray();
        }
    }

    static Stream<Arguments> keys() {
        return bytes(
                "-----BEGIN EC PRIVATE KEY-----\nMAoCAQEEAqAEBgNVHQ==\n-----END EC PRIVATE KEY-----\n",
                // Elements that claim to be longer than the file: found by fuzzing, as out of memory.
                "-----BEGIN EC PRIVATE KEY-----\nMACghH////8=\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMACgggEAAQ==\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMACg\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMACEf////w==\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMA==\n-----END ENCRYPTED PRIVATE KEY-----\n");
    }

    private static Stream<Arguments> bytes(String... texts) {
        return Stream.of(texts).map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Apart, so that its classes are loaded only when Jazzer is ready to instrument them. */
    private static final class FuzzTargets {
        /** Sends nothing. */
        static void uri(String text) {
            try {
                MongoAddress.parse(new StoreLocation.MongoDb(text, null, "secrets"));
            } catch (InvalidInputException e) {
                // A password stands before the last @. One that is also the name of an option, or a word of the
                // message, proves nothing.
                int at = text.lastIndexOf('@');
                int colon = text.lastIndexOf(':', Math.max(0, at));
                String password = colon > 10 ? text.substring(colon + 1, at) : "";
                if (password.length() > 12 && text.indexOf(password) == text.lastIndexOf(password)) {
                    assertThat(e.getMessage()).doesNotContain(password);
                }
            }
        }

        static void document(byte[] bson) {
            BsonDocument document;
            try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(bson))) {
                document = new BsonDocumentCodec()
                        .decode(reader, DecoderContext.builder().build());
            } catch (RuntimeException e) {
                // The driver's own affair.
                return;
            }
            Map<String, @Nullable Object> fields = BsonFields.read(document);
            assertThat(DocumentFields.parseCurrent(fields).key()).isNotNull();
            assertThat(DocumentFields.parseFormer(fields).key()).isNotNull();
            try {
                DocumentFields.parseEnvironment(EnvironmentName.parse("e"), fields);
            } catch (FormatException e) {
                assertThat(e).hasMessageContaining("environment e");
            }
        }

        static void pem(String text) {
            for (@Nullable String password : new @Nullable String[] {null, "p"}) {
                try {
                    new PemKey(text).read(password);
                } catch (PemKey.UnusableKeyException e) {
                    assertThat(e.why()).startsWith("it");
                }
            }
        }
    }
}
