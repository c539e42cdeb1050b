// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a key management service keeps a key: a URI such as {@code aws-kms://arn:aws:kms:...}, section "Keys in a key
 * management service" of {@code docs/format.md}. It is no secret: whoever the service allows to can wrap for the key and
 * unwrap with it. At most 1,024 characters of ASCII, without user, password, query, white space or comma. Immutable.
 */
public final class KmsAddress {
    private static final int MAX_LENGTH = 1024;

    private final Service service;
    private final String text;

    private KmsAddress(Service service, String text) {
        this.service = service;
        this.text = text;
    }

    /** The services whose addresses this version of Kist knows. */
    public enum Service {
        /** AWS KMS: {@code aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID}. */
        AWS_KMS(
                "aws-kms",
                "aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID",
                "arn:[a-z0-9-]{1,32}:kms:[a-z0-9-]{1,32}:[0-9]{12}:(key/[A-Za-z0-9-]{1,128}|alias/[A-Za-z0-9/_-]{1,256})"),
        /** Google Cloud KMS: {@code gcp-kms://projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY}. */
        GCP_KMS(
                "gcp-kms",
                "gcp-kms://projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY",
                "projects/[A-Za-z0-9.:_-]{1,128}/locations/[A-Za-z0-9_-]{1,63}/keyRings/[A-Za-z0-9_-]{1,63}"
                        + "/cryptoKeys/[A-Za-z0-9_-]{1,63}"),
        /** HashiCorp Vault's transit engine: {@code hcvault://HOST:PORT/transit/keys/NAME}. */
        HCVAULT(
                "hcvault",
                "hcvault://HOST:PORT/transit/keys/NAME",
                "([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])"
                        + "(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
                        + "(/(?!\\.{1,2}/)[A-Za-z0-9._~-]{1,128})+/keys/(?!\\.{1,2}$)[A-Za-z0-9._~-]{1,128}");

        private final String scheme;
        private final String form;
        private final Pattern rest;

        Service(String scheme, String form, String rest) {
            this.scheme = scheme;
            this.form = form;
            this.rest = Pattern.compile(rest);
        }

        /** What stands before {@code ://}. */
        public String scheme() {
            return scheme;
        }

        /** The module of Kist that speaks to the service. */
        public String module() {
            return "kist-" + scheme;
        }

        private String prefix() {
            return scheme + "://";
        }
    }

    /**
     * Reads an address.
     *
     * @throws InvalidInputException if it is not one of a known service; the message does not show it, as it may hold a
     *     password
     */
    public static KmsAddress parse(String text) {
        for (Service service : Service.values()) {
            if (text.startsWith(service.prefix())) {
                return parse(service, text);
            }
        }
        throw new InvalidInputException(
                "the address of a key begins with none of "
                        + Arrays.stream(Service.values()).map(Service::prefix).collect(Collectors.joining(", ")),
                "these are the key services that Kist knows; see docs/key-services.md");
    }

    private static KmsAddress parse(Service service, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidInputException(
                    "the address of a key has " + text.length() + " characters: the most is " + MAX_LENGTH,
                    "copy the address alone");
        }
        String rest = text.substring(service.prefix().length());
        if (rest.indexOf('@') >= 0) {
            throw new InvalidInputException(
                    "the address of a key holds a user or a password",
                    "the address is stored for everyone to read: change that password, and give the service its credentials"
                            + " as docs/key-services.md says");
        }
        if (!service.rest.matcher(rest).matches()) {
            throw new InvalidInputException(
                    "this is not the address of a key: it has another form than " + service.form,
                    "copy the whole address; it has no query, no white space and no comma");
        }
        return new KmsAddress(service, text);
    }

    /** The service that keeps the key. */
    public Service service() {
        return service;
    }

    /** The address itself. */
    public String text() {
        return text;
    }

    /** What stands behind {@code ://}: the name by which the service knows the key, with its host where that has one. */
    public String name() {
        return text.substring(service.prefix().length());
    }

    /** The parts of {@link #name()} between slashes. */
    public List<String> parts() {
        return List.of(name().split("/"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KmsAddress that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
