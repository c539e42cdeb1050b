package dev.kist.front;

import static dev.kist.memory.InMemoryKist.made;
import static dev.kist.memory.InMemoryKist.name;
import static dev.kist.memory.InMemoryKist.names;
import static dev.kist.memory.InMemoryKist.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Environment;
import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.Loading;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Written;
import dev.kist.memory.InMemoryDocuments;
import dev.kist.memory.InMemoryKist;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret gets another name and keeps its history. */
final class RenameTest {
    private final InMemoryKist setup;
    private final Kist kist;
    private final Environment environment;

    RenameTest(@TempDir Path home) {
        this.setup = InMemoryKist.in(home);
        this.kist = setup.open();
        this.environment = made(kist, "development");
    }

    @BeforeEach
    void write() {
        set(environment, "OLD", "one");
        environment.set(name("OLD"), SecretValue.of("two"), SetOptions.none().note(Note.of("why")));
        environment.delete(names("OLD"), false);
        environment.restore(names("OLD"));
    }

    @AfterEach
    void close() {
        kist.close();
    }

    private static List<String> texts(SecretHistory history) {
        return history.versions().stream()
                .map(version ->
                        version.isDeleted() ? "deleted" : version.value().text())
                .toList();
    }

    @Test
    void rename_keepsHistoryAndNote_andAddsAVersion() {
        SecretHistory before = environment.history(name("OLD"));

        Written written = environment.rename(name("OLD"), name("NEW"));

        assertThat(written.secret().version()).isEqualTo(5);
        assertThat(written.secret().note()).contains(Note.of("why"));
        SecretHistory after = environment.history(name("NEW"));
        assertThat(texts(after)).containsExactly("one", "two", "deleted", "two", "two");
        for (int i = 0; i < 4; i++) {
            Secret was = before.versions().get(i);
            Secret is = after.versions().get(i);
            assertThat(is.updatedAt()).isEqualTo(was.updatedAt());
            assertThat(is.createdAt()).isEqualTo(was.createdAt());
            assertThat(is.content()).isEqualTo(was.content());
        }
        assertThat(environment.load().names()).containsExactly("NEW");
        assertThatThrownBy(() -> environment.history(name("OLD"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void rename_toANameThatExists_isRefused() {
        set(environment, "NEW", "x");

        assertThatThrownBy(() -> environment.rename(name("OLD"), name("NEW")))
                .isInstanceOf(InvalidInputException.class);
        environment.delete(names("NEW"), false);
        assertThatThrownBy(() -> environment.rename(name("OLD"), name("NEW")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("deleted");
        environment.planPurge(name("NEW"), false).apply();
        environment.rename(name("OLD"), name("NEW"));
        assertThat(environment.load().get("NEW")).isEqualTo("two");
    }

    @Test
    void rename_ofNothing_ofADeletedOne_andToItself_isRefused() {
        assertThatThrownBy(() -> environment.rename(name("NOWHERE"), name("NEW")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> environment.rename(name("OLD"), name("OLD")))
                .isInstanceOf(InvalidInputException.class);
        environment.delete(names("OLD"), false);
        assertThatThrownBy(() -> environment.rename(name("OLD"), name("NEW"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void rename_stoppedAnywhere_isCompletedByTheSameCall() {
        for (int changes = 0; changes < 8; changes++) {
            InMemoryDocuments documents = setup.documents();
            String from = changes == 0 ? "OLD" : "NAME" + (changes - 1);
            String to = "NAME" + changes;
            documents.failAfter(changes);
            try {
                environment.rename(name(from), name(to));
            } catch (IllegalStateException e) {
                assertThat(environment.load(Loading.all()).names()).isNotEmpty();
            }
            documents.failAfter(Long.MAX_VALUE);
            if (environment.load().names().contains(from)) {
                environment.rename(name(from), name(to));
            }

            assertThat(environment.load().names()).containsExactly(to);
            assertThat(environment.load().get(to)).isEqualTo("two");
            assertThat(texts(environment.history(name(to))))
                    .startsWith("one", "two", "deleted", "two")
                    .hasSize(5 + changes);
        }
    }
}
