package dev.kist.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.secret.EnvironmentName;
import dev.kist.secret.InvalidInputException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyServiceModulesTest {
    private static final EnvironmentName NAME = EnvironmentName.parse("production");
    private static final KeyAddress ADDRESS = KeyAddress.parse("hcvault://127.0.0.1/transit/keys/production");

    @TempDir
    Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    /** A provider as a module has it. */
    public static final class Module implements KeyServiceProvider {
        private final StandInService standIn = new StandInService(KeyAddress.Service.HCVAULT);

        @Override
        public KeyAddress.Service service() {
            return standIn.service();
        }

        @Override
        public KeyService open(KeyAddress address, Map<String, String> variables, Duration timeout) {
            return standIn.open(address, variables, timeout);
        }
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private KeyServices withModule(String className) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(KeyServiceProvider.class.getName()), className + "\n");
        URL[] path = {folder.toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(path, before));
        return KeyServices.onClassPath(Map.of(), Duration.ofSeconds(5));
    }

    @Test
    void aModule_thatTheThreadsClassLoaderAloneSees_isFound() throws IOException {
        KeyServices services = withModule(Module.class.getName());
        Keyring keyring = Keyring.generate();

        String wrapped = services.wrap(keyring, ADDRESS, NAME);

        assertThat(services.unwrap(wrapped, ADDRESS, NAME)).isPresent();
    }

    @Test
    void aModule_thatIsNotThere_orCannotBeLoaded_isToldApart() throws IOException {
        KeyServices none = KeyServices.onClassPath(Map.of(), Duration.ofSeconds(5));
        assertThatThrownBy(() -> none.wrap(Keyring.generate(), ADDRESS, NAME))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("needs the module kist-hcvault");

        KeyServices broken = withModule("dev.kist.NoSuchModule");
        assertThatThrownBy(() -> broken.wrap(Keyring.generate(), ADDRESS, NAME))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be loaded");
    }
}
