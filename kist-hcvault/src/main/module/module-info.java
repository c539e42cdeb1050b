// SPDX-License-Identifier: Apache-2.0
module dev.kist.hcvault {
    requires transitive dev.kist;
    requires com.google.gson;
    requires java.net.http;
    requires static org.jspecify;

    provides dev.kist.spi.KmsProvider with
            dev.kist.hcvault.VaultKeyServiceProvider;
}
