// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import dev.kist.InvalidInputException;
import dev.kist.KeyAtHand;
import dev.kist.Kist;
import dev.kist.NewKey;
import dev.kist.Project;
import dev.kist.Setting;
import dev.kist.Settings;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code init} does to files: the folder, the connection string, the key. Says what it did. */
final class ProjectSetup {
    private final CommandContext context;
    private final Terminal terminal;
    private final Project project;

    ProjectSetup(CommandContext context) {
        this.context = context;
        this.terminal = context.terminal();
        this.project = Kist.project(context.kistOptions(context.flags()).build());
    }

    Project project() {
        return project;
    }

    /** Refuses wrong settings, a connection string that cannot be one among them, before anything is made. */
    void requireUsable(Settings settings) {
        settings.faults().stream().findFirst().ifPresent(fault -> {
            throw fault;
        });
        if (settings.find(Setting.MONGODB_URI).isPresent()) {
            Kist.open(context.kistOptions(context.flags()).build()).close();
        }
    }

    /** Makes what is missing of the folder; whether it was there before. */
    boolean makeFolder(Settings settings) {
        boolean wasThere = project.exists();
        if (wasThere) {
            terminal.note("using " + project.folder().path());
        } else {
            project.make(settings.environment());
            terminal.note(
                    "made " + project.folder().path() + ": commit it; its .gitignore keeps out what must stay here");
        }
        return wasThere;
    }

    /**
     * What is to be written of a connection string that was typed: nothing, where it is there already. Another one that
     * stands there is replaced only if that is meant.
     */
    Optional<Project.UriPlan> planUri(boolean force) {
        Optional<Project.UriPlan> planned = Optional.ofNullable(context.flags().get(Setting.MONGODB_URI))
                .map(typed -> project.planUri(typed.text()))
                .filter(plan -> !plan.isThere());
        planned.ifPresent(plan -> requireMeant(plan, force));
        return planned;
    }

    private void requireMeant(Project.UriPlan plan, boolean force) {
        if (plan.replaced().isPresent() && !force) {
            String what = plan.replaced().get() + " has another connection string";
            if (!terminal.canAsk()) {
                throw new InvalidInputException(what + ": nothing was changed", "say --force to replace it");
            }
            if (!terminal.confirm(what + ". Replace it?")) {
                throw new InvalidInputException("stopped: nothing was changed", null);
            }
        }
    }

    /** Writes it, once the store has answered: one that does not work is not kept. */
    void writeUri(Project.UriPlan plan) {
        plan.apply();
        terminal.note(
                plan.isPrivate()
                        ? "the connection string holds what must not be committed: it is in " + plan.file()
                                + ", which stays on this machine"
                        : "the connection string is in " + plan.file());
    }

    /** The first key at hand, made if there is none. */
    KeyAtHand ensureKey(Settings settings, boolean keepHere) {
        List<KeyAtHand> keys = settings.keys();
        boolean isWantedHere = keepHere && !Files.exists(project.folder().key());
        if (!keys.isEmpty() && !isWantedHere) {
            KeyAtHand key = keys.get(0);
            terminal.note("using your key " + key.id() + (key.isKeptByService() ? ", " + key.publicKey() : ""));
            return key;
        }
        Path file = keepHere ? project.folder().key() : settings.userKeyFile();
        NewKey key = Kist.newKey();
        project.writeKey(key, file);
        terminal.note("made your key " + key.publicHalf().id() + " in " + file + ": keep a copy where it is safe");
        return key.publicHalf();
    }
}
