// SPDX-License-Identifier: Apache-2.0
package dev.kist.gcpkms;

import com.google.api.client.http.HttpResponseException;
import com.google.api.services.cloudkms.v1.CloudKMSScopes;
import com.google.auth.oauth2.GoogleCredentials;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.spi.KmsAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Application default credentials, and how their failures are told apart. */
final class GcpCredentials {
    private static final String ADVICE =
            "run: gcloud auth application-default login; or let GOOGLE_APPLICATION_CREDENTIALS name a file of credentials";

    private final KmsAddress address;
    private final GoogleCredentials credentials;

    private GcpCredentials(KmsAddress address, GoogleCredentials credentials) {
        this.address = address;
        this.credentials = credentials;
    }

    static GcpCredentials find(KmsAddress address, Map<String, String> variables) {
        String file = variables.getOrDefault("GOOGLE_APPLICATION_CREDENTIALS", "");
        try {
            GoogleCredentials found = file.isEmpty() ? GoogleCredentials.getApplicationDefault() : read(Path.of(file));
            return new GcpCredentials(address, found.createScoped(CloudKMSScopes.CLOUDKMS));
        } catch (IOException | RuntimeException e) {
            throw new KmsException(
                    address.text(),
                    Problem.CREDENTIALS,
                    file.isEmpty()
                            ? "there are no application default credentials"
                            : "the file that GOOGLE_APPLICATION_CREDENTIALS names cannot be used ("
                                    + e.getClass().getSimpleName() + ")",
                    ADVICE);
        }
    }

    private static GoogleCredentials read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return GoogleCredentials.fromStream(in);
        }
    }

    /**
     * Credentials with a token that is good.
     *
     * @throws KmsException if there is none to be had
     */
    GoogleCredentials fresh() {
        try {
            credentials.refreshIfExpired();
            return credentials;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private KmsException failure(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException response && response.getStatusCode() < 500) {
                return new KmsException(
                        address.text(), Problem.CREDENTIALS, "no token: HTTP " + response.getStatusCode(), ADVICE);
            }
        }
        return new KmsException(
                address.text(),
                Problem.UNREACHABLE,
                "no token: the token server does not answer (" + e.getClass().getSimpleName() + ")",
                "check the network");
    }
}
