package com.example.shop;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Greets with the secret GREETING as it is now: a bean is made for each request, and what is injected with it. */
@Path("/")
@RequestScoped
public class Shop {
    @Inject
    @ConfigProperty(name = "greeting")
    String greeting;

    @GET
    public String greeting() {
        return greeting + "\n";
    }
}
