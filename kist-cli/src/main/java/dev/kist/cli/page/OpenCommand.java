// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.page;

import dev.kist.Age;
import dev.kist.Finding;
import dev.kist.Inspection;
import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.Printable;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.WholeNumber;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.FindingAdvice;
import dev.kist.cli.terminal.Terminal;
import dev.kist.spi.PageProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code kist open}: shows all environments in a browser of this machine, until Ctrl-C. */
public final class OpenCommand implements Command {
    private static final Duration USUAL_IDLE = Duration.ofMinutes(30);

    private final Option<Integer> port = Option.of(
            "--port",
            "N",
            WholeNumber.between(1, 65_535, "without --port, a free one is taken"),
            "Port; else a free one.");
    private final Option<Duration> idle = Option.of(
            "--idle", "TIME", OpenCommand::time, "End after TIME without use, such as 10m or 8h; else after 30m.");
    private final Flag readOnly = Flag.of("--read-only", "Change nothing, whatever the browser asks for.");
    private final Flag noBrowser = Flag.of("--no-browser", "Print the link, and open no browser.");

    @Override
    public Description description() {
        return Description.of(
                        "Show all environments side by side in your browser.",
                        "Serves a page on 127.0.0.1, with your keys, and prints a link that opens it once. Nothing is"
                                + " reachable from another machine. It ends with Ctrl-C, by its own button, or when it was not"
                                + " used for a while.")
                .takes(port, idle, readOnly, noBrowser)
                .example("kist open", "opens the page in the browser")
                .example("kist open --read-only --no-browser", "prints the link of a page that changes nothing");
    }

    @Override
    public int run(CommandContext context) {
        PageProvider provider = PageProvider.find()
                .orElseThrow(() -> new InvalidInputException(
                        "this Kist comes without its page",
                        "install the archive or the package of Kist, which include it"));
        PageProvider.Options options = new PageProvider.Options(
                port.find().orElse(0), idle.find().orElse(USUAL_IDLE), readOnly.isGiven(), () -> findings(context));
        try (Session session = Session.open(context);
                PageProvider.ServedPage page = provider.serve(session.kist(), options)) {
            // Ctrl-C ends the process: what the browser shows is told so before, and the terminal, whole.
            CountDownLatch said = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(page, said)));
            tell(context, page.newLink());
            // After a signal the code is the signal's, whatever is returned here: the process is ending already.
            sayWhy(context.terminal(), page.await(), page.unsaved());
            said.countDown();
            return ExitCode.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    private void tell(CommandContext context, URI link) {
        Terminal terminal = context.terminal();
        if (context.isJson()) {
            context.printJson(Map.of("link", link.toString(), "port", link.getPort()));
        } else {
            terminal.dataLine(link.toString());
        }
        boolean isShown =
                !noBrowser.isGiven() && new Browser(context.variables()).show(link, code -> notShown(terminal, code));
        terminal.note(
                isShown
                        ? "the page opens in your browser; Ctrl-C ends it"
                        : "open the link in a browser of this machine; it works once. Ctrl-C ends the page");
        if (!isShown && !context.variables().getOrDefault("SSH_CONNECTION", "").isEmpty()) {
            terminal.hint("from where you sit: ssh -L " + link.getPort() + ":127.0.0.1:" + link.getPort() + " HOST");
        }
    }

    private static void notShown(Terminal terminal, int code) {
        terminal.warning("the browser ended with code " + code + ": if it shows nothing, open the link in another one");
    }

    private static void end(PageProvider.ServedPage page, CountDownLatch said) {
        page.close();
        try {
            // A terminal that is gone holds up nobody.
            var unused = said.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sayWhy(Terminal terminal, PageProvider.End end, int unsaved) {
        terminal.note(
                switch (end) {
                    case BUTTON -> "the page was ended in the browser";
                    case IDLE -> "the page has ended: nobody used it";
                    case CLOSED -> "the page has ended";
                });
        if (unsaved > 0) {
            terminal.warning(
                    unsaved == 1
                            ? "1 change of its draft was not saved, and is gone"
                            : unsaved + " changes of its draft were not saved, and are gone");
        }
    }

    /** What {@code doctor} finds, with what to do about it. */
    private static List<Finding> findings(CommandContext context) {
        KistOptions options = context.kistOptions(context.flags())
                .defaultTimeout(Session.TIMEOUT)
                .onWarning(text -> {})
                .build();
        return Kist.inspect(options, new Inspection(List.of(), true)).stream()
                .map(finding -> new Finding(
                        finding.code(),
                        finding.status(),
                        finding.topic(),
                        finding.text(),
                        FindingAdvice.of(finding).orElse(null),
                        finding.details(),
                        finding.failure()))
                .toList();
    }

    private static Duration time(String text) {
        return Age.parse(text)
                .orElseThrow(() -> new InvalidInputException(
                        Printable.quote(text) + " is not a length of time", "write one such as 10m, 8h"));
    }
}
