// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Masks secrets in whatever else a failed start would print: in the analysis of another analyzer, or, where there is none, in
 * the messages of the exceptions. Leaves a failure alone that shows no secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class SecretFailureAnalyzer extends AbstractFailureAnalyzer<Throwable> {
    private final @Nullable SecretTexts secrets;
    private final ArgumentResolver arguments;

    SecretFailureAnalyzer(@Nullable BeanFactory beans, @Nullable Environment application) {
        this.secrets = SecretTexts.ofFailed(application);
        this.arguments = ArgumentResolver.from(
                type -> type == BeanFactory.class ? beans : type == Environment.class ? application : null);
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, Throwable failure) {
        if (secrets == null || !areShownBy(rootFailure, secrets)) {
            return null;
        }
        FailureAnalysis shown = ofAnother(rootFailure);
        // Where it is known which properties are secret, a short text that is the same as a secret says nothing.
        boolean isBinding = findCause(rootFailure, BindException.class) != null;
        if (shown == null) {
            return new FailureAnalysis(
                    "The application failed, and the messages of the failure show secrets, which are masked here:"
                            + System.lineSeparator() + messages(rootFailure, secrets),
                    "See which value the code at that place was given. Secrets are changed with kist set.",
                    secrets.withoutThem(rootFailure));
        }
        return new FailureAnalysis(
                secrets.masked(shown.getDescription(), !isBinding),
                shown.getAction() == null ? null : secrets.masked(shown.getAction(), !isBinding),
                secrets.withoutThem(rootFailure));
    }

    private static boolean areShownBy(Throwable failure, SecretTexts secrets) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String message = at.toString();
            if (!secrets.masked(message, true).equals(message)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable FailureAnalysis ofAnother(Throwable failure) {
        SpringFactoriesLoader factories =
                SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader());
        for (FailureAnalyzer other : factories.load(
                FailureAnalyzer.class, arguments, FailureHandler.handleMessage((message, cause) -> {}))) {
            if (other.getClass() != getClass()) {
                FailureAnalysis analysis = analysis(other, failure);
                if (analysis != null) {
                    return analysis;
                }
            }
        }
        return null;
    }

    private static @Nullable FailureAnalysis analysis(FailureAnalyzer analyzer, Throwable failure) {
        try {
            return analyzer.analyze(failure);
        } catch (RuntimeException | LinkageError e) {
            // As Spring Boot does: an analyzer that fails is not asked.
            return null;
        }
    }

    private static String messages(Throwable failure, SecretTexts secrets) {
        StringBuilder messages = new StringBuilder();
        Throwable last = failure;
        for (Throwable at = failure; at != null; at = at.getCause()) {
            messages.append("    ").append(secrets.masked(at.toString(), true)).append(System.lineSeparator());
            last = at;
        }
        if (last.getStackTrace().length > 0) {
            messages.append("    at ").append(last.getStackTrace()[0]);
        }
        return messages.toString();
    }
}
