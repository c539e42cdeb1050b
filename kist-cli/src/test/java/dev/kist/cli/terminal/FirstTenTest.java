// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstTenTest {
    @Test
    void tenAreSaidOneByOne_andTheRestByItsNumber() {
        assertThat(said(10)).hasSize(10).containsOnly("one");
        assertThat(said(20_000)).hasSize(11).endsWith("and 19990 more left out");
    }

    private static List<String> said(int count) {
        List<String> said = new ArrayList<>();
        FirstTen.say(Collections.nCopies(count, "one"), said::add, said::add, "left out");
        return said;
    }
}
