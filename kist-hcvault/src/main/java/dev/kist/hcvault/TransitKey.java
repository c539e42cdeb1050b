// SPDX-License-Identifier: Apache-2.0
package dev.kist.hcvault;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.hcvault.VaultRequests.Answer;
import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A key of the transit engine, as an AEAD in the form of Tink's integration for Go: the plaintext and the associated data
 * go as {@code plaintext} and {@code associated_data}, and what is stored is the ASCII of {@code ciphertext},
 * {@code vault:v1:...}.
 */
final class TransitKey implements KmsKey {
    private final KmsAddress address;
    private final VaultRequests requests;

    TransitKey(KmsAddress address, VaultRequests requests) {
        this.address = address;
        this.requests = requests;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
        JsonObject request = new JsonObject();
        request.addProperty("plaintext", base64(plaintext));
        request.addProperty("associated_data", base64(associatedData));
        Answer answer = requests.post(path("encrypt"), request.toString());
        if (answer.status() != 200) {
            throw refusal("encrypt", answer);
        }
        String ciphertext = data(answer, "encrypt", "ciphertext");
        if (!ciphertext.startsWith("vault:v")) {
            throw misunderstood("encrypt");
        }
        return ciphertext.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        String text = new String(ciphertext, StandardCharsets.ISO_8859_1);
        if (!text.matches("vault:v[0-9]{1,9}:[A-Za-z0-9+/=_-]+")) {
            throw new GeneralSecurityException("no ciphertext of the transit engine");
        }
        JsonObject request = new JsonObject();
        request.addProperty("ciphertext", text);
        request.addProperty("associated_data", base64(associatedData));
        Answer answer = requests.post(path("decrypt"), request.toString());
        if (answer.status() != 200) {
            // These words are all that tells other associated data from a key that does not exist.
            if (says(answer, "invalid ciphertext", "message authentication failed", "unable to decrypt")) {
                throw new GeneralSecurityException("does not decrypt");
            }
            throw refusal("decrypt", answer);
        }
        try {
            return Base64.getDecoder().decode(data(answer, "decrypt", "plaintext"));
        } catch (IllegalArgumentException e) {
            throw misunderstood("decrypt");
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** {@code MOUNT/keys/NAME} with the operation in the place of {@code keys}. */
    private String path(String operation) {
        List<String> parts = new ArrayList<>(address.parts());
        parts.remove(0);
        parts.set(parts.size() - 2, operation);
        return String.join("/", parts);
    }

    private String data(Answer answer, String operation, String field) {
        try {
            return JsonParser.parseString(answer.body())
                    .getAsJsonObject()
                    .getAsJsonObject("data")
                    .getAsJsonPrimitive(field)
                    .getAsString();
        } catch (JsonParseException | IllegalStateException | ClassCastException | NullPointerException e) {
            throw misunderstood(operation);
        }
    }

    private KmsException misunderstood(String operation) {
        return new KmsException(
                address.text(),
                Problem.ANSWER,
                operation + ": the answer is not one of Vault's transit engine",
                "check the host of the address");
    }

    private KmsException refusal(String operation, Answer answer) {
        String status = operation + ": HTTP " + answer.status();
        if (says(answer, "invalid token", "bad token", "missing client token")) {
            return new KmsException(
                    address.text(),
                    Problem.CREDENTIALS,
                    status,
                    "the token of VAULT_TOKEN or ~/.vault-token is wrong or expired");
        }
        return switch (answer.status()) {
            case 401, 403 ->
                new KmsException(
                        address.text(),
                        Problem.PRIVILEGE,
                        status,
                        "a policy of the token must allow \"update\" on " + path(operation)
                                + "; vault token lookup shows whether the token is still good");
            case 400, 404, 405 ->
                new KmsException(
                        address.text(),
                        Problem.KEY,
                        status,
                        "check the mount and the name; the key must be of a type that takes associated data, such as"
                                + " aes256-gcm96, and not derived");
            case 429, 472, 473, 502, 503, 504 ->
                new KmsException(
                        address.text(),
                        Problem.UNREACHABLE,
                        status + ", which says that it is sealed, on standby, in maintenance or asked too often",
                        "vault status shows which; try again later");
            case 301, 302, 303, 307, 308 ->
                new KmsException(
                        address.text(),
                        Problem.UNREACHABLE,
                        status + ", a redirect, which is not followed as it would take the token along",
                        "let the address name the server that answers itself");
            default -> new KmsException(address.text(), Problem.ANSWER, status, null);
        };
    }

    /** Whether one of Vault's error texts holds one of {@code words}. */
    private static boolean says(Answer answer, String... words) {
        try {
            for (JsonElement error :
                    JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonArray("errors")) {
                String text = error.getAsString().toLowerCase(Locale.ROOT);
                if (Stream.of(words).anyMatch(text::contains)) {
                    return true;
                }
            }
            return false;
        } catch (JsonParseException
                | IllegalStateException
                | ClassCastException
                | NullPointerException
                | UnsupportedOperationException e) {
            return false;
        }
    }
}
