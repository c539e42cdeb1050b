// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Has the imported secrets follow when they change, and treats unknown ones as environment variables are. */
@AutoConfiguration
final class KistAutoConfiguration {
    @Bean
    SecretsWatch kistSecretsWatch(ConfigurableApplicationContext application) {
        return new SecretsWatch(application);
    }

    @Bean
    static UnknownSecrets kistUnknownSecrets() {
        return new UnknownSecrets();
    }
}
