// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether git tracks a file, so that it came with a clone, or will go with one. A file that is reached by a link that git tracks
 * counts as tracked: whoever can change the project says where the link leads.
 */
public enum Tracked {
    /** No repository around it has it, or there is none. */
    NO,
    /** A repository is around it that cannot be understood. */
    UNKNOWN,
    /** A repository has it, or a link on the way to it. */
    YES;

    private static final int MOST_LINKS = 40;

    /** Looks at each link on the way to {@code file}, and at where it is in the end. */
    public static Tracked of(Path file) {
        try {
            return follow(file.toAbsolutePath());
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }

    /** It in words, as the end of a sentence about the file. */
    public String words() {
        return switch (this) {
            case NO -> "git does not track it";
            case UNKNOWN -> "whether git tracks it cannot be told here";
            case YES -> "git has it, or a link to it, in its index";
        };
    }

    /** What to do so that {@code file} is the user's own again. */
    public static String advice(Path file) {
        if (of(file) == UNKNOWN) {
            return "mend the git repository around " + file;
        }
        try {
            Path real = file.toRealPath();
            if (!real.equals(file.toAbsolutePath().normalize())) {
                return "take out of git the link that leads to " + real + ", and that file";
            }
        } catch (IOException e) {
            // It goes by its name.
        }
        return "take this file out of git: git rm --cached " + file;
    }

    private static Tracked follow(Path file) throws IOException {
        Deque<Path> ahead = new ArrayDeque<>();
        file.forEach(ahead::add);
        Path at = file.getRoot();
        Tracked tracked = NO;
        int links = 0;
        while (!ahead.isEmpty()) {
            Path name = ahead.remove();
            Path parent = at.getParent();
            if (name.toString().equals("..")) {
                at = parent == null ? at : parent;
                continue;
            }
            Path next = at.resolve(name).normalize();
            if (!Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                return UNKNOWN;
            }
            tracked = worse(tracked, here(next));
            Path target = Files.readSymbolicLink(next);
            Path root = target.getRoot();
            at = root == null ? at : root;
            Deque<Path> behind = new ArrayDeque<>();
            target.forEach(behind::push);
            behind.forEach(ahead::push);
        }
        return worse(tracked, here(at));
    }

    /** Looks into each repository around a place that is reached without links: git takes the nearest one that is sound. */
    private static Tracked here(Path place) {
        Tracked tracked = NO;
        for (Path at = place.getParent(); at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
                tracked = worse(tracked, in(git, at.relativize(place).toString().replace('\\', '/')));
            }
        }
        return tracked;
    }

    private static Tracked in(Path git, String name) {
        try {
            Path folder = GitIndex.folder(git).orElse(null);
            if (folder == null) {
                return UNKNOWN;
            }
            return GitIndex.holds(folder, name) ? YES : NO;
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }

    private static Tracked worse(Tracked one, Tracked other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
