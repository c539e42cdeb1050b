package dev.kist.hcvault;

import dev.kist.InvalidInputException;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.spi.KmsAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the {@code vault} command reads from its environment, as far as it is needed here: {@code VAULT_TOKEN}, or the file
 * {@code ~/.vault-token}; {@code VAULT_NAMESPACE}; {@code VAULT_CACERT}. Its {@code toString} does not show the token.
 *
 * @param token what is sent with every request
 * @param namespace the namespace, if one is set
 * @param trust whom to take for the server
 */
record VaultSettings(String token, Optional<String> namespace, SSLContext trust) {
    private static final int LONGEST_TOKEN = 64 * 1024;

    static VaultSettings read(KmsAddress address, Map<String, String> variables) {
        return new VaultSettings(
                header(token(address, variables), "the token of Vault"),
                set(variables, "VAULT_NAMESPACE").map(text -> header(text, "VAULT_NAMESPACE")),
                trust(variables));
    }

    private static Optional<String> set(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String token(KmsAddress address, Map<String, String> variables) {
        return set(variables, "VAULT_TOKEN")
                .or(() -> tokenFile(variables))
                .orElseThrow(() -> new KmsException(
                        address.text(),
                        Problem.CREDENTIALS,
                        "there is no token",
                        "set VAULT_TOKEN, or run: vault login"));
    }

    private static Optional<String> tokenFile(Map<String, String> variables) {
        Path file = Path.of(variables.getOrDefault("HOME", System.getProperty("user.home", "")), ".vault-token");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(LONGEST_TOKEN), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the token file " + file + " cannot be read: "
                            + e.getClass().getSimpleName(),
                    "check that it is a file that you may read, or set VAULT_TOKEN");
        }
    }

    /** A text that can stand in a header; a line end in it would begin another header. */
    private static String header(String text, String what) {
        if (!text.matches("[\\x21-\\x7e]+")) {
            throw new InvalidInputException(what + " holds white space or characters beyond ASCII", "set it again");
        }
        return text;
    }

    private static SSLContext trust(Map<String, String> variables) {
        Optional<String> file = set(variables, "VAULT_CACERT");
        try {
            return file.isEmpty() ? SSLContext.getDefault() : trusting(Path.of(file.get()));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new InvalidInputException(
                    "the certificates that VAULT_CACERT names cannot be used: "
                            + e.getClass().getSimpleName(),
                    "it should name a file of certificates in PEM that you may read");
        }
    }

    private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
        }
        if (store.size() == 0) {
            throw new GeneralSecurityException("no certificate");
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public String toString() {
        return "VaultSettings[namespace " + namespace.orElse("none") + "]";
    }
}
