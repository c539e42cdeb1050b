// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.ConflictException;
import dev.kist.DecryptionFailedException;
import dev.kist.FingerprintException;
import dev.kist.ForeignSecretException;
import dev.kist.FormatException;
import dev.kist.KistException;
import dev.kist.KmsException;
import dev.kist.NoKeyException;
import dev.kist.NoStoreException;
import dev.kist.NotFoundException;
import dev.kist.StoreUnavailableException;
import dev.kist.TemplateException;
import dev.kist.UntrustedException;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do in the words of Spring Boot where Kist stops an application's start. */
final class KistFailureAnalyzer extends AbstractFailureAnalyzer<KistException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, KistException failure) {
        KistImportException inImport = findCause(rootFailure, KistImportException.class);
        String description = inImport == null
                ? "Kist failed: " + failure.getMessage()
                : "The import '" + inImport.location() + "' failed: " + failure.getMessage();
        String advice = advice(failure);
        String hint = failure.hint().orElse("");
        String oddities = inImport == null
                ? ""
                : inImport.oddities().stream()
                        .map(text -> System.lineSeparator() + text)
                        .collect(Collectors.joining());
        return new FailureAnalysis(
                description + "." + oddities,
                hint.isEmpty() || failure instanceof NoStoreException || advice.contains(hint)
                        ? advice
                        : advice + System.lineSeparator() + "Kist says: " + hint,
                rootFailure);
    }

    private static String advice(KistException failure) {
        if (failure instanceof NoStoreException) {
            return "Set kist.mongodb-uri or the variable KIST_MONGODB_URI. Where the application can do without its"
                    + " secrets, write optional:kist: instead of kist:.";
        }
        if (failure instanceof NoKeyException noKey) {
            return noKey.publicKey()
                    .map(key -> "Ask a member to let this application's key in: kist key add -e " + noKey.environment()
                            + " --label LABEL " + key)
                    .orElse("Set kist.key or kist.key-file, or the variables KIST_KEY or KIST_KEY_FILE.");
        }
        if (failure instanceof NotFoundException) {
            return "Check the environment's name in spring.config.import or kist.environment, and kist.database and"
                    + " kist.collection. kist environment list shows what is there.";
        }
        if (failure instanceof FingerprintException || failure instanceof UntrustedException) {
            return "Compare the fingerprint with a member's. If it is right, set kist.fingerprint or the variable"
                    + " KIST_FINGERPRINT to it; if not, somebody tampered with the database.";
        }
        if (failure instanceof StoreUnavailableException) {
            return "See that MongoDB runs and can be reached from here, and that the user may read. kist.timeout says how"
                    + " long to wait; optional:kist: starts the application without its secrets, and they arrive later.";
        }
        if (failure instanceof KmsException) {
            return "See that the key service can be reached from here, and that this application may decrypt with the key.";
        }
        if (failure instanceof TemplateException) {
            return "Set what the template refers to, or set the template anew with kist set.";
        }
        if (failure instanceof DecryptionFailedException
                || failure instanceof ForeignSecretException
                || failure instanceof FormatException) {
            return "Run kist doctor. Nothing was read that may have been changed by other hands.";
        }
        if (failure instanceof ConflictException) {
            return "Start the application again.";
        }
        return "Check the settings under kist.*, the variables KIST_*, and the nearest .kist folder.";
    }
}
