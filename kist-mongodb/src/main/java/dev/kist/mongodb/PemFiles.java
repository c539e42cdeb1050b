// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.FileReason;
import dev.kist.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The files in PEM that a connection string names for TLS, as other drivers of MongoDB read them: {@code tlsCAFile}, the
 * authorities that may vouch for the server, in the place of Java's own; {@code tlsCertificateKeyFile}, this client's certificate
 * and key in one file. The file is read once, when the store is opened.
 */
final class PemFiles {
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final @Nullable String authorities;
    private final @Nullable String certificateAndKey;
    private final @Nullable String password;

    PemFiles(@Nullable String authorities, @Nullable String certificateAndKey, @Nullable String password) {
        this.authorities = authorities;
        this.certificateAndKey = certificateAndKey;
        this.password = password;
    }

    /**
     * What TLS works with.
     *
     * @throws InvalidInputException if a file cannot be used; it names the option
     */
    SSLContext context() {
        KeyManager @Nullable [] keys = certificateAndKey == null ? null : keys(certificateAndKey);
        TrustManager @Nullable [] trust = authorities == null ? null : trust(authorities);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    private static TrustManager[] trust(String file) {
        String option = "tlsCAFile";
        List<Certificate> certificates = certificates(option, file, read(option, file));
        try {
            KeyStore store = empty();
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("authority-" + i, certificates.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(option, file, "Java cannot use its certificates");
        }
    }

    private KeyManager[] keys(String file) {
        String option = "tlsCertificateKeyFile";
        String text = read(option, file);
        List<Certificate> chain = certificates(option, file, text);
        try {
            PrivateKey key = new PemKey(text).read(password);
            char[] none = new char[0];
            KeyStore store = empty();
            store.setKeyEntry("client", key, none, chain.toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            return keys.getKeyManagers();
        } catch (PemKey.UnusableKeyException e) {
            throw unusable(option, file, e.why());
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(option, file, "its certificate and its key do not go together");
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String read(String option, String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unusable(option, file, "it is over 4 MiB, far more than such a file has");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (InvalidPathException e) {
            throw unusable(option, file, "that cannot be the name of a file");
        } catch (IOException e) {
            throw unusable(option, file, "it cannot be read: " + FileReason.of(e));
        }
    }

    private static List<Certificate> certificates(String option, String file, String text) {
        List<Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] each : PemKey.blocks(text, "CERTIFICATE")) {
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(each)));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(option, file, "a certificate in it is damaged");
        }
        if (certificates.isEmpty()) {
            throw unusable(option, file, "it holds no certificate in PEM");
        }
        return certificates;
    }

    private static InvalidInputException unusable(String option, String file, String why) {
        return new InvalidInputException(
                "the MongoDB connection string cannot be used: its option \"" + option + "\" names " + file + ": "
                        + why,
                option.equals("tlsCAFile")
                        ? "it should name a file of certificates in PEM, -----BEGIN CERTIFICATE-----"
                        : "it should name a file with this client's certificate and its key in PEM; openssl pkcs8 -topk8 makes"
                                + " PKCS #8 of other keys");
    }

    @Override
    public String toString() {
        return "PemFiles";
    }
}
