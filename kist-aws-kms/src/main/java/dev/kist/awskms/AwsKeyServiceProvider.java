// SPDX-License-Identifier: Apache-2.0
package dev.kist.awskms;

import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsKey;
import dev.kist.spi.KmsProvider;
import java.time.Duration;
import java.util.Map;

/** Reaches keys at {@code aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID}. */
public final class AwsKeyServiceProvider implements KmsProvider {
    @Override
    public KmsAddress.Service service() {
        return KmsAddress.Service.AWS_KMS;
    }

    @Override
    public KmsKey open(KmsAddress address, Map<String, String> variables, Duration timeout) {
        return new AwsKey(address, AwsClient.open(address, variables, timeout));
    }
}
