package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellDialectTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'I'\"'\"'m here'|I'm here",
                "'it'\\''s'|it's",
                "a'b'\"c\"d|abcd",
                "\"a\\$b\\`c\\\"d\\\\e\\f\"|a$b`c\"d\\e\\f",
                "a\\ b\\'c\\\\|a b'c\\",
                "$'a\\tb\\x41\\101\\u00e9\\'\\q'|a\tbAAé'\\q",
                "$'\\303\\251'|é",
                "foo#bar|foo#bar",
                "#x|#x",
                "x#y # c|x#y",
                "'$X $(y) `z`'|$X $(y) `z`",
                "a$|a$",
                "\"a$ b\"|a$ b",
                "{\"a\":1}|{a:1}",
                "a=b==|a=b==",
                "a*?[b]|a*?[b]",
                "x;|x",
                "x ; # c|x",
                "a:b@c/d%e,f+g|a:b@c/d%e,f+g"
            })
    void value_isWhatAShellMakesOfIt(String spelling, String value) {
        assertThat(value("A=" + spelling + "\n")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A=1",
                "export A=1",
                "export -- A=1",
                "declare -x A=\"1\"",
                "typeset -rx A='1'",
                "readonly A=1",
                "set -a\nA=1\nset +a",
                "set -euo pipefail; A=1",
                "set -o allexport\nA=1",
                "B=2 A=1",
                "A=2; A=1",
                "A=1 # c",
                "#!/bin/sh\nA=1",
                "  A=1",
                "A=\\\n1",
                "A=1; export A",
                "B=3\nunset B\nA=1"
            })
    void statement_thatSetsAVariable_isRead(String text) {
        assertThat(value(text)).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A=$(touch canary)",
                "A=`touch canary`",
                "A=\"$(touch canary)\"",
                "A=${B:-$(touch canary)}",
                "A=1${A:+`touch canary`}",
                "A=$((1+1))",
                "A=$[1+1]",
                "A=<(ls)",
                "A=(1 2)",
                "A[0]=1",
                "A+=1",
                "A=1 touch canary",
                "touch canary",
                ". other",
                "source other",
                "A=1 && B=2",
                "A=1 | cat",
                "A=1 & B=2",
                "A=1 > canary",
                "if true; then A=1; fi",
                "f() { A=1; }",
                "eval A=1",
                "alias a=b",
                "set -- a b",
                "set -n",
                "export -f f",
                "declare -i A=1+1",
                "declare -a A",
                "unset -f f",
                ": ${A:=1}",
                "A=${B:=1}",
                "A=$B\\\nC",
                "A=$\\\nB",
                "A=\\\n~",
                "A=\"${B:-it's}\"",
                "A=${#B}",
                "A=${B%x}",
                "A=${B/x/y}",
                "A=${!B}",
                "A=${1}",
                "A=$1",
                "A=$$",
                "A=$@",
                "A=$?",
                "A=$\"x\"",
                "A=~root/x",
                "A-B=1",
                "a.b=1",
                "1A=1",
                "A =1",
                "A= 1",
                "A=b c",
                "export A={a,b}",
                "export A=b c.d",
                "A='x",
                "A=\"x",
                "A=$'x",
                "A=${B:-x",
                "A=$'\\xff'",
                "A=$'a\\0b'",
                "A=$'\\ud800'",
                "A=1\r\nB=2\r\n",
                "readonly A=1; A=2",
                ";A=1",
                "A=1;;"
            })
    void whatIsMoreThanAnAssignment_isRefusedAndNeverRun(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(DotenvException.class).hasMessageStartingWith(".env:1: ");
    }

    @Test
    void reference_isExpandedAndCanBeATemplate() {
        DotenvFile file = read("H=h1\nP=1\nexport U=\"http://$H:${P}/\\${x}\"\nS='$H'\n");

        assertThat(entry(file, "U").value()).isEqualTo("http://h1:1/${x}");
        assertThat(entry(file, "U").template()).isEqualTo("http://${H}:${P}/$${x}");
        assertThat(entry(file, "S").value()).isEqualTo("$H");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${X:-d}|d",
                "${X-d}|d",
                "${E:-d}|d",
                "${E-d}|''",
                "${V:-d}|1",
                "${V:+d}|d",
                "${X+d}|''",
                "${X:-a{b}c}|a{bc}",
                "${X:-\"a }\"}b|a }b",
                "\"${X:-a \\} b}\"|a } b",
                "\"${X:-\"a b\"}\"|a b",
                "${X:-${Y:-$V}}|1",
                "${V:-${Y?no}}|1",
                "\"${V:?no}\"|1"
            })
    void operators_workAsInAShell(String spelling, String value) {
        assertThat(value("V=1; E=\nA=" + spelling)).isEqualTo(value);
    }

    @Test
    void wordsOfOneExport_areExpandedBeforeTheFirstIsSet() {
        DotenvFile file = read("A=old\nexport A=new B=$A\nA=newer C=$A\n");

        assertThat(entry(file, "B").value()).isEqualTo("old");
        assertThat(entry(file, "C").value()).isEqualTo("newer");
    }

    @Test
    void undefinedName_blocks() {
        DotenvFile file = read("A=$X\nB=${Y:-d}\n");

        assertThat(file.blockers(Set.of())).singleElement().satisfies(warning -> assertThat(warning.code())
                .isEqualTo(WarningCode.UNDEFINED));
    }

    @Test
    void tilde_isTheHomeThatTheEnvironmentNames() {
        DotenvOptions options = options().withEnvironment(Map.of("HOME", "/home/me")::get);
        DotenvFile file = DotenvFile.parse(bytes("A=~/x:~\nB=\"~\"\nC=a~\n"), options);

        assertThat(entry(file, "A").value()).isEqualTo("/home/me/x:/home/me");
        assertThat(entry(file, "A").template()).isNull();
        assertThat(entry(file, "B").value()).isEqualTo("~");
        assertThat(entry(file, "C").value()).isEqualTo("a~");
    }

    @Test
    void reference_inAnArgumentThatShellsSplit_isRefused() {
        assertThatThrownBy(() -> read("A='b c'\nexport D=$A\n"))
                .hasMessage(
                        ".env:2: refers to A outside quotes, which shells may split: put the value in double quotes");
        assertThat(value("B='b c'\nexport A=\"$B\"\n")).isEqualTo("b c");
        assertThat(value("B='b c'\nA=$B\n")).isEqualTo("b c");
    }

    @Test
    void entry_keepsLineQuoteRawAndNote() {
        DotenvFile file = read("# note\nexport A='x\ny' # no\nB=\"z\"'z'\n");

        assertThat(file.entries())
                .extracting(DotenvEntry::line, DotenvEntry::quote, DotenvEntry::raw, DotenvEntry::note)
                .containsExactly(tuple(2, Quote.SINGLE, "x\ny", "note"), tuple(4, Quote.NONE, "\"z\"'z'", null));
    }

    @Test
    void nesting_withoutEnd_isRefused() {
        for (String unit : List.of("${B:-", "\"${B:-")) {
            assertThatThrownBy(() -> read("A=" + unit.repeat(50_000))).hasMessageContaining("more than 100 deep");
        }
    }

    private static String value(String text) {
        return entry(read(text), "A").value();
    }

    private static DotenvEntry entry(DotenvFile file, String key) {
        return Objects.requireNonNull(file.effectiveEntries().get(key));
    }

    private static DotenvFile read(String text) {
        return DotenvFile.parse(bytes(text), options());
    }

    private static DotenvOptions options() {
        return DotenvOptions.of(".env").withDialect(Dialect.SHELL);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
