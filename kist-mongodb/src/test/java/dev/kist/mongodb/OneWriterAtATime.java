// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves out what FerretDB 1 cannot keep: it updates one document in two steps, so that two updates may both win. */
final class OneWriterAtATime implements ExecutionCondition {
    private static final Set<String> LEFT_OUT = Set.of(
            "write_byTwoAtOnce_oneWins",
            "replaceEnvironment_byTwoAtOnce_isTrueOnce",
            "rotation_amongWriters_losesNothing",
            "put_byTwentyWritersAtOnce_losesNothing_andVersionsAreConsecutive",
            "put_byManyWritersOfOneSecret_writesWhatItReports");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestMethod()
                        .map(Method::getName)
                        .filter(LEFT_OUT::contains)
                        .isPresent()
                ? ConditionEvaluationResult.disabled("FerretDB updates one document in two steps")
                : ConditionEvaluationResult.enabled("one writer at a time");
    }
}
