// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.KistException.Reason;
import dev.kist.NotFoundException;
import dev.kist.ParentException;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.TemplateException;
import dev.kist.internal.format.SealedContent.Inheritance;
import dev.kist.internal.keyring.Author;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.secret.LoadedSecrets;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretLoader.Unreadable;
import dev.kist.internal.secret.WriteSteps;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DelegatingStore;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.StoredValue;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The part of {@link EnvironmentContract} about reading: templates, parents, and what cannot be read. */
abstract class LoadContract extends OnRealStore {
    private static final EnvironmentName BASE = EnvironmentName.parse("base");
    private static final SecretName A = SecretName.parse("A");

    LoadContract(EnvironmentContract stores) {
        super(stores);
    }

    @Test
    void load_givesWhatIsThere_templatesResolved() {
        create(PRODUCTION);
        put("PASSWORD", "a${b}$c");
        putTemplate(PRODUCTION, "URL", "db://app:${PASSWORD}@${HOST}/$${x}$y");
        putTemplate(PRODUCTION, "HOST", "${NAME}.example");
        put("NAME", "db");

        assertThat(load(PRODUCTION))
                .hasSize(4)
                .containsEntry("URL", "db://app:a${b}$c@db.example/${x}$y")
                .containsEntry("PASSWORD", "a${b}$c");
        assertThat(value("URL")).isEqualTo("db://app:a${b}$c@db.example/${x}$y");
        assertThat(value("NAME")).isEqualTo("db");
    }

    private String value(String name) {
        return value(PRODUCTION, name);
    }

    private String value(EnvironmentName environment, String name) {
        SecretName secret = SecretName.parse(name);
        return loader().load(environment, List.of(secret)).value(secret).text();
    }

    @Test
    void value_ofAMissingName_isNotFound_withANearOne() {
        create(PRODUCTION);
        put("DATABASE_URL", "x");

        assertThatThrownBy(() -> value("DATABSE_URL"))
                .isInstanceOf(NotFoundException.class)
                .satisfies(e -> assertThat(((KistException) e).hint()).contains("did you mean DATABASE_URL?"));
    }

    @Test
    void template_thatGoesInACircle_orMisses_namesTheSecretsOnTheWay() {
        create(PRODUCTION);
        putTemplate(PRODUCTION, "A", "${B}");
        putTemplate(PRODUCTION, "B", "${C}");
        putTemplate(PRODUCTION, "C", "${A}");
        putTemplate(PRODUCTION, "ME", "${ME}");
        putTemplate(PRODUCTION, "MISSING", "${NONE}");
        put("GONE", "x");
        putTemplate(PRODUCTION, "DELETED", "${GONE}");
        write(PRODUCTION, "GONE", Content.deletion());

        assertTemplateFails("A", Reason.INVALID_INPUT, "A -> B -> C -> A: the references go in a circle");
        assertTemplateFails("ME", Reason.INVALID_INPUT, "ME -> ME: the references go in a circle");
        assertTemplateFails("MISSING", Reason.NOT_FOUND, "MISSING -> NONE: it does not exist");
        assertTemplateFails("DELETED", Reason.NOT_FOUND, "DELETED -> GONE: it does not exist");
        assertThatThrownBy(() -> load(PRODUCTION)).isInstanceOf(TemplateException.class);
    }

    private void assertTemplateFails(String name, Reason reason, String message) {
        assertThatThrownBy(() -> value(name))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(((KistException) e).reason()).isEqualTo(reason));
    }

    @Test
    void template_isResolvedUpToAHundredDeep_whateverIsLoadedFirst() {
        create(PRODUCTION);
        new PlanWriter(environments(store), ALICE).write(chain("UP_%03d", "DOWN_%03d"), written -> {});

        assertThat(value("UP_100")).isEqualTo("end");
        assertThat(value("DOWN_001")).isEqualTo("end");
        assertTemplateFails("UP_101", Reason.INVALID_INPUT, "more than 100 deep");
        assertTemplateFails("DOWN_000", Reason.INVALID_INPUT, "more than 100 deep");
        assertThatThrownBy(() -> load(PRODUCTION)).hasMessageContaining("more than 100 deep");
        write(PRODUCTION, "DOWN_000", Content.deletion());
        assertThatThrownBy(() -> load(PRODUCTION)).hasMessageContaining("more than 100 deep");
        write(PRODUCTION, "UP_101", Content.deletion());
        assertThat(load(PRODUCTION)).containsEntry("UP_100", "end").containsEntry("DOWN_001", "end");
    }

    /** 101 templates, each referring to the one before, and 101 each referring to the one after it. */
    private static WriteSteps chain(String up, String down) {
        Map<SecretName, Content> contents = new TreeMap<>(literals("END", "end"));
        for (int i = 1; i <= 101; i++) {
            contents.put(SecretName.parse(up.formatted(i)), template(i == 1 ? "END" : up.formatted(i - 1)));
            contents.put(SecretName.parse(down.formatted(i - 1)), template(i == 101 ? "END" : down.formatted(i)));
        }
        return PlanWriter.planForNew(PRODUCTION, contents);
    }

    private static Content template(String reference) {
        return Content.template(SecretValue.of("${" + reference + "}"));
    }

    @Test
    void template_thatGrowsOverTheLimit_isRefused() {
        create(PRODUCTION);
        put("LARGE", "é".repeat(SecretValue.MAX_BYTES / 2));
        putTemplate(PRODUCTION, "FITS", "${LARGE}");
        putTemplate(PRODUCTION, "GROWS", "${LARGE}.");

        assertThat(value("FITS")).hasSize(SecretValue.MAX_BYTES / 2);
        assertTemplateFails("GROWS", Reason.INVALID_INPUT, "over the limit of 1 MiB");
    }

    /** A child of {@link #BASE}, as a member makes it. */
    private OpenEnvironment createChild(EnvironmentName name, OpenEnvironment parent) {
        OpenEnvironment child = create(name);
        OpenEnvironment inheriting = child.keys()
                .inheriting(
                        new Inheritance(
                                parent.name().value(), parent.fingerprint().hex()),
                        new Author(ALICE, store::now));
        assertThat(store.replaceEnvironment(inheriting.document())).isTrue();
        return inheriting;
    }

    @Test
    void child_seesItsParentsSecrets_unlessItHasOrDeletedItsOwn() {
        createChild(PRODUCTION, create(BASE));
        put(BASE, "HOST", "base");
        put(BASE, "PORT", "1");
        put(BASE, "DROPPED", "x");
        putTemplate(BASE, "URL", "${HOST}:${PORT}");
        put(PRODUCTION, "PORT", "2");
        put(PRODUCTION, "DROPPED", "y");
        write(PRODUCTION, "DROPPED", Content.deletion());
        putTemplate(PRODUCTION, "OWN", "${HOST}:${PORT} ${URL}");

        assertThat(load(PRODUCTION))
                .containsOnlyKeys("HOST", "PORT", "URL", "OWN")
                .containsEntry("PORT", "2")
                .containsEntry("URL", "base:1")
                .containsEntry("OWN", "base:2 base:1");
        assertThat(value(PRODUCTION, "URL")).isEqualTo("base:1");
        assertThatThrownBy(() -> value(PRODUCTION, "DROPPED")).isInstanceOf(NotFoundException.class);
        assertThat(load(BASE)).containsOnlyKeys("HOST", "PORT", "DROPPED", "URL");
    }

    @Test
    void child_andParentWithTheSameNames_areNoCircle() {
        createChild(PRODUCTION, create(BASE));
        put(BASE, "A", "base");
        putTemplate(BASE, "B", "${A}");
        putTemplate(PRODUCTION, "A", "${B} of the child");

        assertThat(load(PRODUCTION)).containsEntry("A", "base of the child").containsEntry("B", "base");
    }

    @Test
    void child_ofAParentWithAnotherKeyring_isRefused() {
        OpenEnvironment parent = create(BASE);
        createChild(PRODUCTION, parent);
        assertThat(store.deleteEnvironment(parent.document())).isTrue();
        create(BASE);

        assertThatThrownBy(() -> load(PRODUCTION))
                .isInstanceOf(ParentException.class)
                .hasMessageContaining("is not the one that production inherits from")
                .satisfies(e -> assertThat(((KistException) e).reason()).isEqualTo(Reason.NOT_READABLE));
    }

    @Test
    void chain_ofMoreThanEightLevels_isRefused() {
        OpenEnvironment parent = create(EnvironmentName.parse("level-1"));
        for (int level = 2; level <= 9; level++) {
            parent = createChild(EnvironmentName.parse("level-" + level), parent);
        }
        put(EnvironmentName.parse("level-1"), "A", "first");

        assertThat(load(EnvironmentName.parse("level-8"))).containsEntry("A", "first");
        assertThatThrownBy(() -> load(EnvironmentName.parse("level-9")))
                .isInstanceOf(ParentException.class)
                .hasMessageContaining("more than 8 levels")
                .satisfies(e -> assertThat(((KistException) e).reason()).isEqualTo(Reason.INVALID_INPUT));
    }

    @Test
    void secret_thatCannotBeRead_isNeverReplacedByItsParents() {
        createChild(PRODUCTION, create(BASE));
        put(BASE, "A", "of the parent");
        put(BASE, "B", "fine");
        put(PRODUCTION, "A", "of the child");
        putTemplate(PRODUCTION, "NEEDS_A", "${A}");
        CurrentDocument stored = document(A);
        damage(
                stored,
                stored.withCiphertexts(document(SecretName.parse("NEEDS_A")).value(), null));

        assertThatThrownBy(() -> load(PRODUCTION))
                .isInstanceOf(DecryptionFailedException.class)
                .hasMessageContaining("secret A of production");
        for (String name : List.of("A", "NEEDS_A")) {
            assertThatThrownBy(() -> value(name)).hasMessageContaining("secret A of production");
        }
        assertThat(value("B")).isEqualTo("fine");
        LoadedSecrets rest = loader().load(PRODUCTION, Unreadable.SKIP);
        assertThat(rest.values()).containsOnlyKeys(SecretName.parse("B"));
        assertThat(rest.unreadable()).hasSize(1);
    }

    private void damage(CurrentDocument stored, CurrentDocument damaged) {
        assertThat(store.deleteSecret(stored)).isTrue();
        assertThat(store.write(List.of(new SecretWrite(damaged, null)))).isEmpty();
    }

    @Test
    void secret_byADekThatNobodyKnows_isAnOlderCopy() {
        OpenEnvironment created = create(PRODUCTION);
        assertThat(store.replaceEnvironment(
                        created.keys().withNewDek(new Author(ALICE, store::now)).document()))
                .isTrue();
        put("A", "x");
        CurrentDocument stored = document(A);

        damage(stored, stored.withCiphertexts(withDek(stored.value(), 7), null));
        assertThatThrownBy(() -> value("A"))
                .isInstanceOf(DecryptionFailedException.class)
                .hasMessageContaining("older copy")
                .hasMessageContaining("the environment's key 7");
        assertThatThrownBy(() -> put("A", "y")).isInstanceOf(DecryptionFailedException.class);

        damage(document(A), stored.withCiphertexts(withDek(stored.value(), 0xFFFFFFFF), null));
        assertThatThrownBy(() -> load(PRODUCTION)).hasMessageContaining("key 4294967295");

        damage(document(A), stored.withCiphertexts(withDek(stored.value(), 0), null));
        assertThatThrownBy(() -> value("A"))
                .isInstanceOf(DecryptionFailedException.class)
                .hasMessageContaining("which was dropped");
    }

    private static String withDek(String value, int id) {
        byte[] bytes = StoredValue.decode(StoredValue.ENCRYPTED, value).orElseThrow();
        ByteBuffer.wrap(bytes).putInt(1, id);
        return StoredValue.encode(StoredValue.ENCRYPTED, bytes);
    }

    /** The environment was read before a rotation, the secret after it. */
    @Test
    void secret_byADekThatIsNewerThanTheCopyAtHand_isReadWithAFreshOne() {
        OpenEnvironment created = create(PRODUCTION);
        put("A", "one");
        SecretStore lagging = new DelegatingStore(store) {
            private int old = 3;

            @Override
            public Optional<EnvironmentDocument> findEnvironment(EnvironmentName name, Freshness freshness) {
                return old-- > 0 ? Optional.of(created.document()) : super.findEnvironment(name, freshness);
            }
        };
        assertThat(store.replaceEnvironment(
                        created.keys().withNewDek(new Author(ALICE, store::now)).document()))
                .isTrue();
        put("A", "two");

        assertThat(new SecretLoader(environments(lagging))
                        .load(PRODUCTION, Unreadable.FAIL)
                        .value(A)
                        .text())
                .isEqualTo("two");
    }
}
