// SPDX-License-Identifier: Apache-2.0
package dev.kist.front;

import static dev.kist.memory.InMemoryKist.made;
import static dev.kist.memory.InMemoryKist.name;
import static dev.kist.memory.InMemoryKist.names;
import static dev.kist.memory.InMemoryKist.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.ConflictException;
import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.Loading;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.TemplateOrTextException;
import dev.kist.WritePlan;
import dev.kist.Written;
import dev.kist.WrittenTogether;
import dev.kist.memory.InMemoryKist;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several secrets at once: all or none. */
final class SeveralTest {
    private final Kist kist;
    private final Environment environment;

    SeveralTest(@TempDir Path home) {
        this.kist = InMemoryKist.in(home).open();
        this.environment = made(kist, "development");
    }

    @AfterEach
    void close() {
        kist.close();
    }

    private static Map<SecretName, SecretValue> values(String... namesAndValues) {
        Map<SecretName, SecretValue> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(name(namesAndValues[i]), SecretValue.of(namesAndValues[i + 1]));
        }
        return values;
    }

    @Test
    void setAll_writesAll_inTheOrderGiven() {
        set(environment, "B", "old");
        set(environment, "C", "same");

        WrittenTogether together = environment.setAll(values("C", "same", "B", "new", "A", "first"), SetOptions.none());
        List<Written> written = together.secrets();

        assertThat(written).extracting(one -> one.secret().name().value()).containsExactly("C", "B", "A");
        assertThat(written).extracting(Written::isNew).containsExactly(false, true, true);
        assertThat(written).extracting(one -> one.secret().version()).containsExactly(1, 2, 1);
        assertThat(together.mode()).isEqualTo(WritePlan.Mode.ONE_TRANSACTION);
        assertThat(environment.load().asMap()).containsEntry("B", "new").containsEntry("A", "first");
    }

    @Test
    void setAll_whereOneIsRefused_writesNone() {
        environment.set(name("T"), SecretValue.of("$${"), SetOptions.none().reading(SetOptions.Reading.TEMPLATE));

        assertThatThrownBy(() -> environment.setAll(values("A", "1", "T", "${A}"), SetOptions.none()))
                .isInstanceOf(TemplateOrTextException.class);
        assertThat(environment.load().names()).containsExactly("T");
    }

    @Test
    void setAll_ofTemplatesThatNeedEachOther_isFine() {
        environment.setAll(values("A", "${B}", "B", "b"), SetOptions.none().reading(SetOptions.Reading.TEMPLATE));

        assertThat(environment.load().get("A")).isEqualTo("b");
    }

    @Test
    void setAll_withANote_givesItToAll() {
        environment.setAll(values("A", "1", "B", "2"), SetOptions.none().note(Note.of("n")));

        assertThat(environment.list(Loading.all()).secrets()).hasSize(2).allSatisfy(secret -> assertThat(secret.note())
                .contains(Note.of("n")));
    }

    @Test
    void setAll_forAVersion_writesOnlyIfAllHaveIt() {
        SetOptions ifNone = SetOptions.none().ifVersion(0);
        environment.setAll(values("A", "1", "B", "2"), ifNone);

        assertThatThrownBy(() -> environment.setAll(values("A", "3", "C", "3"), ifNone))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("A of");
        environment.setAll(values("A", "3", "B", "3"), SetOptions.none().ifVersion(1));
        assertThat(environment.load().names()).containsExactly("A", "B");
    }

    @Test
    void delete_whereOneDoesNotExist_deletesNone() {
        set(environment, "A", "1");

        assertThatThrownBy(() -> environment.delete(names("A", "NOWHERE"), false))
                .isInstanceOf(NotFoundException.class);
        assertThat(environment.load().names()).containsExactly("A");
    }

    @Test
    void delete_thenRestore_ofSeveral_bringsAllBack() {
        set(environment, "A", "1");
        environment.set(name("B"), SecretValue.of("2"), SetOptions.none().note(Note.of("n")));

        List<Written> deleted = environment.delete(names("B", "A"), false).secrets();

        assertThat(deleted)
                .allMatch(one -> one.secret().isDeleted() && one.secret().note().isEmpty());
        assertThat(deleted).extracting(one -> one.secret().name().value()).containsExactly("B", "A");
        assertThat(environment.load().names()).isEmpty();
        assertThatThrownBy(() -> environment.load().get("A"))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.secret()).contains(name("A")));

        environment.restore(names("A", "B"));
        assertThat(environment.load().asMap()).containsEntry("A", "1").containsEntry("B", "2");
        assertThat(environment.restore(names("A")).secrets()).singleElement().satisfies(one -> assertThat(one.isNew())
                .isFalse());
    }

    @Test
    void set_ofANewNameNearAnother_saysSo() {
        set(environment, "DATABASE_URL", "1");

        assertThat(set(environment, "DATABSE_URL", "2").near()).isEqualTo(names("DATABASE_URL"));
        assertThat(set(environment, "DATABSE_URL", "3").near()).isEmpty();
        assertThat(set(environment, "PORT", "2").near()).isEmpty();
        assertThat(set(environment, "PART", "2").near()).isEmpty();
    }
}
