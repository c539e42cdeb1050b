package com.example.shop;

import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.Watch;
import java.util.function.Supplier;

/** Greets, and greets again when the secret GREETING changes. */
public final class Shop {
    private Shop() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (Kist kist = Kist.open(KistOptions.fromEnvironment());
                Watch watch = kist.environment().watch((now, changed) -> {
                    System.out.println("changed: " + changed);
                    System.out.println(now.find("GREETING").orElse("no greeting"));
                })) {
            Supplier<String> greeting = watch.supplier("GREETING");
            System.out.println(greeting.get());
            Thread.currentThread().join();
        }
    }
}
