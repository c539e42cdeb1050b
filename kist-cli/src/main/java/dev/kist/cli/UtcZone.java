// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/**
 * UTC, under that name in every language. The driver writes the time of each first contact into a text for its log, which
 * nobody reads; Java's own zone would look up rules and names in its locale data for that.
 */
final class UtcZone extends TimeZone {
    private static final long serialVersionUID = 1;

    UtcZone() {
        setID("UTC");
    }

    @Override
    public int getOffset(int era, int year, int month, int day, int dayOfWeek, int milliseconds) {
        return 0;
    }

    @Override
    public int getRawOffset() {
        return 0;
    }

    @Override
    public void setRawOffset(int offset) {
        throw new UnsupportedOperationException("UTC has no other");
    }

    @Override
    public boolean useDaylightTime() {
        return false;
    }

    @Override
    public boolean inDaylightTime(Date date) {
        return false;
    }

    @Override
    public String getDisplayName(boolean isDaylight, int style, Locale locale) {
        return getID();
    }
}
