// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
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
        this.secrets = SecretTexts.ofFailed(application);
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
        UnboundConfigurationPropertiesException unbound =
                findCause(failure, UnboundConfigurationPropertiesException.class);
        if (unbound != null) {
            return unbound(failure, unbound.getUnboundProperties(), secrets);
        }
        ConfigurationProperty property = failure.getProperty();
        if (property == null || !isOf(property, failure)) {
            return secrets.areUnder(failure.getName()) ? among(failure) : null;
        }
        return secrets.areIn(property) ? value(failure, property) : null;
    }

    /** Whether the property is what was bound: Spring Boot may name one that was bound before. */
    private static boolean isOf(ConfigurationProperty property, BindException failure) {
        return property.getName().equals(failure.getName())
                || property.getName().isAncestorOf(failure.getName())
                || failure.getName().isAncestorOf(property.getName());
    }

    private static FailureAnalysis value(BindException failure, ConfigurationProperty property) {
        return new FailureAnalysis(
                "The property '" + failure.getName() + "' cannot be bound to "
                        + failure.getTarget().getType() + ". Its value is secret and not shown. It comes from "
                        + origin(property) + ".",
                "Set the secret to a value that the property can take: kist set.",
                withoutValue(failure));
    }

    /** Of an object that secrets are bound to: its own code failed, and what that says may hold any of them. */
    private static FailureAnalysis among(BindException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        StackTraceElement[] trace = cause.getStackTrace();
        return new FailureAnalysis(
                "The properties under '" + failure.getName() + "' cannot be bound to "
                        + failure.getTarget().getType() + ": "
                        + cause.getClass().getName()
                        + (trace.length == 0 ? "" : " at " + trace[0])
                        + ". There are secrets among them, so its message is not shown.",
                "Set the secrets to values that the code at that place can take: kist set.",
                withoutValue(failure));
    }

    private static @Nullable FailureAnalysis unbound(
            BindException failure, Set<ConfigurationProperty> unbound, SecretTexts secrets) {
        if (unbound.stream().noneMatch(secrets::areIn)) {
            return null;
        }
        String properties = unbound.stream()
                .map(property -> "    " + property.getName() + ", from " + origin(property))
                .collect(Collectors.joining(System.lineSeparator()));
        return new FailureAnalysis(
                "Properties under '" + failure.getName() + "' have no place in "
                        + failure.getTarget().getType() + ". Values are secret and not shown:"
                        + System.lineSeparator() + properties,
                "Correct the names. Of a list, all elements have to be there, from 0 on, and in one source.",
                withoutValue(failure));
    }

    /** What Spring Boot may log beside the analysis: where it failed, without messages, which show the value. */
    private static Throwable withoutValue(BindException failure) {
        IllegalStateException silent =
                new IllegalStateException("'" + failure.getName() + "' cannot be bound; its value is secret");
        silent.setStackTrace(failure.getStackTrace());
        return silent;
    }

    private static Object origin(ConfigurationProperty property) {
        return property.getOrigin() == null ? "Kist" : property.getOrigin();
    }

    private static @Nullable FailureAnalysis invalid(
            BindException failure, BindValidationException invalid, SecretTexts secrets) {
        boolean isShown = invalid.getValidationErrors().getAllErrors().stream().anyMatch(error -> isOf(error, secrets))
                || invalid.getValidationErrors().getBoundProperties().stream().anyMatch(secrets::areIn);
        if (!isShown) {
            return null;
        }
        String errors = invalid.getValidationErrors().getAllErrors().stream()
                .map(error -> withoutValue(error, secrets))
                .collect(Collectors.joining(System.lineSeparator()));
        return new FailureAnalysis(
                "Properties under '" + failure.getName() + "' are not valid. Values are secret and not shown:"
                        + System.lineSeparator() + errors,
                "Set the secrets to values that are valid: kist set.",
                withoutValue(failure));
    }

    private static boolean isOf(ObjectError error, SecretTexts secrets) {
        return Origin.from(error) instanceof SecretOrigin
                || (error instanceof FieldError field && secrets.areIn(field.getRejectedValue()));
    }

    /** The message of a constraint may hold the value that was rejected: then its name says enough. */
    private static String withoutValue(ObjectError error, SecretTexts secrets) {
        String what = error instanceof FieldError field ? field.getField() : error.getObjectName();
        String message = String.valueOf(error.getDefaultMessage());
        boolean isValueShown = error instanceof FieldError field
                && field.getRejectedValue() != null
                && message.contains(field.getRejectedValue().toString());
        return "    " + what + ": "
                + (isValueShown || secrets.areIn(message) ? "does not fulfill " + error.getCode() : message);
    }
}
