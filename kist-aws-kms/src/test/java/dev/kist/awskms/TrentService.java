// SPDX-License-Identifier: Apache-2.0
package dev.kist.awskms;

import com.google.gson.JsonObject;
import dev.kist.testing.AeadKey;
import dev.kist.testing.JsonEndpoint;
import dev.kist.testing.JsonEndpoint.Answer;
import dev.kist.testing.JsonEndpoint.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Speaks as AWS KMS does: JSON 1.1, {@code TrentService.Encrypt} and {@code TrentService.Decrypt} with an encryption context
 * that goes into the ciphertext's authentication, a request that must be signed, and the service's errors.
 */
final class TrentService implements AutoCloseable {
    private final JsonEndpoint endpoint = JsonEndpoint.start(this::answer);
    private final Map<String, AeadKey> keys = new HashMap<>();
    private final String accessKeyId;

    TrentService(String accessKeyId) {
        this.accessKeyId = accessKeyId;
    }

    /** Makes a key and gives its ARN. */
    String createKey(String id) {
        String arn = "arn:aws:kms:eu-central-1:111122223333:key/" + id;
        keys.put(arn, new AeadKey());
        return arn;
    }

    JsonEndpoint endpoint() {
        return endpoint;
    }

    String url() {
        return "http://" + endpoint.authority();
    }

    private Answer answer(Request request) {
        String signed = "AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/";
        if (!request.header("Authorization").startsWith(signed)
                || !request.header("Authorization").contains("/eu-central-1/kms/aws4_request")) {
            return error(400, "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        if (!request.header("Content-Type").startsWith("application/x-amz-json-1.1")) {
            return error(404, "UnknownOperationException", "");
        }
        JsonObject body = request.body();
        AeadKey key = keys.get(body.get("KeyId").getAsString());
        if (key == null) {
            return error(400, "NotFoundException", "Key '" + body.get("KeyId").getAsString() + "' does not exist");
        }
        byte[] context = body.getAsJsonObject("EncryptionContext").toString().getBytes(StandardCharsets.UTF_8);
        JsonObject result = new JsonObject();
        result.addProperty("KeyId", body.get("KeyId").getAsString());
        result.addProperty("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
        switch (request.header("X-Amz-Target")) {
            case "TrentService.Encrypt" -> {
                byte[] ciphertext = key.encrypt(bytes(body, "Plaintext"), context);
                result.addProperty("CiphertextBlob", Base64.getEncoder().encodeToString(ciphertext));
            }
            case "TrentService.Decrypt" -> {
                try {
                    byte[] plaintext = key.decrypt(bytes(body, "CiphertextBlob"), context);
                    result.addProperty("Plaintext", Base64.getEncoder().encodeToString(plaintext));
                } catch (GeneralSecurityException e) {
                    return error(400, "InvalidCiphertextException", "");
                }
            }
            default -> {
                return error(404, "UnknownOperationException", "");
            }
        }
        return Answer.of(200, result);
    }

    private static byte[] bytes(JsonObject body, String field) {
        return Base64.getDecoder().decode(body.get(field).getAsString());
    }

    static Answer error(int status, String type, String message) {
        JsonObject error = new JsonObject();
        error.addProperty("__type", type);
        error.addProperty("message", message);
        return Answer.of(status, error);
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
