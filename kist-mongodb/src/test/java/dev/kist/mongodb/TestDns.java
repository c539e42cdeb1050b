// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.spi.dns.DnsClient;
import com.mongodb.spi.dns.DnsClientProvider;
import com.mongodb.spi.dns.DnsException;
import com.mongodb.spi.dns.InetAddressResolver;
import com.mongodb.spi.dns.InetAddressResolverProvider;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The DNS of these tests, which the driver finds as a service: it knows what a test told it and no more. */
final class TestDns {
    /** A name about which DNS never answers. */
    static final String SILENT = "silent.kist.example";

    private static final Map<String, List<String>> RECORDS = new ConcurrentHashMap<>();

    private TestDns() {}

    /** From now on {@code cluster} leads to {@code host} of the same domain, which is this machine. */
    static void cluster(String cluster, String host, int port, String options) {
        RECORDS.put("SRV _mongodb._tcp." + cluster, List.of("0 0 " + port + " " + host + "."));
        RECORDS.put("TXT " + cluster, List.of(options));
        RECORDS.put("A " + host, List.of("127.0.0.1"));
    }

    /** SRV and TXT records. */
    public static final class Records implements DnsClientProvider {
        @Override
        public DnsClient create() {
            return Records::find;
        }

        private static List<String> find(String name, String type) throws DnsException {
            if (name.endsWith(SILENT)) {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            List<String> found = RECORDS.get(type + " " + name);
            if (found == null) {
                throw new DnsException("no " + type + " of " + name, new UnknownHostException(name));
            }
            return found;
        }
    }

    /** Addresses; those that no test told are the system's. */
    public static final class Addresses implements InetAddressResolverProvider {
        @Override
        public InetAddressResolver create() {
            return host -> RECORDS.containsKey("A " + host)
                    ? List.of(InetAddress.getLoopbackAddress())
                    : List.of(InetAddress.getAllByName(host));
        }
    }
}
