package com.example.shop;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Greets with the property {@code greeting}, and again whenever it is another. */
public final class Shop {
    private Shop() {}

    public static void main(String[] arguments) throws InterruptedException {
        Config config = ConfigProvider.getConfig();
        String last = "";
        while (true) {
            String greeting = config.getOptionalValue("greeting", String.class).orElse("no greeting");
            if (!greeting.equals(last)) {
                System.out.println(greeting);
                last = greeting;
            }
            Thread.sleep(200);
        }
    }
}
