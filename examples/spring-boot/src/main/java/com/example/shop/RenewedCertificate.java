package com.example.shop;

import dev.kist.spring.SecretsChangedEvent;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Gives the web server the new key store. Open connections go on; the next handshake is with the new certificate. */
@Component
class RenewedCertificate {
    private final Environment environment;
    private final SslBundleRegistry bundles;

    RenewedCertificate(Environment environment, SslBundleRegistry bundles) {
        this.environment = environment;
        this.bundles = bundles;
    }

    @EventListener
    void renew(SecretsChangedEvent changed) {
        if (changed.secrets().contains("WEB_KEYSTORE")) {
            JksSslStoreDetails details = new JksSslStoreDetails(
                    "PKCS12",
                    null,
                    environment.getRequiredProperty("WEB_KEYSTORE"),
                    environment.getRequiredProperty("WEB_KEYSTORE_PASSWORD"));
            bundles.updateBundle("web", SslBundle.of(new JksSslStoreBundle(details, null)));
        }
    }
}
