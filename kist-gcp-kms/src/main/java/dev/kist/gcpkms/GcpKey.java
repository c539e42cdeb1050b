// SPDX-License-Identifier: Apache-2.0
package dev.kist.gcpkms;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.cloudkms.v1.CloudKMS;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.integration.gcpkms.GcpKmsAead;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsEndpoint;
import dev.kist.spi.KmsKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;

/**
 * A key of Google Cloud KMS by Tink's AEAD, over HTTP. What its client throws is told apart by its kind, the HTTP status
 * and the service's error status alone.
 */
final class GcpKey implements KmsKey {
    private static final String ENDPOINT = "CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS";

    private final KmsAddress address;
    private final Aead aead;

    private GcpKey(KmsAddress address, Aead aead) {
        this.address = address;
        this.aead = aead;
    }

    static GcpKey open(KmsAddress address, Map<String, String> variables, Duration timeout) {
        String root = endpoint(variables);
        GcpCredentials credentials = GcpCredentials.find(address, variables);
        int most = (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
        CloudKMS client = new CloudKMS.Builder(
                        new NetHttpTransport(),
                        GsonFactory.getDefaultInstance(),
                        request -> initialize(request, credentials, most))
                .setApplicationName("kist")
                .setRootUrl(root)
                .build();
        try {
            Aead aead = GcpKmsAead.builder()
                    .setKeyName(address.name())
                    .setCloudKms(client)
                    .build();
            return new GcpKey(address, aead);
        } catch (GeneralSecurityException e) {
            throw new KmsException(address.text(), Problem.KEY, "Tink does not take its name", null);
        }
    }

    private static void initialize(HttpRequest request, GcpCredentials credentials, int most) throws IOException {
        // Not by the library's adapter: on a refusal it asks for another token and logs in its own way.
        request.getHeaders()
                .putAll(credentials.fresh().getRequestMetadata(request.getUrl().toURI()));
        request.setConnectTimeout(most);
        request.setReadTimeout(most);
        request.setNumberOfRetries(0);
        // A redirect would carry the keyring and the token to another server.
        request.setFollowRedirects(false);
        // What it would log holds the keyring.
        request.setLoggingEnabled(false);
        request.setCurlLoggingEnabled(false);
    }

    /** Where gcloud says. */
    private static String endpoint(Map<String, String> variables) {
        return KmsEndpoint.find(variables, ENDPOINT)
                .map(text -> text.endsWith("/") ? text : text + "/")
                .orElse(CloudKMS.DEFAULT_ROOT_URL);
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
        try {
            return notEmpty("encrypt", aead.encrypt(plaintext, associatedData));
        } catch (KmsException e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw failure("encrypt", e);
        }
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        try {
            return notEmpty("decrypt", aead.decrypt(ciphertext, associatedData));
        } catch (KmsException e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException e) {
            if (e.getCause() instanceof HttpResponseException refusal
                    && refusal.getStatusCode() == 400
                    && status(refusal).equals("INVALID_ARGUMENT")) {
                throw new GeneralSecurityException("does not decrypt");
            }
            throw failure("decrypt", e);
        }
    }

    /** Tink gives no bytes where the answer lacks its field. */
    private byte[] notEmpty(String operation, byte[] bytes) {
        if (bytes.length == 0) {
            throw new KmsException(
                    address.text(), Problem.ANSWER, operation + ": the answer is not one of Cloud KMS", null);
        }
        return bytes;
    }

    private KmsException failure(String operation, Exception e) {
        if (e.getCause() instanceof HttpResponseException refusal) {
            return refusal(operation, refusal);
        }
        if (e.getCause() instanceof IOException cause) {
            return new KmsException(
                    address.text(),
                    Problem.UNREACHABLE,
                    operation + ": no connection, or no answer in time ("
                            + cause.getClass().getSimpleName() + ")",
                    "check the network, or give it more time with KIST_TIMEOUT");
        }
        return new KmsException(
                address.text(), Problem.ANSWER, operation + ": " + e.getClass().getName(), null);
    }

    private KmsException refusal(String operation, HttpResponseException refusal) {
        int status = refusal.getStatusCode();
        String name = status(refusal);
        String why = operation + ": HTTP " + status + (name.isEmpty() ? "" : " " + name);
        return switch (status) {
            case 401 ->
                new KmsException(
                        address.text(), Problem.CREDENTIALS, why, "run: gcloud auth application-default login");
            case 403 ->
                new KmsException(
                        address.text(),
                        Problem.PRIVILEGE,
                        why,
                        "the caller needs cloudkms.cryptoKeyVersions.useTo"
                                + (operation.equals("encrypt") ? "Encrypt" : "Decrypt")
                                + " on the key, and the Cloud KMS API must be enabled");
            case 400, 404 ->
                new KmsException(
                        address.text(),
                        Problem.KEY,
                        why,
                        "gcloud kms keys describe shows its state; it must be a key for ENCRYPT_DECRYPT with an enabled version");
            case 408, 429 -> new KmsException(address.text(), Problem.UNREACHABLE, why, "try again later");
            default ->
                new KmsException(
                        address.text(), status >= 500 ? Problem.UNREACHABLE : Problem.ANSWER, why, "try again later");
        };
    }

    /** The service's own name for a failure, such as {@code PERMISSION_DENIED}, if it is a name. */
    private static String status(HttpResponseException refusal) {
        if (refusal instanceof GoogleJsonResponseException json && json.getDetails() != null) {
            String name = String.valueOf(json.getDetails().get("status"));
            return name.matches("[A-Z_]{1,64}") ? name : "";
        }
        return "";
    }
}
