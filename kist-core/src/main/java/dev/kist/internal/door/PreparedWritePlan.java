package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Progress;
import dev.kist.SecretName;
import dev.kist.WritePlan;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.internal.secret.WriteSteps;
import java.util.List;

/** Many writes, ready to be carried out. */
record PreparedWritePlan(
        PlanWriter writer, WriteSteps steps, List<KistException> unreadable, boolean isForNewEnvironment, Runnable gate)
        implements WritePlan {
    @Override
    public EnvironmentName environment() {
        return steps.environment();
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
    public WritePlan keepingExisting() {
        return new PreparedWritePlan(writer, steps.keepingExisting(), unreadable, isForNewEnvironment, gate);
    }

    @Override
    public Mode apply(Progress progress) {
        gate.run();
        long total = (long) steps.added().size() + steps.changed().size();
        return writer.write(steps, done -> progress.update(done, total));
    }

    @Override
    public String toString() {
        return "WritePlan[" + environment() + ", added=" + added() + ", changed=" + changed() + "]";
    }
}
