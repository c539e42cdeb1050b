// SPDX-License-Identifier: Apache-2.0
module dev.kist.sqlite {
    requires transitive dev.kist;
    requires com.google.gson;
    requires java.sql;
    requires org.xerial.sqlitejdbc;
    requires static org.jspecify;

    provides dev.kist.spi.SecretStoreProvider with
            dev.kist.sqlite.SqliteStoreProvider;
}
