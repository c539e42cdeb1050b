// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import dev.kist.InvalidInputException;
import dev.kist.KeyAtHand;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.Loading;
import dev.kist.NewKey;
import dev.kist.Project;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.Settings;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /**
     * Refuses to make a local store, where the project's environment of that name is in MongoDB: a clone lacks what is in
     * {@code config.local}, and what is set here would reach nobody else.
     */
    void requireNoOtherStore(Settings settings) {
        if (settings.find(Setting.MONGODB_URI).isPresent()
                || Files.exists(project.folder().localStore())) {
            return;
        }
        List<String> known = project.storesWith(settings.environment());
        if (!known.isEmpty()) {
            throw new InvalidInputException(
                    "this project has its environment " + settings.environment() + " in MongoDB "
                            + String.join(", ", known) + ", and no connection string is set here: nothing was made",
                    "ask for the connection string, or for a database user of your own, and run: kist init --uri"
                            + " mongodb://USER:PASSWORD@HOST/"
                            + database(known.get(0)));
        }
    }

    private static String database(String namespace) {
        String database = namespace.substring(0, Math.max(0, namespace.indexOf('.')));
        return database.matches("[A-Za-z0-9_-]+") ? database : "DATABASE";
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
        planned.ifPresent(plan -> requireLocalStoreIsLeft(force));
        return planned;
    }

    /** A local store that holds something is not used any more, once there is a connection string. */
    private void requireLocalStoreIsLeft(boolean force) {
        Map<Setting, SettingValue> flags = context.flags();
        flags.remove(Setting.MONGODB_URI);
        Optional<Path> file = Kist.settings(context.kistOptions(flags).build()).localStore();
        if (force || file.isEmpty() || isMongoDb(flags) || isEmpty(flags)) {
            return;
        }
        String what = "the secrets of this project are in the local store " + file.get()
                + ", which would not be used any more";
        if (!terminal.canAsk()) {
            throw new InvalidInputException(
                    what + ": nothing was changed",
                    "kist move --to URI takes them to MongoDB; --force leaves them where they are");
        }
        terminal.hint("kist move --to URI takes them to MongoDB");
        if (!terminal.confirm(what + ". Leave them there?")) {
            throw new InvalidInputException("stopped: nothing was changed", null);
        }
    }

    private boolean isMongoDb(Map<Setting, SettingValue> flags) {
        return Kist.settings(context.kistOptions(flags).build())
                .find(Setting.MONGODB_URI)
                .isPresent();
    }

    /** Whether it surely holds no secret: one that cannot be looked at may hold some. */
    private boolean isEmpty(Map<Setting, SettingValue> flags) {
        try (Kist local = Kist.open(context.kistOptions(flags).build())) {
            return local.environmentNames().stream().allMatch(name -> local.environment(name)
                    .list(Loading.all())
                    .secrets()
                    .isEmpty());
        } catch (KistException e) {
            return false;
        }
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
