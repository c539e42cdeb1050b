// SPDX-License-Identifier: Apache-2.0
module dev.kist.mongodb {
    requires transitive dev.kist;
    requires java.logging;
    requires org.mongodb.bson;
    requires org.mongodb.driver.core;
    requires org.mongodb.driver.sync.client;
    requires static org.jspecify;
    // What the driver needs, which is an automatic module and cannot say so.
    requires java.management;
    requires java.naming;
    requires java.security.jgss;
    requires java.security.sasl;

    provides dev.kist.spi.SecretStoreProvider with
            dev.kist.mongodb.MongoStoreProvider;
}
