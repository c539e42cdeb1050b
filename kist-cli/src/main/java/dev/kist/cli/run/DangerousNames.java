package dev.kist.cli.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of variables that would take over a program before its own code decides anything: a loader, a shell, a
 * language's runtime or a common tool takes code, options or a command from them by itself.
 *
 * <p>Whoever can write one secret of an environment could otherwise run code as everyone who starts a program with
 * it. Names of editors and pagers are among them, as they hold commands and never a secret.
 *
 * <p>Not among them: what merely configures a program ({@code HOME}, {@code TZ}, {@code HTTPS_PROXY},
 * {@code SSL_CERT_FILE}, {@code KUBECONFIG}), and variables that are only a habit of an application's own start
 * script ({@code JAVA_OPTS}). The list is a guard against accidents and easy attacks, not a proof: a program may
 * run what any variable of its own says.
 */
final class DangerousNames {
    private static final List<String> PREFIXES = List.of(
            "LD_", // the loader of Linux
            "DYLD_", // the loader of macOS
            "BASH_FUNC_", // functions that bash defines at its start
            "MALLOC_", // the C library's allocator
            "GIT_CONFIG", // settings of git, which may hold commands
            "LUA_INIT", // code that Lua runs at its start; with the version's number at its end
            "LUA_PATH",
            "LUA_CPATH",
            "CORECLR_", // profilers that .NET loads
            "COR_PROFILER",
            "KIST_"); // what Kist itself would do if the program called it

    private static final Set<String> NAMES = words(
            // The C library: variables that glibc drops for programs with raised rights.
            "GCONV_PATH GETCONF_DIR GLIBC_TUNABLES HOSTALIASES LOCALDOMAIN LOCPATH NIS_PATH NLSPATH"
                    + " RESOLV_HOST_CONF RES_OPTIONS TZDIR",
            // Shells.
            "PATH IFS ENV CDPATH SHELL SHELLOPTS PS4 PROMPT_COMMAND GLOBIGNORE BASH_ENV BASHOPTS"
                    + " BASH_LOADABLES_PATH FPATH ZDOTDIR NULLCMD READNULLCMD INPUTRC",
            // Commands that other programs run.
            "EDITOR VISUAL PAGER BROWSER MANPAGER SYSTEMD_PAGER SYSTEMD_EDITOR AWS_PAGER SUDO_EDITOR LESSOPEN"
                    + " LESSCLOSE VIMINIT EXINIT SSH_ASKPASS SUDO_ASKPASS RSYNC_RSH CVS_RSH SVN_SSH TAR_OPTIONS",
            // git.
            "GIT_SSH GIT_SSH_COMMAND GIT_EXTERNAL_DIFF GIT_EXEC_PATH GIT_ASKPASS GIT_PROXY_COMMAND GIT_EDITOR"
                    + " GIT_SEQUENCE_EDITOR GIT_PAGER GIT_TEMPLATE_DIR GIT_DIR",
            // OpenSSL loads modules that its settings name.
            "OPENSSL_CONF OPENSSL_ENGINES OPENSSL_MODULES",
            // Node and its relatives.
            "NODE_OPTIONS NODE_PATH NODE_REPL_EXTERNAL_MODULE BUN_OPTIONS NPM_CONFIG_NODE_OPTIONS"
                    + " NPM_CONFIG_SCRIPT_SHELL npm_config_node_options npm_config_script_shell",
            // Python.
            "PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONUSERBASE PYTHONINSPECT PYTHONBREAKPOINT PYTHONEXECUTABLE"
                    + " PYTHONPLATLIBDIR PYTHONPYCACHEPREFIX",
            // Perl, Ruby, PHP, R.
            "PERL5OPT PERL5LIB PERLLIB PERL5DB PERL5SHELL RUBYOPT RUBYLIB RUBYSHELL GEM_HOME GEM_PATH"
                    + " BUNDLE_GEMFILE PHPRC PHP_INI_SCAN_DIR R_PROFILE R_PROFILE_USER R_ENVIRON R_ENVIRON_USER",
            // Java and its build tools.
            "JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH JAVA_HOME MAVEN_OPTS MAVEN_ARGS GRADLE_OPTS",
            // .NET, Erlang, Go, Rust, make.
            "DOTNET_STARTUP_HOOKS DOTNET_ADDITIONAL_DEPS DOTNET_SHARED_STORE COR_ENABLE_PROFILING ERL_FLAGS"
                    + " ERL_AFLAGS ERL_ZFLAGS ERL_LIBS ELIXIR_ERL_OPTIONS GOFLAGS RUSTC RUSTFLAGS RUSTC_WRAPPER"
                    + " RUSTC_WORKSPACE_WRAPPER MAKEFLAGS MAKEFILES",
            // Windows.
            "PATHEXT COMSPEC SYSTEMROOT WINDIR PSMODULEPATH __COMPAT_LAYER");

    private DangerousNames() {}

    /** Whether a secret of this name is handed over only when that is allowed. */
    static boolean contains(String name) {
        // Windows takes no notice of case in names.
        String known = Platform.current() == Platform.WINDOWS ? name.toUpperCase(Locale.ROOT) : name;
        return NAMES.contains(known) || PREFIXES.stream().anyMatch(known::startsWith);
    }

    private static Set<String> words(String... lists) {
        return Arrays.stream(lists)
                .flatMap(list -> Arrays.stream(list.split(" ", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
