// SPDX-License-Identifier: Apache-2.0
package dev.kist.hcvault;

import dev.kist.FileReason;
import dev.kist.InvalidInputException;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.spi.KmsAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the {@code vault} command reads from its environment, as far as it is needed here: {@code VAULT_TOKEN}, or the file
 * {@code ~/.vault-token}; {@code VAULT_ADDR}, the only server that the token goes to; {@code VAULT_NAMESPACE};
 * {@code VAULT_CACERT}. Its {@code toString} does not show the token.
 *
 * @param token what is sent with every request
 * @param namespace the namespace, if one is set
 * @param trust whom to take for the server
 */
record VaultSettings(String token, Optional<String> namespace, SSLContext trust) {
    private static final int LONGEST_TOKEN = 64 * 1024;
    private static final int HTTPS = 443;

    static VaultSettings read(KmsAddress address, Map<String, String> variables) {
        requireOwnServer(address, variables);
        return new VaultSettings(
                header(token(address, variables), "the token of Vault"),
                set(variables, "VAULT_NAMESPACE").map(text -> header(text, "VAULT_NAMESPACE")),
                trust(variables));
    }

    /**
     * An address comes from a file of a project, or from another member's entry in an environment: the token goes to the server
     * that its holder named, and to no other.
     */
    private static void requireOwnServer(KmsAddress address, Map<String, String> variables) {
        String host = address.parts().get(0);
        Optional<String> own = set(variables, "VAULT_ADDR");
        if (own.isEmpty()) {
            throw new KmsException(
                    address.text(),
                    Problem.CREDENTIALS,
                    "VAULT_ADDR is not set, and the token goes to no other server than that",
                    "if " + host + " is your Vault, set VAULT_ADDR=https://" + host);
        }
        if (!server(own.get()).equals(server("https://" + host))) {
            throw new KmsException(
                    address.text(),
                    Problem.CREDENTIALS,
                    "it is on another server than VAULT_ADDR names, and the token does not go there",
                    "VAULT_ADDR has to be https://" + host
                            + " to use this key; find out first who put the address there");
        }
    }

    /** Scheme, host and port of a URL; empty text where it is none that a token may go to. */
    private static String server(String url) {
        try {
            URI uri = new URI(url);
            return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null
                    ? uri.getHost().toLowerCase(Locale.ROOT) + ":" + (uri.getPort() < 0 ? HTTPS : uri.getPort())
                    : "";
        } catch (URISyntaxException e) {
            return "";
        }
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
                    "the token file " + file + " cannot be read: " + FileReason.of(e),
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
                            + (e instanceof IOException io ? FileReason.of(io) : "it holds no certificates"),
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
