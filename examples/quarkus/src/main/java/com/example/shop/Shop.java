package com.example.shop;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Greets with the secret GREETING as it is now. */
@Path("/")
public class Shop {
    // A Provider asks anew each time; a plain String keeps what it was at the start.
    @Inject
    @ConfigProperty(name = "greeting")
    Provider<String> greeting;

    @Inject
    @ConfigProperty(name = "greeting")
    String greetingAtStart;

    @GET
    public String greeting() {
        return greeting.get() + "\n";
    }

    @GET
    @Path("/start")
    public String greetingAtStart() {
        return greetingAtStart + "\n";
    }
}
