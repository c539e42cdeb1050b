// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Environment;
import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.Label;
import dev.kist.Members;
import dev.kist.Progress;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Watch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a test leaves, the next one finds the given values. */
final class ResetTest {
    private static final SecretName HOST = SecretName.parse("HOST");
    private static final SecretName URL = SecretName.parse("URL");
    private static final Map<SecretName, Secret.Content> GIVEN = Map.of(
            HOST,
            Secret.Content.literal(SecretValue.of("h")),
            URL,
            Secret.Content.template(SecretValue.of("x-${HOST}")));

    private final RunningKist running = RunningKist.start("test", GIVEN);

    private enum Left {
        TEMPLATE_WITHOUT_WHAT_IT_NEEDS,
        NO_ENVIRONMENT,
        ANOTHER_ENVIRONMENT_OF_THE_NAME,
        OTHER_KEYS,
        ROTATED_VALUES,
        A_SECRET_MORE,
        ANOTHER_NAME
    }

    private void leave(Left what) {
        Environment environment = running.kist().environment();
        switch (what) {
            case TEMPLATE_WITHOUT_WHAT_IT_NEEDS -> environment.delete(List.of(HOST), true);
            case NO_ENVIRONMENT -> environment.planRemoval().apply(Progress.NONE);
            case ANOTHER_ENVIRONMENT_OF_THE_NAME -> {
                environment.planRemoval().apply(Progress.NONE);
                environment.create();
            }
            case OTHER_KEYS -> {
                Members members = environment.members();
                members.add(Kist.newKey().publicHalf().publicKey(), Label.parse("bob"));
                members.planRemoval(members.list().get(0)).withoutWaiting().apply(Renewal.NEW, Progress.NONE);
            }
            case ROTATED_VALUES -> environment.rotate(Progress.NONE);
            case A_SECRET_MORE -> environment.set(SecretName.parse("NEW"), SecretValue.of("n"), SetOptions.none());
            case ANOTHER_NAME -> environment.rename(URL, SecretName.parse("OTHER"));
        }
    }

    @AfterEach
    void close() {
        running.close();
    }

    @ParameterizedTest
    @EnumSource
    void reset_bringsTheGivenValues_whateverATestLeft(Left left) {
        leave(left);

        running.reset(GIVEN);

        assertGiven(running.kist());
        try (Kist another =
                Kist.open(KistOptions.builder().variables(running.settings()).build())) {
            assertGiven(another);
        }
        running.kist().environment().set(HOST, SecretValue.of("i"), SetOptions.none());
        assertThat(running.kist().environment().load().get("URL")).isEqualTo("x-i");
    }

    private static void assertGiven(Kist kist) {
        assertThat(kist.environment().load().asMap()).containsOnly(Map.entry("HOST", "h"), Map.entry("URL", "x-h"));
    }

    @ParameterizedTest
    @EnumSource
    void reset_isFollowed_whateverATestLeft(Left left) throws Exception {
        BlockingQueue<Map<String, String>> told = new LinkedBlockingQueue<>();
        try (Kist application = Kist.open(
                        KistOptions.builder().variables(running.settings()).build());
                Watch watch = application.environment().watch((now, changed) -> told.add(now.asMap()))) {
            leave(left);
            running.reset(GIVEN);
            told.clear();
            running.kist().environment().set(HOST, SecretValue.of("i"), SetOptions.none());

            Map<String, String> next = Map.of();
            while (!"x-i".equals(next.get("URL"))) {
                next = Objects.requireNonNull(told.poll(20, TimeUnit.SECONDS));
            }
            assertThat(watch.failure()).isEmpty();
        }
    }

    @Test
    void reset_toWhatIsThere_changesNothing() {
        long before = running.documents().changes();

        running.reset(GIVEN);

        assertThat(running.documents().changes()).isEqualTo(before);
    }
}
