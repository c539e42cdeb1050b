// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KistExceptionTest {
    @Test
    void messageAndHint_areOneLineOfVisibleCharacters() {
        KistException e = new StoreUnavailableException(
                "error 121: a\u202eb\u200b\u2028\ufeff\nkist: error: forged", "try\u001b[2K again", null);

        assertThat(e).hasMessage("error 121: a<U+202E>b<U+200B><U+2028><U+FEFF><U+000A>kist: error: forged");
        assertThat(e.hint()).contains("try<U+001B>[2K again");
        assertThat(e.toString()).doesNotContain("\u202e", "\n");
    }
}
