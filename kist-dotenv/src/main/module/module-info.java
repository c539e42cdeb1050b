// SPDX-License-Identifier: Apache-2.0
module dev.kist.dotenv {
    requires static org.jspecify;

    exports dev.kist.dotenv;
}
