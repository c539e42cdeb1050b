// SPDX-License-Identifier: Apache-2.0
module dev.kist {
    requires transitive dev.kist.dotenv;
    requires com.fasterxml.jackson.core;
    requires com.google.crypto.tink;
    requires static org.jspecify;

    exports dev.kist;
    exports dev.kist.spi;

    uses dev.kist.Kist.Implementation;
    uses dev.kist.spi.KmsProvider;
    uses dev.kist.spi.PageProvider;
    uses dev.kist.spi.SecretStoreProvider;

    provides dev.kist.Kist.Implementation with
            dev.kist.internal.door.KistImplementation;
}
