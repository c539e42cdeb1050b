// SPDX-License-Identifier: Apache-2.0
package dev.kist.awskms;

import com.amazonaws.AmazonServiceException;
import com.amazonaws.SdkClientException;
import com.amazonaws.services.kms.AWSKMS;
import com.google.crypto.tink.integration.awskms.AwsKmsAead;
import dev.kist.InvalidInputException;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsKey;
import java.security.GeneralSecurityException;

/** A key of AWS KMS by Tink's AEAD. What its client throws is told apart by its kind and the service's error code alone. */
final class AwsKey implements KmsKey {
    private static final int MOST_BYTES = 4096;

    private final KmsAddress address;
    private final AwsKmsAead aead;

    AwsKey(KmsAddress address, AWSKMS client) {
        this.address = address;
        this.aead = new AwsKmsAead(client, address.name());
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
        if (plaintext.length > MOST_BYTES) {
            throw new InvalidInputException(
                    "the environment's keys are " + plaintext.length + " bytes, more than AWS KMS takes, which is "
                            + MOST_BYTES,
                    "former keys make them many: a rotation drops those that nothing uses any more");
        }
        try {
            return aead.encrypt(plaintext, associatedData);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw failure("Encrypt", e);
        }
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        try {
            return aead.decrypt(ciphertext, associatedData);
        } catch (GeneralSecurityException | RuntimeException e) {
            if (isOfTheCiphertext(e)) {
                throw new GeneralSecurityException("does not decrypt");
            }
            throw failure("Decrypt", e);
        }
    }

    private static boolean isOfTheCiphertext(Exception e) {
        if (e.getCause() instanceof AmazonServiceException refusal) {
            String code = code(refusal);
            return code.equals("InvalidCiphertextException") || code.equals("IncorrectKeyException");
        }
        // Tink's own word that another key than the one of the address decrypted.
        return e instanceof GeneralSecurityException && e.getCause() == null;
    }

    private KmsException failure(String operation, Exception e) {
        if (e.getCause() instanceof AmazonServiceException refusal) {
            return refusal(operation, refusal);
        }
        if (e instanceof SdkClientException) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return new KmsException(
                    address.text(),
                    Problem.UNREACHABLE,
                    operation + ": no connection, or no answer in time ("
                            + root.getClass().getSimpleName() + ")",
                    "check the region of the address and the network, or give it more time with KIST_TIMEOUT");
        }
        return new KmsException(
                address.text(), Problem.ANSWER, operation + ": " + e.getClass().getName(), null);
    }

    private KmsException refusal(String operation, AmazonServiceException refusal) {
        String code = code(refusal);
        String why = operation + ": " + code;
        return switch (code) {
            case "AccessDeniedException" ->
                new KmsException(
                        address.text(),
                        Problem.PRIVILEGE,
                        why,
                        "the key's policy, or one of the caller's, must allow kms:" + operation
                                + "; aws sts get-caller-identity shows the caller");
            case "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch",
                    "IncompleteSignature",
                    "IncompleteSignatureException",
                    "ExpiredTokenException",
                    "ExpiredToken",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException",
                    "OptInRequired" ->
                new KmsException(
                        address.text(),
                        Problem.CREDENTIALS,
                        why,
                        "renew them; aws sts get-caller-identity tells whether they are good");
            case "NotFoundException",
                    "DisabledException",
                    "InvalidArnException",
                    "InvalidKeyUsageException",
                    "KMSInvalidStateException",
                    "KeyUnavailableException" ->
                new KmsException(
                        address.text(),
                        Problem.KEY,
                        why,
                        "aws kms describe-key shows its state; it must be a symmetric key for ENCRYPT_DECRYPT");
            default ->
                refusal.getStatusCode() >= 500 || code.startsWith("Throttling")
                        ? new KmsException(address.text(), Problem.UNREACHABLE, why, "try again later")
                        : new KmsException(address.text(), Problem.ANSWER, why, null);
        };
    }

    /** The service's own name for a failure, if it is a name. */
    private static String code(AmazonServiceException refusal) {
        String code = String.valueOf(refusal.getErrorCode());
        return code.matches("[A-Za-z0-9.]{1,64}") ? code : "HTTP " + refusal.getStatusCode();
    }
}
