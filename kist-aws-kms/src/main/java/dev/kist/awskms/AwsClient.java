// SPDX-License-Identifier: Apache-2.0
package dev.kist.awskms;

import com.amazonaws.ClientConfiguration;
import com.amazonaws.SdkClientException;
import com.amazonaws.auth.AWSCredentialsProvider;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.auth.BasicSessionCredentials;
import com.amazonaws.auth.DefaultAWSCredentialsProviderChain;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.kms.AWSKMS;
import com.amazonaws.services.kms.AWSKMSClientBuilder;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsEndpoint;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The client of AWS: the region is the one of the address, the credentials are those of the SDK's default chain, and the
 * endpoint can be another by {@code AWS_ENDPOINT_URL_KMS} or {@code AWS_ENDPOINT_URL}, as newer SDKs read them.
 */
final class AwsClient {
    private AwsClient() {}

    static AWSKMS open(KmsAddress address, Map<String, String> variables, Duration timeout) {
        AWSCredentialsProvider credentials = credentials(address, variables);
        String region = address.name().split(":")[3];
        AWSKMSClientBuilder builder = AWSKMSClientBuilder.standard()
                .withCredentials(credentials)
                .withClientConfiguration(configuration(timeout));
        Optional<String> endpoint = KmsEndpoint.find(variables, "AWS_ENDPOINT_URL_KMS", "AWS_ENDPOINT_URL");
        try {
            return (endpoint.isPresent()
                            ? builder.withEndpointConfiguration(new EndpointConfiguration(endpoint.get(), region))
                            : builder.withRegion(region))
                    .build();
        } catch (SdkClientException e) {
            throw new KmsException(
                    address.text(),
                    Problem.KEY,
                    "the SDK knows no region " + region,
                    "check the region in the address");
        }
    }

    private static ClientConfiguration configuration(Duration timeout) {
        int most = (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
        return new ClientConfiguration()
                .withClientExecutionTimeout(most)
                .withRequestTimeout(most)
                .withConnectionTimeout(most)
                .withSocketTimeout(most)
                // Its thread would keep the connections of every client that is not shut down.
                .withReaper(false);
    }

    /** Those of the variables that Kist was given, then the default chain, which begins with the process's own variables. */
    private static AWSCredentialsProvider credentials(KmsAddress address, Map<String, String> variables) {
        String id = variables.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = variables.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        String session = variables.getOrDefault("AWS_SESSION_TOKEN", "");
        if (!id.isEmpty() && !secret.isEmpty()) {
            return new AWSStaticCredentialsProvider(
                    session.isEmpty()
                            ? new BasicAWSCredentials(id, secret)
                            : new BasicSessionCredentials(id, secret, session));
        }
        AWSCredentialsProvider chain = DefaultAWSCredentialsProviderChain.getInstance();
        try {
            chain.getCredentials();
            return chain;
        } catch (SdkClientException | IllegalArgumentException e) {
            throw new KmsException(
                    address.text(),
                    Problem.CREDENTIALS,
                    "there are none",
                    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run where a role gives them");
        }
    }
}
