// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Takes the place of Boot's own analysis, which prints the value, where a secret cannot be bound to a property: names the
 * property and the secret instead.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecretBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private final @Nullable SecretTexts secrets;

    SecretBindFailureAnalyzer(@Nullable Environment application) {
        this.secrets =
                application instanceof ConfigurableEnvironment configurable ? new SecretTexts(configurable) : null;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException failure) {
        if (secrets == null) {
            return null;
        }
        BindValidationException invalid = findCause(failure, BindValidationException.class);
        if (invalid != null) {
            return invalid(failure, invalid, secrets);
        }
        ConfigurationProperty property = failure.getProperty();
        if (property == null || !isSecret(property, failure, secrets)) {
            return null;
        }
        String description = "The property '" + failure.getName() + "' cannot be bound to "
                + failure.getTarget().getType() + ". Its value is secret and not shown. It comes from "
                + (property.getOrigin() == null ? "Kist" : property.getOrigin()) + ".";
        return new FailureAnalysis(
                description, "Set the secret to a value that the property can take: kist set.", withoutValue(failure));
    }

    /** What Spring Boot may log beside the analysis: where it failed, without messages, which show the value. */
    private static Throwable withoutValue(BindException failure) {
        IllegalStateException silent =
                new IllegalStateException("'" + failure.getName() + "' cannot be bound; its value is secret");
        silent.setStackTrace(failure.getStackTrace());
        return silent;
    }

    private static boolean isSecret(ConfigurationProperty property, BindException failure, SecretTexts secrets) {
        Object source =
                property.getSource() == null ? null : property.getSource().getUnderlyingSource();
        if (source instanceof PropertySource<?> known
                && secrets.areShownBy(known, property.getName().toString(), property.getValue())) {
            return true;
        }
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (secrets.areIn(at.getMessage())) {
                return true;
            }
        }
        return secrets.areIn(property.getValue());
    }

    private static @Nullable FailureAnalysis invalid(
            BindException failure, BindValidationException invalid, SecretTexts secrets) {
        boolean isShown = invalid.getValidationErrors().getAllErrors().stream()
                .anyMatch(error -> error instanceof FieldError field && secrets.areIn(field.getRejectedValue()));
        if (!isShown) {
            return null;
        }
        String errors = invalid.getValidationErrors().getAllErrors().stream()
                .map(SecretBindFailureAnalyzer::withoutValue)
                .collect(Collectors.joining(System.lineSeparator()));
        return new FailureAnalysis(
                "Properties under '" + failure.getName() + "' are not valid. Values are secret and not shown:"
                        + System.lineSeparator() + errors,
                "Set the secrets to values that are valid: kist set.",
                withoutValue(failure));
    }

    private static String withoutValue(ObjectError error) {
        String what = error instanceof FieldError field ? field.getField() : error.getObjectName();
        return "    " + what + ": " + error.getDefaultMessage();
    }
}
