// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.packager.rpm.RpmTag;
import org.eclipse.packager.rpm.RpmVersion;
import org.eclipse.packager.rpm.build.BuilderContext;
import org.eclipse.packager.rpm.build.BuilderOptions;
import org.eclipse.packager.rpm.build.DigestAlgorithm;
import org.eclipse.packager.rpm.build.FileInformation;
import org.eclipse.packager.rpm.build.FileInformationProvider;
import org.eclipse.packager.rpm.build.PayloadProcessors;
import org.eclipse.packager.rpm.build.RpmBuilder;
import org.eclipse.packager.rpm.deps.RpmDependencyFlags;

/**
 * A package for Fedora, Red Hat and SUSE, the same to the byte for the same folder, with what {@link DebianPackage} has. It has
 * no scripts and runs nothing when it is installed. It is not signed.
 */
final class RpmPackage {
    private static final String RELEASE = "1";
    private static final String DESCRIPTION =
            """
            Kist encrypts secrets on the machine of whoever writes them, stores them in a
            collection of the team's own database, with all their versions, and gives them
            to programs when these start. There is no server to run.

            The package brings a Java runtime of its own.""";

    private static final short EXECUTABLE = 0755;
    private static final short PLAIN = 0644;
    private static final short LINK = 0777;

    private final BuilderContext files;
    private final Instant time;

    private RpmPackage(BuilderContext files, Instant time) {
        this.files = files;
        this.time = time;
    }

    /** The name of the file. */
    static String name(String version, Platform platform) {
        return "kist-" + SystemFiles.version(version) + "-" + RELEASE + "." + platform.rpmName() + ".rpm";
    }

    /** Writes one of {@code folder}, which is what the archive holds. */
    static void write(Path folder, Path file, String version, Platform platform, Instant time) throws IOException {
        RpmVersion full = new RpmVersion(SystemFiles.version(version), RELEASE);
        try (RpmBuilder builder = new RpmBuilder("kist", full, platform.rpmName(), file, options())) {
            describe(builder.getInformation(), "kist-" + full + ".src.rpm");
            // Without /bin/sh, by its path, the launcher does not start.
            builder.addRequirement("/bin/sh", "");
            builder.addRequirement("glibc", "2.17", RpmDependencyFlags.GREATER, RpmDependencyFlags.EQUAL);
            if (full.getVersion().contains("~")) {
                builder.addRequirement(
                        "rpmlib(TildeInVersions)",
                        "4.10.0-1",
                        RpmDependencyFlags.LESS,
                        RpmDependencyFlags.EQUAL,
                        RpmDependencyFlags.RPMLIB);
            }
            builder.setHeaderCustomizer(
                    header -> header.putInt(RpmTag.BUILDTIME, Math.toIntExact(time.getEpochSecond())));
            new RpmPackage(builder.newContext(), time)
                    .addAll(SystemFiles.of(folder, "site-functions", "usr/share/licenses/kist/LICENSE"));
            builder.build();
        }
    }

    private static BuilderOptions options() throws IOException {
        BuilderOptions options = new BuilderOptions();
        options.setFileDigestAlgorithm(DigestAlgorithm.SHA256);
        try {
            options.addPayloadProcessor(PayloadProcessors.payloadDigest(DigestAlgorithm.SHA256));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return options;
    }

    private static void describe(RpmBuilder.PackageInformation information, String sources) {
        information.setSummary("Secrets manager for teams that already run MongoDB");
        information.setDescription(DESCRIPTION);
        information.setLicense("Apache-2.0");
        information.setUrl("https://github.com/kist-dev/kist");
        information.setGroup("Applications/System");
        information.setBuildHost("localhost");
        information.setSourcePackage(sources);
    }

    /** With the folders that are Kist's own, so that they go when the package goes. */
    private void addAll(Iterable<SystemFile> all) throws IOException {
        SortedSet<String> folders = new TreeSet<>();
        for (SystemFile file : all) {
            for (String path = parent(file.path()); path.contains("kist"); path = parent(path)) {
                folders.add(path);
            }
        }
        for (String path : folders) {
            files.addDirectory("/" + path, as(EXECUTABLE));
        }
        for (SystemFile file : all) {
            add(file);
        }
    }

    private void add(SystemFile file) throws IOException {
        String path = "/" + file.path();
        if (file.link().isPresent()) {
            files.addSymbolicLink(path, file.link().get(), as(LINK));
        } else {
            files.addFile(path, file.bytes(), as(file.isExecutable() ? EXECUTABLE : PLAIN));
        }
    }

    private FileInformationProvider<Object> as(short mode) {
        return (path, content, kind) -> {
            FileInformation information = new FileInformation();
            information.setMode(mode);
            information.setTimestamp(time);
            return information;
        };
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }
}
