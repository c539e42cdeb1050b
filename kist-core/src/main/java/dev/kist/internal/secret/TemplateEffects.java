// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.KistException.Reason;
import dev.kist.NeededByTemplateException;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.Secret.Kind;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.TemplateException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.Lineage;
import dev.kist.internal.secret.LoadedSecrets.Level;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a write would do to templates: those that it writes must resolve, and those that resolve today must go on doing so,
 * in the environment itself and in those that inherit from it, as far as keys at hand open them. Thread-safe.
 */
public final class TemplateEffects {
    /** A text of this size or less can hardly make a template too large. */
    private static final int SMALL = 16 * 1024;

    private final Lineage lineage;
    private final SecretLoader loader;

    public TemplateEffects(Environments environments) {
        this.lineage = new Lineage(environments);
        this.loader = new SecretLoader(environments, Freshness.PRIMARY);
    }

    /**
     * One exception for each template that could not be resolved afterwards; it says why.
     *
     * @param next what would be written; empty for a secret that would be removed with all its versions
     */
    public List<KistException> broken(EnvironmentName name, Map<SecretName, Optional<Content>> next) {
        if (next.values().stream().allMatch(TemplateEffects::isHarmless)) {
            return List.of();
        }
        List<KistException> broken = new ArrayList<>(brokenAt(0, levels(name), next));
        for (EnvironmentName child : lineage.descendants(name).keySet()) {
            List<Level> levels = levels(child);
            for (int i = 1; i < levels.size(); i++) {
                if (levels.get(i).environment().name().equals(name)) {
                    broken.addAll(brokenAt(i, levels, next));
                }
            }
        }
        return broken;
    }

    /**
     * The same for an environment that does not exist yet and will hold these alone: templates that are malformed, or refer to
     * what would not be there. The rest shows when it exists.
     */
    public List<KistException> brokenInNew(EnvironmentName name, Map<SecretName, Content> contents) {
        List<KistException> broken = new ArrayList<>();
        contents.forEach((template, content) -> {
            if (content.isTemplate()) {
                failureInNew(name, template, contents)
                        .map(TemplateException::asRefusal)
                        .ifPresent(broken::add);
            }
        });
        return broken;
    }

    private static Optional<TemplateException> failureInNew(
            EnvironmentName name, SecretName template, Map<SecretName, Content> contents) {
        try {
            return Template.parse(Objects.requireNonNull(contents.get(template))
                            .value()
                            .text())
                    .references()
                    .stream()
                    .filter(needed -> !contents.containsKey(needed))
                    .findFirst()
                    .map(needed -> new TemplateException(
                            TemplateException.Problem.MISSING, name, List.of(template, needed), "it does not exist"));
        } catch (InvalidInputException e) {
            return Optional.of(new TemplateException(
                    TemplateException.Problem.MALFORMED, name, List.of(template), String.valueOf(e.getMessage())));
        }
    }

    /**
     * One exception for each template that resolves today, and could not be resolved any more if {@code child} inherited from
     * {@code parent}, or from nothing; it says why.
     */
    public List<KistException> brokenByParent(EnvironmentName child, Optional<EnvironmentName> parent) {
        List<Level> ahead = parent.map(loader::levels).orElse(List.of());
        List<EnvironmentName> inheriting = new ArrayList<>(List.of(child));
        inheriting.addAll(lineage.descendants(child).keySet());
        List<KistException> broken = new ArrayList<>();
        for (EnvironmentName name : inheriting) {
            List<Level> levels = levels(name);
            for (int i = 0; i < levels.size(); i++) {
                if (levels.get(i).environment().name().equals(child)) {
                    List<Level> then = new ArrayList<>(levels.subList(0, i + 1));
                    then.addAll(ahead);
                    broken.addAll(broken(levels, then, Map.of(), Set.of()));
                }
            }
        }
        return broken;
    }

    /**
     * Refuses a write by which a template breaks.
     *
     * @throws KistException the first of what {@link #broken} gives
     */
    public void requireUnbroken(EnvironmentName name, Map<SecretName, Optional<Content>> next) {
        broken(name, next).stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
    }

    /** As {@link #requireUnbroken} for secrets that would all become the same. */
    public void requireUnbroken(EnvironmentName name, Collection<SecretName> names, Optional<Content> content) {
        Map<SecretName, Optional<Content>> next = new LinkedHashMap<>();
        names.forEach(one -> next.put(one, content));
        requireUnbroken(name, next);
    }

    private static boolean isHarmless(Optional<Content> content) {
        return content.filter(to -> to.kind() == Kind.LITERAL)
                .map(Content::value)
                .map(SecretValue::text)
                .filter(text -> text.length() <= SMALL)
                .isPresent();
    }

    /** The environment with its parents; nothing where it cannot be loaded anyway. */
    private List<Level> levels(EnvironmentName name) {
        try {
            return loader.levels(name);
        } catch (KistException e) {
            if (e.reason() == Reason.UNAVAILABLE) {
                throw e;
            }
            return List.of();
        }
    }

    private static List<KistException> brokenAt(
            int changed, List<Level> levels, Map<SecretName, Optional<Content>> next) {
        if (levels.isEmpty()) {
            return List.of();
        }
        List<Level> levelsThen = new ArrayList<>(levels);
        levelsThen.set(changed, levels.get(changed).with(next));
        return broken(levels, levelsThen, next, changed == 0 ? next.keySet() : Set.of());
    }

    private static List<KistException> broken(
            List<Level> levels,
            List<Level> levelsThen,
            Map<SecretName, Optional<Content>> next,
            Set<SecretName> written) {
        LoadedSecrets now = new LoadedSecrets(levels);
        LoadedSecrets then = new LoadedSecrets(levelsThen);
        List<KistException> broken = new ArrayList<>();
        levelsThen.get(0).secrets().values().stream()
                .filter(Secret::isTemplate)
                .map(Secret::name)
                // What is written first: where it is at fault, that says more.
                .sorted(Comparator.comparing((SecretName template) -> !next.containsKey(template))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(template -> {
                    boolean isWritten = written.contains(template);
                    failure(then, template)
                            .filter(failure ->
                                    isWritten || failure(now, template).isEmpty())
                            .map(failure -> isWritten ? failure.asRefusal() : needed(failure, template, next))
                            .ifPresent(broken::add);
                });
        return broken;
    }

    private static Optional<TemplateException> failure(LoadedSecrets secrets, SecretName template) {
        try {
            secrets.value(template);
            return Optional.empty();
        } catch (TemplateException e) {
            return Optional.of(e);
        } catch (KistException e) {
            // Something that it needs cannot be read, which is told where it is read.
            return Optional.empty();
        }
    }

    private static KistException needed(
            TemplateException why, SecretName template, Map<SecretName, Optional<Content>> next) {
        return why.path().stream()
                .filter(next::containsKey)
                .findFirst()
                .<KistException>map(needed -> new NeededByTemplateException(why.environment(), needed, template))
                .orElseGet(why::asRefusal);
    }
}
