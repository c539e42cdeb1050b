package dev.kist.mongodb;

import dev.kist.testing.FerretServer;
import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

@ExtendWith(FerretStoreContractTest.OneWriterAtATime.class)
final class FerretStoreContractTest extends MongoStoreContract {
    FerretStoreContractTest() {
        super(FerretServer.shared());
    }

    /** Leaves out what FerretDB 1 cannot keep: it updates one document in two steps, so that two updates may both win. */
    static final class OneWriterAtATime implements ExecutionCondition {
        private static final Set<String> LEFT_OUT =
                Set.of("write_byTwoAtOnce_oneWins", "replaceEnvironment_byTwoAtOnce_isTrueOnce");

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
}
