// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import dev.kist.InvalidInputException;
import dev.kist.StoreUnavailableException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.MongoServer;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option that the driver documents works, or is refused by its name; none ends in a stack trace. */
class UriOptionsTest {
    @Test
    void known_areThoseOfTheDriver() throws ReflectiveOperationException {
        Field field = ConnectionString.class.getDeclaredField("ALL_KEYS");
        field.setAccessible(true);
        Collection<String> driver = new TreeSet<>();
        ((Collection<?>) field.get(null)).forEach(name -> driver.add(String.valueOf(name)));

        assertThat(UriOptions.OF_DRIVER.stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(driver);
    }

    /** The driver passes over such a word, and connects without what was asked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {"tls=ture", "ssl=on", "retryWrites=maybe", "directConnection=", "tlsInsecure=x", "JOURNAL=no!"})
    void aWordThatIsNeitherTrueNorFalse_isRefused(String option) {
        assertThatThrownBy(() -> open(option).close())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(option.substring(0, option.indexOf('=')))
                .hasMessageContaining("neither true nor false");
    }

    @Test
    void everyOption_withOddValues_worksOrIsRefusedByItsName() {
        List<String> told = new ArrayList<>();
        for (String name : UriOptions.OF_DRIVER) {
            for (String value : List.of("true", "0", "-1", "1000", "x", "", "a:b", "999999999999")) {
                String option = name + "=" + value;
                try (SecretStore store = open(option)) {
                    store.environmentNames();
                } catch (InvalidInputException e) {
                    if (!String.valueOf(e.getMessage()).contains(name)) {
                        told.add(option + ": " + e.getMessage());
                    }
                } catch (StoreUnavailableException e) {
                    // It was taken, and does not lead to this server.
                } catch (RuntimeException | Error e) {
                    told.add(option + ": " + e);
                }
            }
        }
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compressors=snappy,zlib",
                "compressors=snappy",
                "compressors=zstd",
                "compressors=zlib&zlibCompressionLevel=9",
                "appName=shop&retryWrites=true&w=majority",
                "maxPoolSize=1&minPoolSize=0&maxConnecting=1",
                "readPreference=nearest&readPreferenceTags=dc:ny&readPreferenceTags=&maxStalenessSeconds=120",
                "readConcernLevel=local&journal=false&w=1&wtimeoutMS=5",
                "heartbeatFrequencyMS=1000&localThresholdMS=5&serverMonitoringMode=stream",
                "timeoutMS=100000&socketTimeoutMS=1000&waitQueueTimeoutMS=1000&connectTimeoutMS=1000",
                "tlsDisableOCSPEndpointCheck=true",
                "uuidRepresentation=standard&retryReads=false",
            })
    void options_thatPeopleUse_work(String options) {
        try (SecretStore store = open(options)) {
            assertThat(store.environmentNames()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            retryWrite=true                   | retryWrite                 | retryWrites
            tlss=true                         | tlss                       | tls
            tlsAllowInvalidCertificates=true  | tlsAllowInvalidCertificates | tlsCAFile
            tlsDisableOCSPEndpointCheck=false | tlsDisableOCSPEndpointCheck | leave it out
            ssl_ca_certs=/a                   | ssl_ca_certs               | tlsCAFile
            minPoolSize=200                   | minPoolSize                |
            maxConnecting=0                   | maxConnecting              |
            tls=true&tls=false                | tls                        | leave one out
            replicaSet=a&REPLICASET=a         | REPLICASET                 | leave one out
            tls=true&ssl=false                | ssl                        | leave one out
            """)
    void option_thatDoesNotWork_isRefusedByItsName(String option, String name, @Nullable String hint) {
        InvalidInputException failure = Failures.invalid(() -> open(option));

        assertThat(failure).hasMessageContaining(name);
        assertThat(failure.hint().orElse("")).contains(hint == null ? "" : hint);
    }

    /** What looks like an option may be the rest of a password, or of a whole address that was pasted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tlsCertificateKeyFile=/k&tlsCertificateKeyFilePassword=a&canary=b",
                "tlsCertificateKeyFilePassword=a;canary",
                "proxyHost=h&PROXYPASSWORD=a&canary=",
                "authMechanismProperties=AWS_SESSION_TOKEN:a&canary==",
                "w=1&can/ary=1",
                "w=1&canary%20=1",
                "can ary?replicaSet=1",
            })
    void option_whoseNameMayBeASecret_isNotShown(String options) {
        InvalidInputException failure = Failures.invalid(() -> open(options));

        assertThat(failure.getMessage() + failure.hint().orElse("")).doesNotContain("ary");
    }

    private static SecretStore open(String option) {
        MongoServer server = MongoServer.shared();
        String uri = "mongodb://127.0.0.1:" + server.port() + "/" + server.freshDatabase() + "?" + option;
        return SecretStoreProvider.openStore(new StoreLocation.MongoDb(uri, null, "secrets"), Duration.ofSeconds(3));
    }
}
