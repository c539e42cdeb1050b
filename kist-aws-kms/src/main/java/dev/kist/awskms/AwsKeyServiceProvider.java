package dev.kist.awskms;

import dev.kist.keyring.KeyAddress;
import dev.kist.keyring.KeyService;
import dev.kist.keyring.KeyServiceProvider;
import java.time.Duration;
import java.util.Map;

/** Reaches keys at {@code aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID}. */
public final class AwsKeyServiceProvider implements KeyServiceProvider {
    @Override
    public KeyAddress.Service service() {
        return KeyAddress.Service.AWS_KMS;
    }

    @Override
    public KeyService open(KeyAddress address, Map<String, String> variables, Duration timeout) {
        return new AwsKey(address, AwsClient.open(address, variables, timeout));
    }
}
