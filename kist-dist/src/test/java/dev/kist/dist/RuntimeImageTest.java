// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runtime that others have linked. */
class RuntimeImageTest {
    @TempDir
    Path folder;

    private JavaHome runtime(String modules) throws IOException {
        Path settings = folder.resolve("runtime/conf/security/java.security");
        Files.createDirectories(settings.getParent());
        Files.writeString(
                settings,
                """
                # for people
                security.provider.1=SUN
                security.provider.2=JdkSASL
                security.provider.3=XMLDSig
                security.provider.4=SunJCE
                keystore.type=\\
                    pkcs12
                """);
        Files.writeString(
                folder.resolve("runtime/release"), "JAVA_VERSION=\"25.0.1\"\nMODULES=\"%s\"\n".formatted(modules));
        return JavaHome.at(folder.resolve("runtime"));
    }

    /** Of one class, which needs the module java.sql. */
    private List<Path> jars() throws IOException {
        Path jar = folder.resolve("a.jar");
        String name = NeedsSql.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                var in = NeedsSql.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new ZipEntry(name));
            assertThat(in).isNotNull();
            in.transferTo(out);
        }
        return List.of(jar);
    }

    private static JavaHome jdk() throws IOException {
        return JavaHome.at(Path.of(System.getProperty("java.home")));
    }

    @Test
    void adopt_withoutModulesThatAreNeeded_namesThem() throws IOException {
        JavaHome taken = runtime("java.base java.net.http jdk.security.jgss");

        assertThatThrownBy(() -> RuntimeImage.adopt(jdk(), jars(), taken))
                .isInstanceOf(IOException.class)
                .hasMessage("the Java runtime in " + taken.folder() + " lacks java.sql, jdk.naming.dns");
    }

    @Test
    void adopt_leavesOutProvidersThatAreMissingOrNotNeeded() throws IOException {
        JavaHome taken = runtime("java.base java.net.http java.sql java.xml.crypto jdk.naming.dns");

        RuntimeImage.adopt(jdk(), jars(), taken);

        assertThat(taken.folder().resolve("conf/security/java.security"))
                .hasContent("keystore.type=pkcs12\nsecurity.provider.1=SUN\nsecurity.provider.2=SunJCE\n");
    }

    /** What jdeps finds a module of. */
    interface NeedsSql {
        java.sql.Connection connection();
    }
}
