// SPDX-License-Identifier: Apache-2.0
/** A program as users write it. */
module dev.kist.example {
    requires dev.kist.mongodb;
    requires dev.kist.sqlite;
}
