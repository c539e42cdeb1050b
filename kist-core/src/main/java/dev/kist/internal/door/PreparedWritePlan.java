// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.ChangedKind;
import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Progress;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.WritePlan;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.internal.secret.TemplateEffects;
import dev.kist.internal.secret.WriteSteps;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Many writes, ready to be carried out. */
record PreparedWritePlan(
        PlanWriter writer, WriteSteps steps, Terms terms, SortedMap<SecretName, Optional<Secret>> overtaken)
        implements WritePlan {
    /**
     * On what terms it is carried out.
     *
     * @param isForNewEnvironment whether the environment does not exist yet
     * @param isForced whether templates may break by it
     * @param unreadable what was left out of the source
     * @param gate refuses an environment that is not trusted
     */
    record Terms(
            boolean isForNewEnvironment,
            boolean isForced,
            List<KistException> unreadable,
            TemplateEffects templates,
            Runnable gate) {}

    /** A plan that is for what is there now. */
    PreparedWritePlan(PlanWriter writer, WriteSteps steps, Terms terms) {
        this(writer, steps, terms, Collections.emptySortedMap());
    }

    @Override
    public EnvironmentName environment() {
        return steps.environment();
    }

    @Override
    public boolean isForNewEnvironment() {
        return terms.isForNewEnvironment();
    }

    @Override
    public List<SecretName> added() {
        return steps.added();
    }

    @Override
    public List<SecretName> changed() {
        return steps.changed();
    }

    @Override
    public List<SecretName> unchanged() {
        return steps.unchanged();
    }

    @Override
    public List<SecretName> removed() {
        return steps.removed();
    }

    @Override
    public SortedMap<SecretName, ChangedKind> changedKinds() {
        return steps.changedKinds();
    }

    @Override
    public List<KistException> unreadable() {
        return terms.unreadable();
    }

    @Override
    public List<KistException> broken() {
        List<KistException> inNew = terms.isForNewEnvironment()
                ? terms.templates().brokenInNew(environment(), steps.contents())
                : List.of();
        if (!inNew.isEmpty()) {
            return inNew;
        }
        Map<SecretName, Optional<Content>> next = new TreeMap<>();
        steps.contents().forEach((name, content) -> next.put(name, Optional.of(content)));
        return terms.templates().broken(environment(), next);
    }

    @Override
    public Optional<Mode> mode() {
        return terms.isForNewEnvironment() ? Optional.empty() : Optional.of(writer.mode(steps));
    }

    @Override
    public WritePlan force() {
        return new PreparedWritePlan(
                writer,
                steps,
                new Terms(terms.isForNewEnvironment(), true, terms.unreadable(), terms.templates(), terms.gate()),
                overtaken);
    }

    @Override
    public WritePlan keepingExisting() {
        return new PreparedWritePlan(writer, steps.keepingExisting(), terms, overtaken);
    }

    @Override
    public Mode apply(Progress progress) {
        terms.gate().run();
        if (!overtaken.isEmpty()) {
            throw new ConflictException(environment(), overtaken.keySet(), "look at what is there now, and plan again");
        }
        if (!terms.isForced()) {
            broken().stream().findFirst().ifPresent(failure -> {
                throw failure;
            });
        }
        long total = (long) added().size() + changed().size() + removed().size();
        return writer.write(steps, done -> progress.update(done, total));
    }

    @Override
    public String toString() {
        return "WritePlan[" + environment() + ", added=" + added() + ", changed=" + changed() + ", removed=" + removed()
                + "]";
    }
}
