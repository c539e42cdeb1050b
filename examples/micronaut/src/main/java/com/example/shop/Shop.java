package com.example.shop;

import io.micronaut.context.ApplicationContext;

/** Greets with the property {@code greeting}, and again whenever it is another. */
public final class Shop {
    private Shop() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (ApplicationContext application = ApplicationContext.run(arguments)) {
            String last = "";
            while (application.isRunning()) {
                String greeting = application.getProperty("greeting", String.class).orElse("no greeting");
                if (!greeting.equals(last)) {
                    System.out.println(greeting);
                    last = greeting;
                }
                Thread.sleep(200);
            }
        }
    }
}
