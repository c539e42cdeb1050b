// SPDX-License-Identifier: Apache-2.0
module dev.kist.junit {
    requires transitive dev.kist;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports dev.kist.junit;

    provides dev.kist.spi.SecretStoreProvider with
            dev.kist.junit.MemoryStoreProvider;
}
