// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import java.util.List;
import java.util.Optional;

/**
 * Commands and options of other tools that do not exist here, and what to type instead. A word counts only if it is exactly one
 * of these; so a message may show it, which tells nothing about a secret.
 */
final class ForeignWords {
    private static final String EVERYWHERE = "*";

    /** In each line: the command behind which the words stand, the words, what to do. */
    private static final String WORDS =
            """
            kist | login logout auth | there is no login: kist init makes your key, and a member lets it in with kist key add
            kist | me whoami account info | kist status shows where you are, and with which key
            kist | configure config settings | kist status shows what is set; settings are in .kist/config and in variables
            kist | project projects | a project is a folder where kist init was run; kist status shows its store
            kist | configs | what other tools call a config is an environment: kist environment list
            kist | activity audit logs | kist log shows who changed what, and when
            kist | versions | kist history KEY shows the versions of a secret
            kist | compare | kist diff A B shows what differs between two environments
            kist | clone cp | kist copy --from A --to B copies secrets into another environment
            kist | mv | kist rename OLD NEW keeps the history
            kist | remove del erase | kist delete KEY deletes a secret
            kist | purge destroy wipe shred | kist delete KEY --purge removes a secret with its history for good
            kist | undelete recover undo revert | kist restore KEY brings a deleted secret back, kist rollback KEY --to N an old value
            kist | add create new put write | kist set KEY sets a secret, new or not
            kist | describe show read cat view print | kist get KEY prints a value
            kist | find grep | kist search PATTERN looks for names, kist search --value for a value
            kist | exec start inject shell | kist run -- PROGRAM gives the secrets to a program
            kist | substitute template render envsubst | kist run -- envsubst < FILE fills a file in; kist set KEY --template refers to other secrets
            kist | note notes | kist set KEY --note TEXT writes a note, kist get KEY --note prints it
            kist | token tokens service-token service-tokens service-account service-accounts | kist key new --add --label NAME -e ENV makes a key for a machine
            kist | member members user users team | kist key list shows who can open the environment
            kist | invite share grant | kist key add --label NAME PUBLIC_KEY lets somebody in
            kist | revoke | kist key remove LABEL takes a key away
            kist | keygen | kist key new makes a key
            kist | keys | kist key list shows who can open the environment, kist key public your own public key
            kist | public | kist key public prints your public key
            kist | inherit | kist environment inherit PARENT -e ENV lets one environment see the secrets of another
            kist | tui ui web dashboard | kist open shows the page in a browser, kist edit opens an editor
            kist | env-list envs | kist environment list shows the environments
            kist | watch | kist run reads the secrets once; the Java library, Spring and the like follow changes
            kist | uninstall self-uninstall | docs/install.md says how Kist is taken away; secrets and keys stay where they are
            kist | switch select checkout | kist use ENV chooses the environment of this folder
            kist | version | kist --version prints it
            kist | update upgrade changelog | Kist does not update itself; kist --version shows which one this is
            kist | completions autocomplete | kist completion bash prints what the shell reads; so for zsh and fish
            kist | dump save backup | kist export --all --format json -o FILE writes everything to a file
            kist | decrypt | kist export -o FILE writes the secrets to a file
            kist | encrypt | kist migrate --env-file .env moves the secrets of a file into an environment
            kist | unlock lock hide reveal | no file has to be unlocked: kist get and kist run decrypt by themselves
            kist | push pull sync fetch | there is nothing to push or pull: kist set and kist get work on the store itself
            kist | generate gen | kist set KEY --generate makes a value
            kist | validate verify lint test scan | kist check compares with .env.example, kist doctor looks at everything else
            kist environment | rename mv | kist copy --from OLD --to NEW copies the secrets; then kist environment delete OLD
            kist environment | copy clone cp | kist copy --from A --to B copies secrets into another environment
            kist environment | use switch select | kist use ENV chooses the environment of this folder
            kist environment | add new | kist environment create NAME makes one
            kist environment | get show info | kist status -e ENV shows one
            kist environment | remove | kist environment delete NAME removes one for good
            kist key | create generate | kist key new makes a key
            kist key | show print get export | kist key public prints the public half; kist status shows which key is used
            kist key | delete revoke | kist key remove LABEL takes a key away
            kist key | rotate | kist rotate encrypts everything anew
            * | --config -c --env --stage | -e ENV names the environment
            * | --project -p | a project is a folder where kist init was run: change into it
            * | --token | KIST_KEY_FILE or KIST_KEY gives a machine its key
            * | --no-interactive --no-prompt | leave it out: without a terminal, nothing is asked
            * | --silent | -q leaves out what was done
            kist get | --plain | leave it out: kist get KEY prints the value alone
            kist get | --copy | pipe kist get KEY -n into pbcopy, wl-copy or xclip
            kist get | --format | --json prints names and values as JSON
            kist list | --only-names --names | leave it out: kist list shows no values
            kist list | --raw --show | kist list --reveal shows the values
            kist list | --format | --json prints the list as JSON
            kist export | --no-file | leave it out: kist export prints, unless -o FILE names a file
            kist run | --only-secrets | kist run --only NAME -- PROGRAM hands over these alone
            kist run | --command | kist run -- sh -c COMMAND runs a line of the shell
            kist run | --mount --mount-format --mount-template --mount-max-reads | kist run hands out variables; kist export -o FILE writes a file
            kist run | --watch | kist run reads the secrets once; the Java library follows changes
            kist run | --fallback --fallback-only --fallback-readonly --no-fallback --no-cache | there is no copy for when the store is away; kist export -o FILE writes one
            kist set | --stdin | kist set KEY - reads standard input
            """;

    private ForeignWords() {}

    /**
     * Words that stand for the same.
     *
     * @param place the command behind which they stand; {@code *} is any
     * @param words as they are typed
     * @param hint what to do instead
     */
    record Entry(String place, List<String> words, String hint) {}

    /** All of them. */
    static List<Entry> all() {
        return WORDS.lines()
                .map(line -> line.split(" \\| ", 3))
                .map(parts -> new Entry(parts[0], List.of(parts[1].split(" ")), parts[2]))
                .toList();
    }

    /** What to do instead of typing {@code word} behind {@code place}; empty where no other tool is known for it. */
    static Optional<String> hint(String place, String word) {
        return all().stream()
                .filter(entry ->
                        entry.place().equals(place) || (entry.place().equals(EVERYWHERE) && word.startsWith("-")))
                .filter(entry -> entry.words().contains(word))
                .map(Entry::hint)
                .findFirst();
    }
}
