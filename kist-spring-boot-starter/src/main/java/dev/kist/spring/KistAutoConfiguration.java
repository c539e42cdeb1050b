// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Has the imported secrets follow when they change. */
@AutoConfiguration
final class KistAutoConfiguration {
    @Bean
    SecretsWatch kistSecretsWatch(ConfigurableApplicationContext application) {
        return new SecretsWatch(application);
    }
}
