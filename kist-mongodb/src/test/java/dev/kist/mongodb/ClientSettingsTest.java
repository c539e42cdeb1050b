// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.connection.ServerMonitoringMode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://a",
                "mongodb://a/?w=0",
                "mongodb://a/?w=1&journal=false&wtimeoutMS=1",
                "mongodb://a/?readConcernLevel=local&readPreference=secondary",
                "mongodb://a/?timeoutMS=1&serverSelectionTimeoutMS=1&socketTimeoutMS=1",
            })
    void guarantees_areTheSameWhateverTheConnectionStringSays(String uri) {
        MongoClientSettings settings = settings(uri, Duration.ofSeconds(5));

        assertThat(settings.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY);
        assertThat(settings.getReadConcern()).isEqualTo(ReadConcern.MAJORITY);
        assertThat(settings.getReadPreference()).isEqualTo(ReadPreference.primary());
        assertThat(settings.getRetryWrites()).isTrue();
        assertThat(settings.getRetryReads()).isTrue();
        assertThat(settings.getTimeout(TimeUnit.MILLISECONDS)).isEqualTo(5000);
        assertThat(settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(5000);
        assertThat(settings.getSocketSettings().getConnectTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(5000);
        assertThat(settings.getLoggerSettings().getMaxDocumentLength()).isZero();
    }

    @Test
    void waits_areAtLeastAMillisecond_andNeverWithoutEnd() {
        assertThat(settings("mongodb://a", Duration.ZERO).getTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(1);
        assertThat(settings("mongodb://a", Duration.ofDays(1000)).getTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(settings("mongodb://a/?connectTimeoutMS=300", Duration.ofSeconds(5))
                        .getSocketSettings()
                        .getConnectTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(300);
    }

    @Test
    void connectionString_saysWhatIsNotKists() {
        MongoClientSettings plain = settings("mongodb://a", Duration.ofSeconds(5));
        assertThat(plain.getApplicationName()).isEqualTo("kist");
        assertThat(plain.getServerSettings().getServerMonitoringMode()).isEqualTo(ServerMonitoringMode.POLL);

        MongoClientSettings said = settings(
                "mongodb://a/?appName=billing&serverMonitoringMode=auto&retryWrites=false&maxPoolSize=3&tls=true",
                Duration.ofSeconds(5));
        assertThat(said.getApplicationName()).isEqualTo("billing");
        assertThat(said.getServerSettings().getServerMonitoringMode()).isEqualTo(ServerMonitoringMode.AUTO);
        assertThat(said.getRetryWrites()).isFalse();
        assertThat(said.getConnectionPoolSettings().getMaxSize()).isEqualTo(3);
        assertThat(said.getSslSettings().isEnabled()).isTrue();
    }

    private static MongoClientSettings settings(String uri, Duration timeout) {
        return ClientSettings.of(new ConnectionString(uri), null, timeout, new SentCommands(), new FirstContact());
    }
}
