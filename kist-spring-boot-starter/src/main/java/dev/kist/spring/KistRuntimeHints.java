// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/** What a native image has to keep: the parts of Kist that the service loader finds. */
final class KistRuntimeHints implements RuntimeHintsRegistrar {
    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.resources().registerPattern("META-INF/services/dev.kist.*");
        for (String type : new String[] {
            "dev.kist.internal.door.KistImplementation",
            "dev.kist.mongodb.MongoStoreProvider",
            "dev.kist.sqlite.SqliteStoreProvider"
        }) {
            hints.reflection().registerType(TypeReference.of(type), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
        }
    }
}
