// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static dev.kist.cli.command.CommandTree.command;
import static dev.kist.cli.command.CommandTree.group;
import static dev.kist.cli.command.CommandTree.section;

import dev.kist.cli.check.CheckCommand;
import dev.kist.cli.check.ExampleCommand;
import dev.kist.cli.command.CommandTree;
import dev.kist.cli.completion.CompletionCommand;
import dev.kist.cli.doctor.DoctorCommand;
import dev.kist.cli.edit.EditCommand;
import dev.kist.cli.environment.EnvironmentCreateCommand;
import dev.kist.cli.environment.EnvironmentDeleteCommand;
import dev.kist.cli.environment.EnvironmentInheritCommand;
import dev.kist.cli.environment.EnvironmentListCommand;
import dev.kist.cli.environment.InitCommand;
import dev.kist.cli.environment.MoveCommand;
import dev.kist.cli.environment.StatusCommand;
import dev.kist.cli.environment.UseCommand;
import dev.kist.cli.history.DiffCommand;
import dev.kist.cli.history.HistoryCommand;
import dev.kist.cli.history.LogCommand;
import dev.kist.cli.history.PruneCommand;
import dev.kist.cli.history.RollbackCommand;
import dev.kist.cli.key.FingerprintCommand;
import dev.kist.cli.key.KeyAddCommand;
import dev.kist.cli.key.KeyListCommand;
import dev.kist.cli.key.KeyNewCommand;
import dev.kist.cli.key.KeyPublicCommand;
import dev.kist.cli.key.KeyRemoveCommand;
import dev.kist.cli.key.RotateCommand;
import dev.kist.cli.key.TrustCommand;
import dev.kist.cli.page.OpenCommand;
import dev.kist.cli.run.ComposeCommand;
import dev.kist.cli.run.RunCommand;
import dev.kist.cli.secret.DeleteCommand;
import dev.kist.cli.secret.GetCommand;
import dev.kist.cli.secret.ListCommand;
import dev.kist.cli.secret.RenameCommand;
import dev.kist.cli.secret.RestoreCommand;
import dev.kist.cli.secret.SearchCommand;
import dev.kist.cli.secret.SetCommand;
import dev.kist.cli.transfer.CopyCommand;
import dev.kist.cli.transfer.ExportCommand;
import dev.kist.cli.transfer.MigrateCommand;

/** The commands by their names, in the order of the help; behind each the other names that hands expect of it. */
public final class Commands {
    private Commands() {}

    /** All of them; none is made yet. */
    public static CommandTree all() {
        return new CommandTree(
                section(
                        "Set up",
                        command("init", InitCommand::new, "setup"),
                        command("migrate", MigrateCommand::new, "import", "upload"),
                        command("move", MoveCommand::new),
                        command("doctor", DoctorCommand::new),
                        command("completion", () -> new CompletionCommand(Commands::all))),
                section(
                        "Secrets",
                        command("set", SetCommand::new),
                        command("get", GetCommand::new),
                        command("list", ListCommand::new, "ls", "secrets"),
                        command("search", SearchCommand::new),
                        command("edit", EditCommand::new),
                        command("delete", DeleteCommand::new, "rm", "unset"),
                        command("restore", RestoreCommand::new),
                        command("rename", RenameCommand::new),
                        command("open", OpenCommand::new)),
                section(
                        "Programs",
                        command("run", RunCommand::new),
                        command("export", ExportCommand::new).as("download", ExportCommand::ofDownload),
                        command("compose", ComposeCommand::new),
                        command("check", CheckCommand::new),
                        command("example", ExampleCommand::new)),
                section(
                        "History",
                        command("history", HistoryCommand::new),
                        command("log", LogCommand::new),
                        command("diff", DiffCommand::new),
                        command("rollback", RollbackCommand::new),
                        command("prune", PruneCommand::new)),
                section(
                        "Environments",
                        group(
                                        "environment",
                                        "List and create environments, set what they inherit, and remove one for good.",
                                        command("list", EnvironmentListCommand::new, "ls"),
                                        command("create", EnvironmentCreateCommand::new),
                                        command("inherit", EnvironmentInheritCommand::new),
                                        command("delete", EnvironmentDeleteCommand::new, "rm"))
                                .or("env", "environments"),
                        command("copy", CopyCommand::new),
                        command("use", UseCommand::new),
                        command("status", StatusCommand::new)),
                section(
                        "Keys",
                        group(
                                "key",
                                "Keys: who can open which environment.",
                                command("public", KeyPublicCommand::new),
                                command("new", KeyNewCommand::new),
                                command("add", KeyAddCommand::new),
                                command("list", KeyListCommand::new, "ls"),
                                command("remove", KeyRemoveCommand::new, "rm")),
                        command("fingerprint", FingerprintCommand::new),
                        command("trust", TrustCommand::new),
                        command("rotate", RotateCommand::new)));
    }
}
