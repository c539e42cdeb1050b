// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistProcess;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code edit} with scripts as editors, on a real pseudo terminal and without one. */
class EditCommandTest {
    /** Where the file was, and how it and its folder could be read. */
    private static final String LOOK = "ls -ld \"$1\" \"$(dirname \"$1\")\" > seen; echo \"$1\" > place; ";

    @TempDir
    Path folder;

    private KistProcess kist;

    @BeforeEach
    void init() {
        kist = KistProcess.initialized(folder);
        kist.done("set", "A", "value-1");
        kist.done("set", "B", "value-2", "--note", "the second");
    }

    private String get(String name) {
        return kist.done("get", name, "-n").out();
    }

    /** A Kist whose editor is this script, which gets the file as its first argument. */
    private KistProcess editing(String script) throws IOException {
        Files.writeString(folder.resolve("editor.sh"), LOOK + script);
        return kist.with("EDITOR", "sh editor.sh").with("VISUAL", " ");
    }

    private Terminal start(String script, String... arguments) throws IOException {
        KistProcess process = editing(script);
        return Terminal.start(process.words(arguments), process.variables(), folder);
    }

    private Path place() throws IOException {
        return Path.of(Files.readString(folder.resolve("place")).strip());
    }

    private void requireGone() throws IOException {
        assertThat(place().getFileName()).hasToString("development.env");
        assertThat(place().getParent()).doesNotExist();
    }

    @Test
    void edit_showsThePlan_asks_andWrites() throws Exception {
        try (Terminal terminal =
                start("sed -i -e s/value-1/value-3/ -e 's/the second/another/' \"$1\"; echo C=new >> \"$1\"", "edit")) {
            terminal.await("  new (1): C");
            terminal.await("  changed (2): A, B");
            terminal.await("2 existing secrets of development would change. Go on? [y/N]");
            terminal.sendLine("y");
            terminal.await("edited development: 1 new, 2 changed, 0 unchanged");
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).doesNotContain("value-");
        }
        assertThat(get("A")).isEqualTo("value-3");
        assertThat(get("B")).isEqualTo("value-2");
        assertThat(get("C")).isEqualTo("new");
        assertThat(kist.done("get", "B", "--note").out()).isEqualTo("another\n");
        requireGone();
        assertThat(folder.resolve("seen")).content().contains("-rw-------", "drwx------");
        if (Files.isDirectory(Path.of("/dev/shm"))) {
            assertThat(place().toString()).startsWith("/dev/shm/");
        }
    }

    @Test
    void aLineThatIsGone_isADeletionOnlyAfterAYes() throws Exception {
        String deleteBoth = "sed -i -e /^A=/d -e /^B=/d \"$1\"";
        try (Terminal terminal = start(deleteBoth, "edit")) {
            terminal.await("the line of A is gone. Delete A in development? [y/N]");
            terminal.sendLine("n");
            terminal.await("the line of B is gone. Delete B in development? [y/N]");
            terminal.sendLine("y");
            terminal.await("  deleted (1): B");
            terminal.await("0 unchanged, 1 deleted");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(get("A")).isEqualTo("value-1");
        assertThat(kist.run("get", "B").exitCode()).isEqualTo(3);
        ProcessRun refused = editing(deleteBoth).run("edit");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("the line of A is gone: nothing was written", "--delete-gone");
        assertThat(editing(deleteBoth).run("edit", "--delete-gone").exitCode()).isZero();
        assertThat(kist.run("get", "A").exitCode()).isEqualTo(3);
        requireGone();
    }

    @Test
    void whatOthersWroteMeanwhile_isAskedAbout() throws Exception {
        KistProcess bob = kist.with("KIST_ACTOR", "bob");
        String wait = "sed -i -e s/value-1/mine-1/ -e s/value-2/mine-2/ \"$1\"; echo ready; "
                + "while [ ! -e go ]; do sleep 0.1; done";
        try (Terminal terminal = start(wait, "edit", "--yes")) {
            terminal.await("ready");
            assertThat(bob.run("set", "A", "bobs-1").exitCode()).isZero();
            assertThat(bob.run("set", "B", "bobs-2").exitCode()).isZero();
            Files.writeString(folder.resolve("go"), "");
            terminal.await("A was changed meanwhile by bob just now");
            terminal.await("number, or nothing to stop: ");
            terminal.sendLine("1");
            terminal.await("B was changed meanwhile by bob just now");
            terminal.await("number, or nothing to stop: ");
            terminal.sendLine("2");
            terminal.await("edited development: 0 new, 1 changed");
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).doesNotContain("mine-", "bobs-");
        }
        assertThat(get("A")).isEqualTo("mine-1");
        assertThat(get("B")).isEqualTo("bobs-2");
        requireGone();
    }

    @Test
    void whatOthersWroteMeanwhile_whereNobodyCanBeAsked_is6_andStopIs6() throws Exception {
        String line = String.join(" ", kist.words("set", "A", "bobs-1"));
        String meanwhile = "sed -i -e s/^A=.*/A=mine-1/ \"$1\"; " + line + " 2> /dev/null";
        ProcessRun refused = editing(meanwhile).run("edit", "A", "--yes");
        assertThat(refused.exitCode()).isEqualTo(6);
        assertThat(refused.err()).contains("someone else changed A of development", "kist history A -e development");
        assertThat(get("A")).isEqualTo("bobs-1");
        requireGone();
        kist.done("set", "A", "value-4");
        try (Terminal terminal = start(meanwhile, "edit", "A", "--yes")) {
            terminal.await("number, or nothing to stop: ");
            terminal.sendLine("3");
            terminal.await("Edit again? What you typed is lost otherwise. [y/N]");
            terminal.sendLine("n");
            assertThat(terminal.exitCode()).isEqualTo(6);
        }
        assertThat(get("A")).isEqualTo("bobs-1");
    }

    @Test
    void whatIsNoAnswer_isAskedAgain_andWordsAreAnswers() throws Exception {
        String line = String.join(" ", kist.words("set", "A", "bobs-1"));
        String meanwhile = "[ -e again ] || " + line + " 2> /dev/null; sed -i s/^A=.*/A=mine-1/ \"$1\"; touch again";
        try (Terminal terminal = start(meanwhile, "edit", "A", "--yes")) {
            terminal.await("number, or nothing to stop: ");
            for (String slip : List.of("x", "4", "ours")) {
                terminal.sendLine(slip);
                terminal.await("answer with a number from 1 to 3");
                terminal.await("number, or nothing to stop: ");
            }
            terminal.sendLine("stop");
            terminal.await("Edit again?");
            terminal.sendLine("perhaps");
            terminal.await("answer y for yes, or n for no");
            terminal.await("Edit again?");
            terminal.sendLine("y");
            terminal.await("number, or nothing to stop: ");
            terminal.sendLine("Yours");
            terminal.await("edited development: 0 new, 1 changed");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(get("A")).isEqualTo("mine-1");
        requireGone();
    }

    @Test
    void anEditorThatFails_losesNothingThatWasTyped() throws Exception {
        String script = "if [ -e again ]; then exit 0; fi; sed -i s/value-1/typed/ \"$1\"; touch again; exit 1";
        try (Terminal terminal = start(script, "edit", "--yes")) {
            terminal.await("the editor sh ended with 1: nothing was written");
            terminal.await("Edit again?");
            terminal.sendLine("y");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(get("A")).isEqualTo("typed");
        requireGone();
    }

    @Test
    void aSlip_canBeEditedAgain() throws Exception {
        String script =
                "if [ -e again ]; then sed -i 's/^no.*/C=right/' \"$1\"; else echo 'no assignment' >> \"$1\"; fi";
        try (Terminal terminal = start(script, "edit")) {
            terminal.await(": error: development.env:");
            Files.writeString(folder.resolve("again"), "");
            terminal.await("Edit again? What you typed is lost otherwise. [y/N]");
            terminal.sendLine("y");
            terminal.await("edited development: 1 new");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(get("C")).isEqualTo("right");
        Files.delete(folder.resolve("again"));
        try (Terminal terminal = start(script, "edit")) {
            terminal.await("Edit again?");
            terminal.sendLine("n");
            assertThat(terminal.exitCode()).isEqualTo(2);
        }
        requireGone();
    }

    @Test
    void ctrlC_inTheEditor_isTheEditorsOwn_andTheFileIsGone() throws Exception {
        try (Terminal terminal = start(
                "trap 'sed -i s/value-1/value-9/ \"$1\"; exit 0' INT; echo ready; while :; do sleep 0.1; done",
                "edit",
                "--yes")) {
            terminal.await("ready");
            terminal.control('C');
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(get("A")).isEqualTo("value-9");
        requireGone();
        try (Terminal terminal = start("echo ready; exec sleep 60", "edit")) {
            terminal.await("ready");
            terminal.control('C');
            terminal.await("the editor sh ended with 130: nothing was written");
            assertThat(terminal.exitCode()).isEqualTo(2);
        }
        requireGone();
    }

    @Test
    void ctrlC_atAQuestion_andSigterm_leaveNoFile() throws Exception {
        try (Terminal terminal = start("sed -i s/value-1/value-9/ \"$1\"", "edit")) {
            terminal.await("Go on? [y/N]");
            terminal.control('C');
            assertThat(terminal.exitCode()).isEqualTo(130);
        }
        requireGone();
        try (Terminal terminal =
                start("echo $PPID > parent; echo $$ > editor; touch \"$1~\"; echo ready; sleep 60", "edit")) {
            terminal.await("ready");
            ProcessHandle kistItself = ProcessHandle.of(terminal.pid()).orElseThrow();
            kistItself.destroy();
            assertThat(terminal.exitCode()).isEqualTo(143);
        }
        requireGone();
        long editor = Long.parseLong(Files.readString(folder.resolve("editor")).strip());
        assertThat(ProcessHandle.of(editor).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(get("A")).isEqualTo("value-1");
    }

    @Test
    void anEditorThatFails_orIsNotThere_orChangesNothing_writesNothing() throws Exception {
        ProcessRun failed = editing("echo A=x > \"$1\"; exit 3").run("edit", "--yes");
        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.err()).contains("the editor sh ended with 3: nothing was written");
        requireGone();
        assertThat(kist.with("EDITOR", "no-such-editor").run("edit").exitCode()).isEqualTo(2);
        assertThat(editing("rm \"$1\"").run("edit").err()).contains("the editor left no file");
        ProcessRun same = editing("touch \"$1\"").run("edit");
        assertThat(same.exitCode()).isZero();
        assertThat(same.err()).contains("nothing was changed in development");
        assertThat(get("A")).isEqualTo("value-1");
        requireGone();
    }

    @Test
    void theEditor_getsNoCredentials() throws Exception {
        String key = Files.readString(folder.resolve("home/.config/kist/key"))
                .lines()
                .filter(line -> line.startsWith("kist-key-1-"))
                .findFirst()
                .orElseThrow();
        ProcessRun run = editing("env > variables")
                .with("KIST_KEY", key)
                .with("OTHER", "1")
                .run("edit");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(folder.resolve("variables")).content().contains("OTHER=1").doesNotContain("kist-key-1-");
    }

    @Test
    void aNameThatIsNotThere_isNotFound() {
        assertThat(kist.run("edit", "NOPE").exitCode()).isEqualTo(3);
        kist.done("environment", "create", "base");
        kist.done("set", "OF_BASE", "1", "-e", "base");
        kist.done("environment", "inherit", "base");
        assertThat(kist.run("edit", "OF_BASE").err())
                .contains("it is inherited from base", "say -e base to do it where the secret is stored");
        kist.done("set", "GONE", "1");
        kist.done("delete", "GONE");
        assertThat(kist.run("edit", "GONE").err()).contains("it was deleted", "kist restore GONE -e development");
        assertThat(kist.run("edit", "-e", "elsewhere").exitCode()).isEqualTo(3);
    }

    @Test
    void whatATemplateNeeds_isDeletedByForceAlone() throws Exception {
        kist.done("set", "URL", "--template", "--", "x://${A}");
        String script = "sed -i -e /^A=/d \"$1\"";
        ProcessRun refused = editing(script).run("edit", "A", "--delete-gone");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("URL", "--force").doesNotContain("x://");
        assertThat(get("A")).isEqualTo("value-1");
        assertThat(editing(script).run("edit", "A", "--delete-gone", "--force").exitCode())
                .isZero();
        assertThat(kist.run("get", "A").exitCode()).isEqualTo(3);
    }

    @Test
    void withoutATerminal_noEditorIsGuessed() {
        ProcessRun run = kist.with("EDITOR", "").with("VISUAL", "").run("edit");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no terminal for an editor", "EDITOR");
    }
}
