/**
 * What Kist's tests share: servers, a proxy that loses answers, a terminal, and child processes. Never published,
 * and used by tests only; nothing here knows a class of Kist's.
 *
 * <p>Servers are processes of their own on a loopback port, with their data in a fresh folder under the build's
 * {@code target/test-servers}. None outlives the JVM that started it. {@link dev.kist.testing.MongoServer} takes the
 * first that it can have:
 *
 * <ol>
 *   <li>the MongoDB that {@code KIST_TEST_MONGODB_URI} names (only where a test asks for nothing special of its server);
 *   <li>a {@code mongod} on {@code PATH}, as a replica set of one node;
 *   <li>SecantusDB, installed from {@code kist-testing/python/requirements.txt} into {@code target/test-python}, where
 *       there is a {@code python3}.
 * </ol>
 *
 * <p>Where none can be had, the test is skipped with one line that says what to install; where the variable {@code CI}
 * is set, it fails instead.
 *
 * <p>{@link dev.kist.testing.FerretServer} is the second opinion, built with {@code go} from {@code
 * kist-testing/ferretdb} into {@code target/test-ferretdb}. It takes part only where {@code KIST_TEST_FERRETDB} is
 * {@code on} (skipped where there is no {@code go}) or {@code required} (a failure where there is none). {@link
 * dev.kist.testing.ServerKind#available()} is the list that a test of both is parameterized on.
 *
 * <p>What stands in for key services: {@link dev.kist.testing.TransitServer} for HashiCorp Vault, {@link
 * dev.kist.testing.MotoServer} for AWS, and {@link dev.kist.testing.JsonEndpoint} to build others from.
 *
 * <p>Each of these settings is an environment variable or, if that is not set, a system property of the same name.
 */
@NullMarked
package dev.kist.testing;

import org.jspecify.annotations.NullMarked;
