// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Keeps Boot 3 from making a {@code MongoClient} that nobody asked for. It does so wherever the driver is on the class path,
 * which Kist brings, and has it connect to {@code localhost} where nothing is set. An application that has Spring Data
 * MongoDB, or any property {@code spring.data.mongodb.*}, has asked. In Boot 4 that client is of a module of its own.
 */
final class UnaskedMongoClientFilter implements AutoConfigurationImportFilter, EnvironmentAware, BeanClassLoaderAware {
    private static final String OF_BOOT_3 = "org.springframework.boot.autoconfigure.mongo.MongoAutoConfiguration";
    private static final String OF_SPRING_DATA = "org.springframework.data.mongodb.MongoDatabaseFactory";

    private @Nullable Environment environment;
    private @Nullable ClassLoader loader;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        this.loader = classLoader;
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
        boolean[] isKept = new boolean[autoConfigurationClasses.length];
        for (int i = 0; i < isKept.length; i++) {
            isKept[i] = !OF_BOOT_3.equals(autoConfigurationClasses[i]) || isAskedFor();
        }
        return isKept;
    }

    private boolean isAskedFor() {
        return ClassUtils.isPresent(OF_SPRING_DATA, loader)
                || Binder.get(Objects.requireNonNull(environment))
                        .bind("spring.data.mongodb", Bindable.mapOf(String.class, Object.class))
                        .isBound();
    }
}
