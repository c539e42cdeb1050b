// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.Finding;
import dev.kist.Inspection;
import dev.kist.KistException;
import dev.kist.KistOptions;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.StoreDescription;
import dev.kist.internal.inspection.EnvironmentInspection;
import dev.kist.internal.inspection.GitInspection;
import dev.kist.internal.inspection.KeysInspection;
import dev.kist.internal.inspection.LocalStoreInspection;
import dev.kist.internal.inspection.MemoryInspection;
import dev.kist.internal.inspection.SettingsInspection;
import dev.kist.internal.inspection.StoreInspection;
import dev.kist.internal.settings.EffectiveSettings;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at everything that can be wrong, in one environment, in several, or in all of the store. Changes nothing. */
final class KistInspection {
    private final KistOptions options;
    private final Inspection inspection;
    /** Each finding once, however many environments it was found for. */
    private final Set<Finding> findings = new LinkedHashSet<>();

    private final Set<StoreDescription> places = new HashSet<>();
    /** It is the same for every environment, and takes long. */
    private boolean isGitLookedAt;

    KistInspection(KistOptions options, Inspection inspection) {
        this.options = options.toBuilder().onWarning(text -> {}).build();
        this.inspection = inspection;
    }

    List<Finding> run() {
        if (inspection.all()) {
            look(options, this::lookAtAll);
        } else if (inspection.environments().isEmpty()) {
            look(options, this::lookAtOne);
        } else {
            inspection.environments().forEach(name -> look(of(name), this::lookAtOne));
        }
        return List.copyOf(findings);
    }

    private KistOptions of(EnvironmentName name) {
        SettingValue said = options.settings().get(Setting.ENVIRONMENT);
        if (said != null && said.text().equals(name.value())) {
            return options;
        }
        return options.toBuilder()
                .set(Setting.ENVIRONMENT, new SettingValue(name.value(), "this inspection"))
                .build();
    }

    private void look(KistOptions with, Consumer<EffectiveSettings> store) {
        try {
            EffectiveSettings settings = EffectiveSettings.read(with);
            findings.addAll(new SettingsInspection(settings).run());
            if (!isGitLookedAt) {
                findings.addAll(new GitInspection(settings).run());
                isGitLookedAt = true;
            }
            findings.addAll(new KeysInspection(settings).run());
            findings.addAll(new LocalStoreInspection(settings).run());
            store.accept(settings);
        } catch (KistException e) {
            findings.add(Finding.failure("settings", e));
        }
    }

    private void lookAtOne(EffectiveSettings settings) {
        try (OpenedKist kist = OpenedKist.open(settings)) {
            if (places.add(kist.store())) {
                findings.addAll(new StoreInspection(kist.opened()).run());
            }
            findings.addAll(new EnvironmentInspection(kist.opened(), settings.environment()).run());
            findings.addAll(new MemoryInspection(kist.opened().memory()).run());
        } catch (KistException e) {
            findings.add(Finding.failure("store", e));
        }
    }

    private void lookAtAll(EffectiveSettings settings) {
        List<EnvironmentName> names;
        try (OpenedKist kist = OpenedKist.open(settings)) {
            names = kist.environmentNames();
        } catch (KistException e) {
            findings.add(Finding.failure("store", e));
            return;
        }
        if (names.isEmpty()) {
            lookAtOne(settings);
        }
        names.forEach(name -> look(of(name), this::lookAtOne));
    }
}
