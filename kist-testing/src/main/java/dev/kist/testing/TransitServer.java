// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.kist.testing.JsonEndpoint.Answer;
import dev.kist.testing.JsonEndpoint.Request;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Speaks as the transit engine of HashiCorp Vault does, over TLS with an authority of its own: {@code encrypt} and
 * {@code decrypt} with associated data, the token, and the error texts. Its keys are made by {@link #createKey}.
 */
public final class TransitServer implements AutoCloseable {
    private final JsonEndpoint endpoint;
    private final Path authority;
    private final String token;
    private final Map<String, AeadKey> keys = new ConcurrentHashMap<>();
    private final Set<String> denied = new HashSet<>();

    private TransitServer(TestCertificates certificates, String token) {
        this.authority = certificates.authority();
        this.token = token;
        this.endpoint = JsonEndpoint.start(certificates.serverContext(), this::answer);
    }

    /** Starts one that takes {@code token} alone. */
    public static TransitServer start(TestCertificates certificates, String token) {
        return new TransitServer(certificates, token);
    }

    /** Makes the key {@code mount/keys/name} and gives its address. */
    public String createKey(String mount, String name) {
        keys.put(mount + "/" + name, new AeadKey());
        return "hcvault://" + endpoint.authority() + "/" + mount + "/keys/" + name;
    }

    /** Takes the right to {@code operation}, {@code encrypt} or {@code decrypt}, away, or gives it back. */
    public void allow(String operation, boolean isAllowed) {
        boolean unused = isAllowed ? denied.remove(operation) : denied.add(operation);
    }

    /** The authority of its certificate, PEM. */
    public Path authority() {
        return authority;
    }

    /** What it was asked, and what can go wrong with it. */
    public JsonEndpoint endpoint() {
        return endpoint;
    }

    private Answer answer(Request request) {
        if (!request.header("X-Vault-Token").equals(token)) {
            return errors(403, "2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n");
        }
        String[] parts = request.path().split("/");
        if (parts.length < 5 || !request.method().matches("POST|PUT")) {
            return errors(404);
        }
        String operation = parts[parts.length - 2];
        if (denied.contains(operation)) {
            return errors(403, "1 error occurred:\n\t* permission denied\n\n");
        }
        String name = request.path().substring("/v1/".length()).replace("/" + operation + "/", "/");
        AeadKey key = keys.get(name);
        if (key == null) {
            return errors(400, "encryption key not found");
        }
        byte[] associatedData = bytes(request.body(), "associated_data");
        return switch (operation) {
            case "encrypt" -> {
                byte[] ciphertext = key.encrypt(bytes(request.body(), "plaintext"), associatedData);
                yield data("ciphertext", "vault:v1:" + Base64.getEncoder().encodeToString(ciphertext));
            }
            case "decrypt" -> decrypt(key, request.body().get("ciphertext").getAsString(), associatedData);
            default -> errors(404);
        };
    }

    private static Answer decrypt(AeadKey key, String ciphertext, byte[] associatedData) {
        if (!ciphertext.startsWith("vault:v1:")) {
            return errors(400, "invalid ciphertext: no prefix");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(ciphertext.substring("vault:v1:".length()));
            return data("plaintext", Base64.getEncoder().encodeToString(key.decrypt(bytes, associatedData)));
        } catch (GeneralSecurityException e) {
            return errors(400, "invalid ciphertext: unable to decrypt");
        }
    }

    private static byte[] bytes(JsonObject body, String field) {
        return Base64.getDecoder().decode(body.has(field) ? body.get(field).getAsString() : "");
    }

    private static Answer data(String field, String value) {
        JsonObject data = new JsonObject();
        data.addProperty(field, value);
        JsonObject body = new JsonObject();
        body.addProperty("request_id", "0");
        body.add("data", data);
        return Answer.of(200, body);
    }

    /** An answer as Vault's for a failure. */
    public static Answer errors(int status, String... texts) {
        JsonArray errors = new JsonArray();
        for (String text : texts) {
            errors.add(text);
        }
        JsonObject body = new JsonObject();
        body.add("errors", errors);
        return Answer.of(status, body);
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
