// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The completions, in the shells themselves: names of secrets and environments from the cache that commands leave. */
class CompletionTest {
    private final Path share;
    private final Path project;
    private final Path home;

    CompletionTest(@TempDir Path folder) throws IOException {
        Path real = folder.toRealPath();
        share = real.resolve("share");
        project = Files.createDirectories(real.resolve("a project/sub")).resolveSibling("");
        home = Files.createDirectory(real.resolve("home"));
    }

    @BeforeEach
    void write() throws IOException {
        CommandTexts.write(share, "1");
        Files.createDirectory(project.resolve(".kist"));
        long later = Instant.now().getEpochSecond() + 3600;
        Path names = home.resolve(".cache/kist/names");
        Files.createDirectories(names);
        Files.writeString(
                names.resolve(project.toString().replace('/', '%')),
                """
                # Names.
                environment development LATER
                environment production LATER
                environment past 1
                secret development DATABASE_URL LATER
                secret development DEBUG LATER
                secret development DEAD 1
                secret production DATABASE_URL LATER
                secret production DEPLOY_KEY LATER
                secret production $(touch${IFS}hacked) LATER
                """
                        .replace("LATER", Long.toString(later)));
    }

    private boolean isHere(String shell) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
    }

    private List<String> run(String shell, String... arguments) throws Exception {
        assumeTrue(isHere(shell), shell + " is not here");
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(project.resolve("sub").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("KIST_") || name.startsWith("XDG_"));
        variables.put("HOME", home.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .sorted()
                .toList();
        process.waitFor();
        assertThat(project.resolve("sub/hacked")).doesNotExist();
        return lines;
    }

    private List<String> bash(String words) throws Exception {
        String script =
                """
                . "$1"
                shift
                COMP_WORDS=("$@")
                COMP_CWORD=$(($# - 1))
                COMP_LINE="$*"
                COMP_POINT=${#COMP_LINE}
                _kist_complete kist "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        List<String> line = new ArrayList<>(List.of(
                "bash",
                "-c",
                script,
                "bash",
                share.resolve("bash-completion/completions/kist").toString()));
        line.addAll(List.of(words.split(" ", -1)));
        return run("bash", line.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kist get D|DATABASE_URL DEBUG",
                "kist get -e production D|DATABASE_URL DEPLOY_KEY",
                "kist -e development history DE|DEBUG",
                "kist get --environment = production DE|DEPLOY_KEY",
                "kist get DEBUG DA|DATABASE_URL",
                "kist use d|development",
                "kist environment delete p|production",
                "kist environment inherit p|production",
                "kist get -e p|production",
                "kist copy --from d|development",
                "kist copy --from production DE|DEPLOY_KEY",
                "kist migrate --accept SQ_B|SQ_BRACES",
                "kist run --only DEB|DEBUG",
                "kist set --keypair r|rsa",
                "kist set DEBUG --keypair = x|x25519",
                "kist export --format j|json",
                "kist get --note DEB|DEBUG",
                "kist completion f|fish",
                "kist compose d|down"
            })
    void bash_completesNames(String words, String expected) throws Exception {
        assertThat(bash(words)).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Then bash completes files.
                "kist migrate ",
                "kist import e",
                "kist upload ",
                // A value is nobody's name.
                "kist set DEBUG =",
                "kist set DEBUG = D",
                "kist set A = 1 DEBUG = ",
                // What is typed already.
                "kist get DEBUG DEB"
            })
    void bash_offersNothing_whereNothingIsKnown(String words) throws Exception {
        assertThat(bash(words)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kist run ec",
                "kist run -e production ec",
                "kist run --pristine --only=DEBUG ec",
                "kist run -- ec"
            })
    void bash_completesProgramsForRun(String words) throws Exception {
        assertThat(bash(words)).contains("echo");
    }

    @Test
    void theTabKey_completesFilesAndPrograms_inBash_andBehindHelp_inZsh() throws Exception {
        assumeTrue(isHere("bash") && isHere("zsh"), "bash or zsh is not here");
        Files.createFile(project.resolve("sub/.env.staging"));
        assertThat(tab("bash", "kist migrate .env.s")).isEqualTo("kist migrate .env.staging");
        assertThat(tab("bash", "kist run mktem")).isEqualTo("kist run mktemp");
        assertThat(tab("bash", "kist set DEBUG=D")).isEqualTo("kist set DEBUG=D");
        assertThat(tab("zsh", "kist help key remo")).isEqualTo("kist help key remove");
    }

    @Test
    void names_areOfTheEnvironmentThatIsUsedHere() throws Exception {
        Files.writeString(project.resolve(".kist/config"), "KIST_ENVIRONMENT=development\n");
        Files.writeString(project.resolve(".kist/config.local"), "KIST_ENVIRONMENT=production\n");

        assertThat(bash("kist get DE")).containsExactly("DEPLOY_KEY");
        assertThat(bash("kist get -e development DE")).containsExactly("DEBUG");
        fish_completesNames("kist get DE", "DEPLOY_KEY");
        zsh_findsNames("kist get DE", "_kist_secrets", "DATABASE_URL DEPLOY_KEY");
    }

    @Test
    void bash_completesCommandsAndOptions_asBefore() throws Exception {
        assertThat(bash("kist ge")).contains("get");
        assertThat(bash("kist get --jso")).contains("--json");
        assertThat(bash("kist key remove D")).doesNotContain("DEBUG");
        assertThat(bash("kist set DEBUG --note D")).isEmpty();
        assertThat(bash("kist get --output D")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kist get D|DATABASE_URL DEBUG",
                "kist get -e production D|DATABASE_URL DEPLOY_KEY",
                "kist get --environment=production D|DATABASE_URL DEPLOY_KEY",
                "kist use p|production",
                "kist get -e p|production",
                "kist environment delete p|production"
            })
    void fish_completesNames(String words, String expected) throws Exception {
        List<String> found = run(
                "fish",
                "fish",
                "-N",
                "-c",
                "source $argv[1]; complete -C $argv[2]",
                share.resolve("fish/vendor_completions.d/kist.fish").toString(),
                words);
        assertThat(found.stream().map(line -> line.split("\t")[0])).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kist get D|_kist_secrets|DATABASE_URL DEBUG",
                "kist get -e production D|_kist_secrets|DATABASE_URL DEPLOY_KEY",
                "kist get --environment=production D|_kist_secrets|DATABASE_URL DEPLOY_KEY",
                "kist use p|_kist_environments|development production"
            })
    void zsh_findsNames(String words, String function, String expected) throws Exception {
        String script =
                """
                compdef() { }
                source $1
                words=(${=2})
                compadd() { print -l ${(P)2} }
                $3
                """;
        assertThat(run(
                        "zsh",
                        "zsh",
                        "-f",
                        "-c",
                        script,
                        "zsh",
                        share.resolve("zsh/site-functions/_kist").toString(),
                        words,
                        function))
                .containsExactly(expected.split(" "));
        assertThat(share.resolve("zsh/site-functions/_kist"))
                .content()
                .contains("'*: :_kist_secrets'", ":ENV:_kist_environments'");
    }

    /** What stands on the line after the Tab key, in a shell at a terminal. */
    private String tab(String shell, String typed) {
        String file = share.resolve(
                        switch (shell) {
                            case "bash" -> "bash-completion/completions/kist";
                            case "zsh" -> "zsh/site-functions";
                            default -> "fish/vendor_completions.d/kist.fish";
                        })
                .toString();
        // Ctrl-T shows the line.
        String ready =
                switch (shell) {
                    case "bash" -> ". '" + file + "'; bind -x '\"\\C-t\": printf \"<%s>\" \"$READLINE_LINE\"'";
                    case "zsh" ->
                        "fpath=('" + file + "' $fpath); autoload -Uz compinit; compinit -u -D;"
                                + " show() { print -rn -- \"<$BUFFER>\" }; zle -N show; bindkey '^T' show";
                    default -> "source '" + file + "'; bind \\ct 'printf \"<%s>\" (commandline)'";
                };
        List<String> start =
                switch (shell) {
                    case "bash" -> List.of("bash", "--norc", "-i");
                    case "zsh" -> List.of("zsh", "-f", "-i");
                    default -> List.of("fish", "-N", "-i");
                };
        Map<String, String> variables =
                Map.of("HOME", home.toString(), "PATH", System.getenv("PATH"), "TERM", "xterm", "LANG", "C.UTF-8");
        try (Terminal terminal = Terminal.start(start, variables, project.resolve("sub"))) {
            terminal.sendLine(ready + "; echo is''-ready");
            terminal.await("is-ready");
            terminal.send(typed + "\t");
            terminal.control('T');
            terminal.await(Pattern.compile("<kist"));
            return "kist" + terminal.await(">").replace(">", "").stripTrailing();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kist get DA|kist get DATABASE_URL",
                "kist ls DEB|kist ls DEBUG",
                "kist secrets get DEB|kist secrets get DEBUG",
                "kist secrets downl|kist secrets download",
                "kist -e production rm DE|kist -e production rm DEPLOY_KEY",
                "kist get -e production DE|kist get -e production DEPLOY_KEY",
                "kist -e production get --jso|kist -e production get --json",
                "kist env delete p|kist env delete production",
                "kist environments rm d|kist environments rm development",
                "kist downl|kist download",
                "kist download --format gith|kist download --format github-env",
                "kist unset --purg|kist unset --purge",
                "kist run -e production --only DE|kist run -e production --only DEPLOY_KEY",
                "kist run --only DEBUG,DAT|kist run --only DEBUG,DATABASE_URL",
                "kist export --except=DEBUG,DAT|kist export --except=DEBUG,DATABASE_URL",
                "kist get --environment=pro|kist get --environment=production",
                "kist copy --from=pro|kist copy --from=production",
                "kist set DEBUG --keypair=rs|kist set DEBUG --keypair=rsa",
                "kist run -- mktem|kist run -- mktemp",
                "kist set DEBUG --keypair rs|kist set DEBUG --keypair rsa",
                "kist completion fi|kist completion fish",
                "kist compose dow|kist compose down"
            })
    void theTabKey_completes_inEveryShell(String typed, String expected) {
        assertThat(List.of("bash", "zsh", "fish").stream().filter(this::isHere))
                .allSatisfy(shell -> assertThat(tab(shell, typed)).as(shell).isEqualTo(expected));
    }
}
