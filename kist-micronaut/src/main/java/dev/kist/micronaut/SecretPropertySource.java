// SPDX-License-Identifier: Apache-2.0
package dev.kist.micronaut;

import dev.kist.Snapshot;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.MapPropertySource;
import java.util.HashMap;
import java.util.Map;

/**
 * Secrets as properties, named as environment variables are: {@code DATABASE_URL} is {@code database.url} and {@code
 * database-url}. Above {@code application.yml}, below environment variables. Its {@code toString} shows no value.
 */
final class SecretPropertySource extends MapPropertySource {
    private final Snapshot secrets;

    SecretPropertySource(Snapshot secrets) {
        super("kist:" + secrets.environment(), values(secrets));
        this.secrets = secrets;
    }

    private static Map<String, Object> values(Snapshot secrets) {
        Map<String, Object> values = new HashMap<>();
        // Micronaut has no escape for the begin of a placeholder: one whose default is a dollar takes its place.
        secrets.asMap().forEach((name, text) -> values.put(name, text.replace("${", "${kist.dollar:$}{")));
        return values;
    }

    /** What it was made of. */
    Snapshot secrets() {
        return secrets;
    }

    @Override
    public int getOrder() {
        return EnvironmentPropertySource.POSITION - 10;
    }

    @Override
    public PropertyConvention getConvention() {
        return PropertyConvention.ENVIRONMENT_VARIABLE;
    }

    @Override
    public String toString() {
        return "SecretPropertySource[" + secrets + "]";
    }
}
