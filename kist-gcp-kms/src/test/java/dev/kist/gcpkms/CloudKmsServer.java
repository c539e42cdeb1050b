// SPDX-License-Identifier: Apache-2.0
package dev.kist.gcpkms;

import com.google.gson.JsonObject;
import dev.kist.testing.AeadKey;
import dev.kist.testing.JsonEndpoint;
import dev.kist.testing.JsonEndpoint.Answer;
import dev.kist.testing.JsonEndpoint.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Speaks as Cloud KMS does over HTTP: {@code :encrypt} and {@code :decrypt} with additional authenticated data, the checksums,
 * the token server that a service account's signed request goes to, and the service's errors.
 */
final class CloudKmsServer implements AutoCloseable {
    private static final String TOKEN = "c4n4ry-access-token";

    private static final byte[] ACCOUNT_KEY = accountKey();

    private final JsonEndpoint endpoint = JsonEndpoint.start(this::answer);
    private final Map<String, AeadKey> keys = new HashMap<>();
    private volatile boolean isTokenRefused;

    /** Makes a key and gives its name. */
    String createKey(String id) {
        String name = "projects/acme/locations/europe-west1/keyRings/kist/cryptoKeys/" + id;
        keys.put(name, new AeadKey());
        return name;
    }

    JsonEndpoint endpoint() {
        return endpoint;
    }

    String url() {
        return "http://" + endpoint.authority();
    }

    void refuseTokens() {
        isTokenRefused = true;
    }

    /** A file of credentials of a service account, whose token server this is. */
    Path credentialsIn(Path folder) throws IOException {
        JsonObject file = new JsonObject();
        file.addProperty("type", "service_account");
        file.addProperty("project_id", "acme");
        file.addProperty("private_key_id", "1");
        file.addProperty(
                "private_key",
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(ACCOUNT_KEY)
                        + "\n-----END PRIVATE KEY-----\n");
        file.addProperty("client_email", "ci@acme.iam.gserviceaccount.com");
        file.addProperty("client_id", "1");
        file.addProperty("token_uri", url() + "/token");
        return Files.writeString(folder.resolve("credentials.json"), file.toString());
    }

    private static byte[] accountKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer answer(Request request) {
        if (request.path().equals("/token")) {
            return token();
        }
        if (!request.header("Authorization").equals("Bearer " + TOKEN)) {
            return error(401, "UNAUTHENTICATED");
        }
        String path = request.path().substring("/v1/".length());
        String name = path.substring(0, Math.max(0, path.lastIndexOf(':')));
        AeadKey key = keys.get(name);
        if (key == null) {
            return error(404, "NOT_FOUND");
        }
        JsonObject body = request.body();
        byte[] data = bytes(body, "additionalAuthenticatedData");
        JsonObject result = new JsonObject();
        if (path.endsWith(":encrypt")) {
            byte[] ciphertext = key.encrypt(bytes(body, "plaintext"), data);
            result.addProperty("name", name + "/cryptoKeyVersions/1");
            result.addProperty("ciphertext", Base64.getEncoder().encodeToString(ciphertext));
            result.addProperty("ciphertextCrc32c", String.valueOf(checksum(ciphertext)));
            result.addProperty("protectionLevel", "SOFTWARE");
            return Answer.of(200, result);
        }
        try {
            byte[] plaintext = key.decrypt(bytes(body, "ciphertext"), data);
            result.addProperty("plaintext", Base64.getEncoder().encodeToString(plaintext));
            result.addProperty("plaintextCrc32c", String.valueOf(checksum(plaintext)));
            result.addProperty("usedPrimary", true);
            return Answer.of(200, result);
        } catch (GeneralSecurityException e) {
            return error(400, "INVALID_ARGUMENT");
        }
    }

    private Answer token() {
        if (isTokenRefused) {
            JsonObject refusal = new JsonObject();
            refusal.addProperty("error", "invalid_grant");
            refusal.addProperty("error_description", "c4n4ry: Invalid JWT Signature.");
            return Answer.of(400, refusal);
        }
        JsonObject token = new JsonObject();
        token.addProperty("access_token", TOKEN);
        token.addProperty("expires_in", 3600);
        token.addProperty("token_type", "Bearer");
        return Answer.of(200, token);
    }

    private static byte[] bytes(JsonObject body, String field) {
        String text = body.get(field).getAsString();
        // Clients may write either alphabet.
        return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    }

    private static long checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }

    static Answer error(int code, String status) {
        JsonObject error = new JsonObject();
        error.addProperty("code", code);
        error.addProperty("message", "c4n4ry: as the service words it");
        error.addProperty("status", status);
        JsonObject body = new JsonObject();
        body.add("error", error);
        return Answer.of(code, body);
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
