// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.kms;

import dev.kist.InvalidInputException;
import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The modules of key services on the class path. */
final class KmsModules {
    private KmsModules() {}

    /** Those that the class loader of Kist sees, then those that the one of the calling thread sees besides. */
    static List<KmsProvider> find() {
        List<KmsProvider> found = new ArrayList<>();
        ClassLoader own = KmsProvider.class.getClassLoader();
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        try {
            ServiceLoader.load(KmsProvider.class, own).forEach(found::add);
            if (ofThread != null && ofThread != own) {
                ServiceLoader.load(KmsProvider.class, ofThread).forEach(found::add);
            }
        } catch (ServiceConfigurationError e) {
            throw new InvalidInputException(
                    "a module for key services on the class path cannot be loaded",
                    "use modules of the version of Kist that is run, with all that they depend on");
        }
        return found;
    }

    static InvalidInputException missing(KmsAddress address) {
        String module = address.service().module();
        return new InvalidInputException(
                "the key " + address + " needs the module " + module + ", which is not on the class path",
                "add dev.kist:" + module
                        + " to the program, or the module's jars to KIST_CLASSPATH for the command line;"
                        + " see docs/key-services.md");
    }

    static InvalidInputException incomplete(KmsAddress address) {
        String module = address.service().module();
        return new InvalidInputException(
                "the module " + module + " is on the class path, and a library that it needs is not",
                "add all that dev.kist:" + module + " depends on; see docs/key-services.md");
    }
}
