// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.KistFolder;
import dev.kist.Project;
import dev.kist.Setting;
import dev.kist.SettingValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/** What becomes of a project's connection string. */
final class ProjectUri implements Project.UriPlan {
    private final ProjectFolder project;
    private final String uri;
    private final boolean isPrivate;
    private final Optional<SettingValue> local;
    private final Optional<SettingValue> shared;

    ProjectUri(ProjectFolder project, String uri, boolean isPrivate) {
        this.project = project;
        this.uri = uri;
        this.isPrivate = isPrivate;
        KistFolder folder = project.folder();
        this.local = find(folder, folder.localConfig(), false);
        this.shared = find(folder, folder.config(), true);
    }

    private static Optional<SettingValue> find(KistFolder folder, Path file, boolean isCommitted) {
        return Optional.ofNullable(new ConfigFile(file, folder.root(), isCommitted)
                .read(new ArrayList<>())
                .get(Setting.MONGODB_URI));
    }

    @Override
    public Path file() {
        return isPrivate ? project.folder().localConfig() : project.folder().config();
    }

    @Override
    public boolean isPrivate() {
        return isPrivate;
    }

    /** One in {@code config.local} would count above one in {@code config}, so that it has to go. */
    @Override
    public Optional<String> replaced() {
        Optional<SettingValue> inTheWay = local.or(() -> isPrivate ? Optional.empty() : shared);
        return inTheWay.filter(value -> !isSame(value) && !isOfAnotherUser(value))
                .map(SettingValue::source);
    }

    @Override
    public boolean isThere() {
        Optional<SettingValue> counting = isPrivate ? local : local.or(() -> shared);
        return counting.filter(this::isSame).isPresent();
    }

    private boolean isSame(SettingValue value) {
        return value.text()
                        .equals(new ConnectionText(uri)
                                .resolvedFrom(project.folder().root()))
                || value.text().equals(uri);
    }

    /** A password that was mistyped is corrected, and not a project moved. */
    private boolean isOfAnotherUser(SettingValue value) {
        return isPrivate
                && new ConnectionText(value.text())
                        .withoutUser()
                        .equals(new ConnectionText(new ConnectionText(uri)
                                        .resolvedFrom(project.folder().root()))
                                .withoutUser());
    }

    @Override
    public void apply() {
        project.set(file(), Setting.MONGODB_URI, uri);
        if (!isPrivate) {
            project.unset(project.folder().localConfig(), Setting.MONGODB_URI);
        }
    }

    @Override
    public String toString() {
        return "UriPlan[" + file() + "]";
    }
}
