// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

/** Addresses relative to the page's own, as its links hold them: all are one step below it. */
public final class Address {
    private Address() {}

    /**
     * An address with values, escaped as they have to be.
     *
     * @param namesAndValues alternately; a value is any object's text
     */
    public static String of(String path, Object... namesAndValues) {
        StringBuilder address = new StringBuilder(path);
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            address.append(i == 0 ? '?' : '&')
                    .append(namesAndValues[i])
                    .append('=')
                    .append(Query.encode(namesAndValues[i + 1].toString()));
        }
        return address.toString();
    }
}
