// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which names a written format can carry. */
final class Names {
    /** Variables of bash and dash that an assignment does not set, or not for long. */
    private static final Set<String> OF_SHELLS = words(
            """
            _ BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_CMDS BASH_COMMAND BASH_LINENO BASH_SOURCE
            BASH_SUBSHELL BASH_VERSINFO DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD LINENO
            OPTIND PPID RANDOM SECONDS SHELLOPTS SRANDOM UID""");

    /** Further ones of zsh: numbers, tied arrays and identities; setting USERNAME there changes the user. */
    private static final Set<String> OF_ZSH = words(
            """
            aliases argv ARGC builtins cdpath COLUMNS commands dirstack dis_aliases dis_builtins dis_functions
            dis_functions_source dis_galiases dis_patchars dis_reswords dis_saliases EGID ERRNO fignore fpath
            funcfiletrace FUNCNEST funcsourcetrace funcstack functions functions_source functrace galiases GID
            histchars HISTCHARS history historywords HISTSIZE jobdirs jobstates jobtexts KEYBOARD_HACK keymaps
            KEYTIMEOUT LINES LISTMAX MAILCHECK mailpath manpath module_path modules nameddirs options parameters
            patchars path pipestatus psvar reswords saliases SAVEHIST SHLVL signals status termcap terminfo
            TRY_BLOCK_ERROR TRY_BLOCK_INTERRUPT TTYIDLE userdirs usergroups USERNAME watch WATCH widgets
            ZSH_EVAL_CONTEXT zsh_eval_context zsh_scheduled_events ZSH_SUBSHELL""");

    private Names() {}

    /** The words of a text, by white space. */
    static Set<String> words(String text) {
        return Set.of(text.split("\\s+"));
    }

    /** Whether bash or dash sets the variable itself and an assignment to it does not last. */
    static boolean isOfShells(String key) {
        return OF_SHELLS.contains(key);
    }

    /** Why a key cannot be written so, absent if it can. */
    static @Nullable String refusal(String key, WriteOptions options) {
        return switch (options.format()) {
            case DOTENV -> inDotenv(key, options.target());
            case SHELL -> inShell(key);
            case DOCKER -> inDotenv(key, Target.DOCKER);
            case K8S_SECRET -> KubernetesSecret.nameRefusal(key);
            case GITHUB_ENV -> GithubEnv.nameRefusal(key);
            case JSON, YAML, PROPERTIES -> key.isEmpty() ? "is an empty name" : null;
        };
    }

    private static @Nullable String inShell(String key) {
        if (!Key.isPortable(key)) {
            return "is not a name that a shell can hold";
        }
        if (OF_SHELLS.contains(key) || OF_ZSH.contains(key)) {
            return "is a variable that bash or zsh does not let be set";
        }
        return null;
    }

    private static @Nullable String inDotenv(String key, Target target) {
        boolean withDotAndDash =
                switch (target) {
                    case NODE, PYTHON, COMPOSE, DOCKER, KIST -> true;
                    default -> false;
                };
        if (!Key.isPortable(key) && !(withDotAndDash && isDotted(key))) {
            return "is not a name that " + (withDotAndDash ? "it" : "every parser") + " takes";
        }
        if (key.equals("__proto__")
                && (target == Target.PORTABLE || target == Target.LIBRARIES || target == Target.NODE)) {
            return "is a name that node dotenv loses";
        }
        if (OF_SHELLS.contains(key) && (target == Target.PORTABLE || target == Target.SHELL)) {
            return "is a variable that bash does not let be set";
        }
        return null;
    }

    private static boolean isDotted(String key) {
        return !key.isEmpty() && Key.isNameStart(key.charAt(0)) && Key.end(key, 0, key.length()) == key.length();
    }
}
