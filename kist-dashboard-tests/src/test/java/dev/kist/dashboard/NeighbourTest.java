// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.Kist;
import dev.kist.testing.Command;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Another user of the machine who has seen the link among the arguments of a process. */
@EnabledOnOs(OS.LINUX)
class NeighbourTest {
    private static final String ASK =
            """
            exec 3<>"/dev/tcp/127.0.0.1/$1"
            printf 'GET %s HTTP/1.1\\r\\nHost: 127.0.0.1:%s\\r\\nConnection: close\\r\\n\\r\\n' "$2" "$1" >&3
            cat <&3""";

    @TempDir
    Path folder;

    @Test
    void link_ofSomebodyElse_isRefused_andStillWorksForItsOwner() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can be two users");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv");
        try (Kist kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
                Dashboard dashboard = Dashboard.start(kist, DashboardOptions.defaults())) {
            URI link = dashboard.newLink();
            String said = Command.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                    .args("bash", "-c", ASK, "bash", Integer.toString(link.getPort()))
                    .args(link.getRawPath() + "?" + link.getRawQuery())
                    .inherit("PATH")
                    .in(Path.of("/"))
                    .run()
                    .out();
            assertThat(said).startsWith("HTTP/1.1 403").contains("another user").doesNotContain("Set-cookie");
            assertThat(Visitor.of(link).get("").status()).isEqualTo(200);
        }
    }
}
