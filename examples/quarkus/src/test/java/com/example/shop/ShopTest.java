package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Needs neither MongoDB nor a key: application.properties of the tests turns Kist off and stands in for the secrets. */
@QuarkusTest
class ShopTest {
    @Inject
    Shop shop;

    @Test
    void greets() {
        assertEquals("hello from the test\n", shop.greeting());
        assertEquals("hello from the test\n", shop.greetingAtStart());
    }
}
