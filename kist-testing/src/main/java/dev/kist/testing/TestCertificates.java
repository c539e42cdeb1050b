// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority made for a test, a certificate of it for {@code localhost} and {@code 127.0.0.1}, and a trust
 * store with the authority for clients. The keys are worth nothing outside the test. Made with the JDK's
 * {@code keytool} in a second or two, so one for a test class is enough.
 */
public final class TestCertificates {

    private static final String PASSWORD = "test-password";

    private final Path folder;
    private final SSLContext clientContext;

    private TestCertificates(Path folder, SSLContext clientContext) {
        this.folder = folder;
        this.clientContext = clientContext;
    }

    /** Makes new ones, in files of the given folder. */
    public static TestCertificates createIn(Path folder) {
        try {
            Path authorityStore = folder.resolve("authority.p12");
            Path serverStore = folder.resolve("server.p12");
            Path request = folder.resolve("server.csr");
            Path authority = folder.resolve("authority.pem");
            Path issued = folder.resolve("issued.pem");
            makeKey(authorityStore, "CN=Kist Test CA", "bc:c");
            keytool(authorityStore, "-exportcert", "-rfc", "-file", authority.toString());
            makeKey(serverStore, "CN=localhost", "bc=ca:false");
            keytool(serverStore, "-certreq", "-file", request.toString());
            String names = "san=dns:localhost,ip:127.0.0.1";
            keytool(
                    authorityStore,
                    "-gencert",
                    "-rfc",
                    "-ext",
                    names,
                    "-infile",
                    "" + request,
                    "-outfile",
                    "" + issued);
            Files.copy(issued, folder.resolve("server.pem"));

            KeyStore keys = load(serverStore);
            byte[] key = keys.getKey("test", PASSWORD.toCharArray()).getEncoded();
            String pem = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
            writePrivate(folder.resolve("server-key.pem"), pem);
            writePrivate(folder.resolve("server-both.pem"), Files.readString(issued) + pem);
            Path trustStore = folder.resolve("trust.p12");
            keytool(trustStore, "-importcert", "-noprompt", "-file", authority.toString());
            return new TestCertificates(folder, clientContext(load(trustStore)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make certificates for the test", e);
        }
    }

    /** The authority's certificate, PEM. */
    public Path authority() {
        return folder.resolve("authority.pem");
    }

    /** The server's certificate, PEM. */
    public Path serverCertificate() {
        return folder.resolve("server.pem");
    }

    /** The server's key, PKCS #8 PEM. */
    public Path serverKey() {
        return folder.resolve("server-key.pem");
    }

    /** The server's certificate and key in one file, PEM. */
    public Path serverCertificateAndKey() {
        return folder.resolve("server-both.pem");
    }

    /** A PKCS #12 trust store with the authority in it, for {@code javax.net.ssl.trustStore}. */
    public Path trustStore() {
        return folder.resolve("trust.p12");
    }

    /** The trust store's password, for {@code javax.net.ssl.trustStorePassword}. */
    public String trustStorePassword() {
        return PASSWORD;
    }

    /** A client's context that trusts the authority and nobody else. */
    public SSLContext clientContext() {
        return clientContext;
    }

    /** The context of a server in this JVM, with the server's certificate and key. */
    public SSLContext serverContext() {
        try (InputStream issued = Files.newInputStream(serverCertificate())) {
            char[] password = PASSWORD.toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "test", load(folder.resolve("server.p12")).getKey("test", password), password, new Certificate[] {
                        CertificateFactory.getInstance("X.509").generateCertificate(issued)
                    });
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the certificates made for the test", e);
        }
    }

    private static void makeKey(Path store, String name, String extension) throws IOException {
        keytool(
                store,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "30",
                "-dname",
                name,
                "-ext",
                extension);
    }

    private static void keytool(Path store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "test", "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", store.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String printed = new String(output.readAllBytes(), Charset.defaultCharset());
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + printed.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private static SSLContext clientContext(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static void writePrivate(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
