// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.FormatException;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.KistException.Reason;
import dev.kist.KistOptions;
import dev.kist.Label;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.NewKey;
import dev.kist.NoKeyException;
import dev.kist.Progress;
import dev.kist.RotationResult;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What someone with write access and no key puts there to keep readers busy: section "Bounds before work" of
 * {@code docs/format.md}. It is refused before any cryptography, in a line that people can read.
 */
@Timeout(60)
final class BoundsTest {
    private static final EnvironmentName PRODUCTION = EnvironmentName.parse("production");
    private static final int READABLE = 1000;

    private final MongoServer server = MongoServer.shared();
    private final String database = server.freshDatabase();
    private final HostileWriter hostile = HostileWriter.on(server, database);
    private final NewKey alice = Kist.newKey();
    private final Path home;
    private final Kist kist;
    private final Environment production;

    BoundsTest(@TempDir Path home) {
        this.home = home;
        this.kist = open(alice);
        this.production = kist.environment("production");
    }

    private Kist open(NewKey key) {
        return Kist.open(KistOptions.builder()
                .variables(Map.of("HOME", home.toString(), "KIST_ACTOR", "alice"))
                .directory(home)
                .mongoDbUri(server.uri())
                .database(database)
                .key(key.exposeSecretKey())
                .timeout(Duration.ofSeconds(20))
                .onWarning(warning -> {})
                .build());
    }

    @BeforeEach
    void create() {
        production.create();
        set("A", "a");
        set("B", "b");
    }

    @AfterEach
    void close() {
        hostile.close();
        kist.close();
    }

    private void set(String name, String value) {
        production.set(SecretName.parse(name), SecretValue.of(value), SetOptions.none());
    }

    private KistException refusal() {
        long begin = System.nanoTime();
        KistException failure = catchThrowableOfType(KistException.class, production::load);
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).isEqualTo(Reason.NOT_READABLE);
        assertThat(failure.getMessage()).contains("production").hasSizeLessThan(READABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        return failure;
    }

    @Test
    void copiesOfOneKeysEntry_areNotUnwrapped() {
        // As many as a document of MongoDB holds.
        hostile.setInEnvironment(PRODUCTION, "keys", Collections.nCopies(30_000, hostile.firstKey(PRODUCTION)));

        assertThat(refusal()).hasMessageContaining("keys has 30000 elements, and at most 1000 are read");
    }

    @Test
    void copiesOfOneKeysEntry_asManyAsAreRead_areTriedOnce() {
        hostile.setInEnvironment(PRODUCTION, "keys", Collections.nCopies(1000, hostile.firstKey(PRODUCTION)));

        assertThat(refusal()).hasMessageContaining("and 989 more");
    }

    @Test
    void junkKeys_makeAShortMessage() {
        hostile.setInEnvironment(PRODUCTION, "keys", Collections.nCopies(80_000, new Document()));

        refusal();
    }

    @Test
    void junkKeys_amongWhichNoneIsAtHand_areNotAllNamed() {
        Document first = hostile.firstKey(PRODUCTION);
        List<Document> junk = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            junk.add(new Document(first).append("label", "junk %03d ".formatted(i) + "x".repeat(240)));
        }
        hostile.setInEnvironment(PRODUCTION, "keys", junk);
        try (Kist other = open(Kist.newKey())) {
            assertThatThrownBy(() -> other.environment("production").load())
                    .isInstanceOf(NoKeyException.class)
                    .hasMessageContaining("and 990 more")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(5000));
        }
    }

    @Test
    void junkInNext_isRefused() {
        hostile.setInEnvironment(PRODUCTION, "next", Collections.nCopies(80_000, new Document()));

        assertThat(refusal()).hasMessageContaining("next has 80000 elements");
    }

    @Test
    void aLongSealed_isNotDecoded() {
        hostile.setInEnvironment(PRODUCTION, "sealed", "k1." + "A".repeat(10_000_000));

        assertThat(refusal()).hasMessageContaining("sealed has 10000003 characters, and at most 2097152 are read");
    }

    @Test
    void aLongValueOrNote_isNotDecoded_andTheOthersAreRead() {
        hostile.setInSecret("A", "value", "k1." + "A".repeat(12_000_000));
        hostile.setInSecret("B", "note", "k1." + "A".repeat(12_000_000));

        assertThat(refusal()).hasMessageContaining("characters, and at most");
        set("C", "c");
        Listing listing = production.list(Loading.all().skippingUnreadable());
        assertThat(listing.secrets())
                .extracting(secret -> secret.name().value())
                .containsExactly("C");
        assertThat(listing.unreadable()).hasSize(2);
    }

    @Test
    void aLongName_makesAShortMessage() {
        hostile.setInSecret("A", "key", "N".repeat(10_000_000));

        refusal();
    }

    @Test
    void aRevisionAtItsHighest_isReadAndNeverRaised() {
        hostile.setInSecret("A", "revision", Integer.MAX_VALUE);

        assertThat(production.load().get("A")).isEqualTo("a");
        assertThatThrownBy(() -> set("A", "other"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("the revision of the secret A of production is 2147483647");
        assertThatThrownBy(() -> production.delete(List.of(SecretName.parse("A")), false))
                .isInstanceOf(FormatException.class);
        RotationResult rotated = production.rotate(Progress.NONE);
        assertThat(rotated.encrypted()).isEqualTo(1);
        assertThat(rotated.unreadable()).hasSize(1).first().isInstanceOf(FormatException.class);
        assertThat(production.load().get("A")).isEqualTo("a");

        // What the hint says to do.
        hostile.setInSecret("A", "revision", 1);
        set("A", "other");
        assertThat(production.load().get("A")).isEqualTo("other");
    }

    @Test
    void theEnvironmentsRevision_atItsHighest_isForged() {
        hostile.setInEnvironment(PRODUCTION, "revision", Integer.MAX_VALUE);

        refusal();
        assertThatThrownBy(() ->
                        production.members().add(Kist.newKey().publicHalf().publicKey(), Label.parse("bob")))
                .isInstanceOf(KistException.class)
                .satisfies(e -> assertThat(((KistException) e).reason()).isEqualTo(Reason.NOT_READABLE));
    }
}
