package dev.kist.cli.doctor;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.StoreDescription;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.doctor.Finding.Status;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Advice;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.Identity;
import dev.kist.internal.keyring.KmsIdentity;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.internal.settings.EffectiveSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** {@code kist doctor}: looks at everything that can be wrong, and says what to do. Changes nothing. */
public final class DoctorCommand implements Command {
    private final EnvironmentsOption environments = new EnvironmentsOption();

    /** Each finding once, however many environments it was found for. */
    private final Set<Finding> findings = new LinkedHashSet<>();

    private final Set<StoreDescription> places = new HashSet<>();

    @Override
    public Description description() {
        return Description.of(
                        "Look at everything that can be wrong, and say what to do. Changes nothing.",
                        "Checks settings and where each came from, key files, git, connection, server, fingerprint, clock,"
                                + " and that every secret decrypts and has its whole history. Exit code 1 if something is"
                                + " wrong.")
                .inSeveral(environments)
                .example("kist doctor", "looks at the environment of the settings")
                .example("kist doctor --all --json", "looks at all, for another program");
    }

    @Override
    public int run(CommandContext context) {
        if (environments.isAll()) {
            look(context, context.flags(), settings -> lookAtAll(context, settings));
        } else if (context.options().environments().isEmpty()) {
            look(context, context.flags(), settings -> lookAtOne(context, settings));
        } else {
            context.options().environments().forEach(name -> lookAt(context, name));
        }
        print(context, List.copyOf(findings));
        return findings.stream().anyMatch(finding -> finding.status() == Status.ERROR)
                ? ExitCode.UNEXPECTED
                : ExitCode.DONE;
    }

    private void lookAt(CommandContext context, EnvironmentName name) {
        look(context, context.flags(name, "--environment"), settings -> lookAtOne(context, settings));
    }

    private void look(CommandContext context, Map<Setting, SettingValue> flags, Consumer<EffectiveSettings> store) {
        try {
            EffectiveSettings settings = EffectiveSettings.read(flags, context.variables(), context.directory());
            findings.addAll(new SettingsCheck(settings).run());
            findings.addAll(new GitCheck(settings, context.directory()).run());
            findings.addAll(keys(settings));
            store.accept(settings);
        } catch (KistException e) {
            findings.add(failure("settings", e));
        }
    }

    private static List<Finding> keys(EffectiveSettings settings) {
        List<Finding> findings = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        try {
            Identities keys = settings.keys(warnings);
            warnings.forEach(text -> findings.add(Finding.warning("keys", text, "chmod 600 it, if it is yours")));
            for (Identity key : keys.asList()) {
                findings.add(
                        key instanceof KmsIdentity kms
                                ? new KeyServiceCheck(settings.keyServices(Session.TIMEOUT)).run(kms.address())
                                : Finding.good(
                                        "keys", "the key " + key.recipient().id() + " is at hand"));
            }
            if (keys.isEmpty()) {
                findings.add(Finding.error("keys", "there is no key here", "kist init makes one"));
            }
        } catch (KistException e) {
            findings.add(failure("keys", e));
        }
        return findings;
    }

    private void lookAtOne(CommandContext context, EffectiveSettings settings) {
        try (Session session = open(context, settings)) {
            boolean isNewPlace = places.add(session.store().description());
            findings.addAll(new StoreCheck(session.environments(), session.environment(), isNewPlace).run());
        } catch (KistException e) {
            findings.add(failure("store", e));
        }
    }

    private void lookAtAll(CommandContext context, EffectiveSettings settings) {
        List<EnvironmentName> names;
        try (Session session = open(context, settings)) {
            names = session.environments().names();
        } catch (KistException e) {
            findings.add(failure("store", e));
            return;
        }
        if (names.isEmpty()) {
            lookAtOne(context, settings);
        }
        names.forEach(name -> lookAt(context, name));
    }

    private static Session open(CommandContext context, EffectiveSettings settings) {
        return Session.open(context.terminal(), settings, settings.store(), Session.TIMEOUT);
    }

    private static Finding failure(String what, KistException e) {
        return Finding.error(
                what, String.valueOf(e.getMessage()), Advice.hint(e).orElse(null));
    }

    private static void print(CommandContext context, List<Finding> findings) {
        if (context.isJson()) {
            context.printJson(findings.stream().map(DoctorCommand::fields).toList());
            return;
        }
        for (Finding finding : findings) {
            context.terminal().dataLine(finding.status().word() + ": " + finding.what() + ": " + finding.text());
            if (finding.advice() != null) {
                context.terminal().dataLine("    to do: " + finding.advice());
            }
        }
    }

    private static Map<String, Object> fields(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", finding.status().word());
        fields.put("what", finding.what());
        fields.put("text", finding.text());
        fields.put("advice", finding.advice() == null ? "" : finding.advice());
        return fields;
    }
}
