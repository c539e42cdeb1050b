// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * What the packages of Linux systems install: the program in {@code /usr/lib/kist}, the command in {@code /usr/bin}, pages and
 * completions where the system looks for them.
 */
final class SystemFiles {
    private static final String HOME = "usr/lib/kist";

    private final Path folder;
    private final String zsh;
    private final List<SystemFile> files = new ArrayList<>();

    private SystemFiles(Path folder, String zsh) {
        this.folder = folder;
        this.zsh = zsh;
    }

    /**
     * Files to be packed, in no order.
     *
     * @param folder what the archive holds
     * @param zsh the folder in {@code /usr/share/zsh} where the system has completions of packages
     * @param licence where it has a package's licence
     */
    static List<SystemFile> of(Path folder, String zsh, String licence) throws IOException {
        SystemFiles made = new SystemFiles(folder, zsh);
        made.program();
        made.forTheSystem();
        made.plain(
                licence,
                """
                Kist is under the Apache License 2.0: /%1$s/LICENSE
                Its parts: /%1$s/licences. Its Java runtime: /%1$s/runtime/legal
                """
                        .formatted(HOME)
                        .getBytes(StandardCharsets.UTF_8));
        return List.copyOf(made.files);
    }

    /** A version as packages have it: what sorts before a release has {@code ~} there. */
    static String version(String version) {
        return version.replace('-', '~');
    }

    /** Everything but what has its place elsewhere. */
    private void program() throws IOException {
        for (Path each : Archives.sorted(folder)) {
            String path = folder.relativize(each).toString();
            if (path.equals("share") || path.startsWith("share/")) {
                continue;
            }
            String name = HOME + "/" + path;
            if (Files.isSymbolicLink(each)) {
                files.add(SystemFile.link(name, Files.readSymbolicLink(each).toString()));
            } else if (Files.isRegularFile(each)) {
                byte[] bytes = Files.readAllBytes(each);
                files.add(
                        Files.isExecutable(each) ? SystemFile.executable(name, bytes) : SystemFile.plain(name, bytes));
            }
        }
    }

    private void forTheSystem() throws IOException {
        String launcher = Files.readString(folder.resolve("bin/kist"));
        String installed = launcher.replaceFirst("(?m)^installed=$", "installed=/" + HOME);
        if (installed.equals(launcher)) {
            throw new IOException("the launcher has no line installed=");
        }
        files.add(SystemFile.executable("usr/bin/kist", installed.getBytes(StandardCharsets.UTF_8)));
        Path share = folder.resolve("share");
        for (Path each : Archives.sorted(share)) {
            if (Files.isRegularFile(each)) {
                String path = share.relativize(each).toString().replace("zsh/site-functions", "zsh/" + zsh);
                boolean isPage = path.startsWith("man/");
                byte[] bytes = Files.readAllBytes(each);
                plain("usr/share/" + path + (isPage ? ".gz" : ""), isPage ? gzip(bytes) : bytes);
            }
        }
    }

    private void plain(String path, byte[] bytes) {
        files.add(SystemFile.plain(path, bytes));
    }

    /** With no time and no name in it. */
    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
