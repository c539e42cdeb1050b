// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.InvalidInputException;
import dev.kist.internal.keyring.StandInService;
import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsKey;
import dev.kist.spi.KmsProvider;
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

final class KmsModulesTest {
    private static final byte[] NAME = {4};
    private static final KmsAddress ADDRESS = KmsAddress.parse("hcvault://127.0.0.1/transit/keys/production");

    @TempDir
    Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    /** A provider as a module has it. */
    public static final class Module implements KmsProvider {
        private final StandInService standIn = new StandInService(KmsAddress.Service.HCVAULT);

        @Override
        public KmsAddress.Service service() {
            return standIn.service();
        }

        @Override
        public KmsKey open(KmsAddress address, Map<String, String> variables, Duration timeout) {
            return standIn.open(address, variables, timeout);
        }
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private KmsServices withModule(String className) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(KmsProvider.class.getName()), className + "\n");
        URL[] path = {folder.toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(path, before));
        return KmsServices.onClassPath(Map.of(), Duration.ofSeconds(5));
    }

    @Test
    void aModule_thatTheThreadsClassLoaderAloneSees_isFound() throws IOException {
        KmsServices services = withModule(Module.class.getName());
        byte[] keyring = {1, 2, 3};

        byte[] wrapped = services.encrypt(ADDRESS, keyring, NAME);

        assertThat(services.decrypt(ADDRESS, wrapped, NAME)).isPresent();
    }

    @Test
    void aModule_thatIsNotThere_orCannotBeLoaded_isToldApart() throws IOException {
        KmsServices none = KmsServices.onClassPath(Map.of(), Duration.ofSeconds(5));
        assertThatThrownBy(() -> none.encrypt(ADDRESS, new byte[] {1}, NAME))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("needs the module kist-hcvault");

        KmsServices broken = withModule("dev.kist.NoSuchModule");
        assertThatThrownBy(() -> broken.encrypt(ADDRESS, new byte[] {1}, NAME))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be loaded");
    }
}
