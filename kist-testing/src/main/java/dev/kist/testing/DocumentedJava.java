// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java of a page of documentation, to be compiled as a reader would have it, on the class path of the tests. */
public final class DocumentedJava {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern IMPORTS = Pattern.compile("(?m)^import .*;\\n");

    private final String page;
    private final List<String> blocks;

    private DocumentedJava(String page, List<String> blocks) {
        this.page = page;
        this.blocks = List.copyOf(blocks);
    }

    /** The blocks of a page, by its path from the root of the build. */
    public static DocumentedJava of(String page) {
        try {
            Matcher matcher = BLOCK.matcher(Files.readString(BuildFolders.root().resolve(page)));
            List<String> blocks = new ArrayList<>();
            while (matcher.find()) {
                blocks.add(matcher.group(1));
            }
            return new DocumentedJava(page, blocks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many blocks there are. */
    public int count() {
        return blocks.size();
    }

    /** The only block that holds {@code text}. */
    public String block(String text) {
        List<String> found =
                blocks.stream().filter(block -> block.contains(text)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " blocks of " + page + " hold " + text);
        }
        return found.get(0);
    }

    /** The lines of a block that import; empty if there are none. */
    public static String imports(String block) {
        StringBuilder imports = new StringBuilder();
        Matcher matcher = IMPORTS.matcher(block);
        while (matcher.find()) {
            imports.append(matcher.group());
        }
        return imports.toString();
    }

    /** A block without the lines that import. */
    public static String statements(String block) {
        return IMPORTS.matcher(block).replaceAll("");
    }

    /**
     * Compiles a class of the unnamed package and loads it.
     *
     * @param folder an empty folder for what is compiled
     * @throws AssertionError if it does not compile, with what the compiler says
     */
    public static Class<?> compile(Path folder, String name, String source) {
        try {
            Path file = Files.writeString(folder.resolve(name + ".java"), source);
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
            List<String> options = List.of(
                    "-proc:none", "-parameters", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
            try (StandardJavaFileManager files = compiler.getStandardFileManager(said, null, null)) {
                if (!compiler.getTask(null, files, said, options, null, files.getJavaFileObjects(file))
                        .call()) {
                    throw new AssertionError(said.getDiagnostics() + "\n" + source);
                }
            }
            // Not closed: its classes are used from now on.
            URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
            return loader.loadClass(name);
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
