// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A Spring Boot application of a test, started as from the command line. */
final class StartedApplication {
    private StartedApplication() {}

    /** With an import and further properties of lowest precedence but for the defaults: those of application.properties. */
    static ConfigurableApplicationContext start(String imports, String... arguments) {
        return start(Application.class, imports, arguments);
    }

    static ConfigurableApplicationContext start(Class<?> application, String imports, String... arguments) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("spring.config.name", "kist-test");
        defaults.put("imports", imports);
        defaults.put("kist.watch", "false");
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(defaults)
                .run(arguments);
    }

    static String bind(ConfigurableApplicationContext application, String property) {
        return Binder.get(application.getEnvironment())
                .bind(property, String.class)
                .orElse("(not bound)");
    }

    @Configuration
    @ImportAutoConfiguration({
        KistAutoConfiguration.class,
        KistCloudAutoConfiguration.class,
        KistHealthAutoConfiguration.class,
        KistHealthOfBoot4AutoConfiguration.class,
        KistSanitizingAutoConfiguration.class
    })
    static class Application {}
}
