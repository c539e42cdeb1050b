// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

/**
 * What parsers of {@code .env} files disagree about. A code that blocks stands for a choice that cannot be undone later:
 * a reader of a file to be migrated is to stop and ask.
 */
public enum WarningCode {
    /** {@code A=foo#bar} */
    HASH_IN_VALUE(true, "the # is kept in the value; node dotenv, ruby dotenv and dotenvx cut the value there"),
    /** {@code A= # c} */
    HASH_AT_START(false, "empty, since the # begins a comment; python-dotenv, compose and docker keep it as the value"),
    /** {@code A=`b`} */
    BACKTICK(true, "the backticks are quotes, as node dotenv has it; python-dotenv, ruby dotenv and compose keep them"),
    /** {@code A=${V}} */
    REFERENCE(
            false,
            "stored with the references expanded; node dotenv without dotenv-expand and docker leave them as they are"),
    /** {@code A=$V} without a V above */
    UNDEFINED(
            true,
            "refers to a name that is not defined above, so that the $ and the name are lost from the value; node dotenv"
                    + " leaves the text"),
    /** {@code A=pa$$w} */
    DOLLAR(true, "a $ that begins no reference is kept; ruby dotenv, compose and the shells may drop or expand it"),
    /** {@code A='${V}'} */
    SQ_BRACES(true, "${…} in single quotes is literal; python-dotenv and dotenv-expand expand it"),
    /** {@code A=$(x)} */
    COMMAND(true, "$(…) is literal text and never run; ruby dotenv, dotenvx and the shells run it"),
    /** {@code A="x\ny"} */
    ESCAPE(false, "has escapes that not every parser undoes: node dotenv keeps all but \\n and \\r"),
    /** {@code A="x\qy"} */
    UNKNOWN_ESCAPE(false, "a \\ before an ordinary character is kept; ruby dotenv drops it"),
    /** {@code A=\$V} */
    ESCAPED_DOLLAR(true, "\\$ is a literal $; node dotenv and python-dotenv keep the \\"),
    /** {@code A='it\'s'} */
    ESCAPED_QUOTE(true, "\\' in single quotes is a quote; node dotenv and ruby dotenv keep the \\"),
    /** {@code A='a\'} */
    BACKSLASH_BEFORE_QUOTE(
            true, "ends in a \\ before the closing quote; compose and python-dotenv may read on past it"),
    /** {@code A='a\\b'} */
    SQ_DOUBLE_BACKSLASH(true, "\\\\ in single quotes is kept as two; python-dotenv makes it one"),
    /** {@code A=C:\new} */
    BACKSLASH_UNQUOTED(false, "a \\ outside quotes is kept; ruby dotenv and the shells drop it"),
    /** {@code A="b" c} */
    TEXT_AFTER_QUOTE(
            true,
            "text follows the closing quote, so it is read as unquoted; python-dotenv, compose and the shells do not"),
    /** {@code A="b} */
    UNBALANCED_QUOTE(true, "the quote is not closed, so it is read as unquoted; python-dotenv and compose do not"),
    /** {@code A=`b} */
    LONE_BACKTICK(false, "the backtick quotes nothing and is kept; the shells take it as the start of a command"),
    /** {@code A=${V:-a{b}c}} */
    BRACE_IN_DEFAULT(
            true, "a { that follows no $ opens nothing, so the first } ends the reference; compose counts all braces"),
    /** {@code FOO} */
    NOT_AN_ASSIGNMENT(true, "is not an assignment and is skipped; other parsers refuse the file or take it as a key"),
    /** {@code export FOO} */
    EXPORT_WITHOUT_VALUE(
            false, "is exported without a value here and is skipped; compose takes it from the environment"),
    /** {@code A: b} */
    YAML_STYLE(false, "is written with a colon, which python-dotenv, docker and the shells do not read"),
    /** {@code a.b=c} */
    KEY_NOT_PORTABLE(false, "is a name that ruby dotenv, the shells or systemd do not take"),
    /** {@code export=b} */
    ODD_KEY(false, "is a name that some parsers lose: node dotenv drops __proto__, others take export as a keyword"),
    /** {@code A=1} again */
    DUPLICATE(false, "is defined again, and the last definition counts; rust dotenv takes the first"),
    /** A quoted value over lines */
    MULTILINE(false, "runs over several lines, which docker and rust dotenv do not read"),
    /** A CR that is not before an LF */
    LONE_CR(false, "a CR on its own ends a line; compose keeps it in the value"),
    /** A UTF-8 byte order mark */
    BOM(false, "the byte order mark is skipped; python-dotenv keeps it in the first key"),
    /** A UTF-16 or UTF-32 byte order mark */
    UTF16(false, "the file is UTF-16 or UTF-32, which most parsers do not read"),
    /** A no-break space or the like around a value */
    UNICODE_SPACE(false, "has unusual space characters around it, which some parsers drop and others keep"),
    /** {@code A=1<tab># c} */
    COMMENT_AFTER_TAB(false, "the # begins a comment; compose wants a blank before it and keeps it in the value"),
    /** {@code export A=} */
    EXPORT_EMPTY(false, "is exported empty, which ruby dotenv refuses"),
    /** Bytes that are no UTF-8, in the one dialect that goes on */
    NOT_UTF8(true, "the file is not UTF-8, and node dotenv puts U+FFFD in place of what it cannot read"),
    /** {@code A=encrypted:...} */
    FOR_ANOTHER_TOOL(true, "is to be opened by another tool before it is used; it is read as it is written"),
    /** Marks of a merge that git could not finish */
    GIT_CONFLICT(true, "holds the marks of a git conflict that is not resolved; what is read may be of either side"),
    /** A zero-width character or an unusual space at an end of a value */
    INVISIBLE_CHARACTER(false, "begins or ends with a character that cannot be seen; it is kept"),
    /** {@code A=“b”} */
    TYPOGRAPHIC_QUOTE(false, "begins or ends with a typographic quote, which is part of the value");

    private final boolean blocks;
    private final String difference;

    WarningCode(boolean blocks, String difference) {
        this.blocks = blocks;
        this.difference = difference;
    }

    /** Whether a migration is to stop until someone says which reading is meant. */
    public boolean blocks() {
        return blocks;
    }

    /** What was picked and who reads it otherwise, in one sentence without a subject. */
    public String difference() {
        return difference;
    }
}
