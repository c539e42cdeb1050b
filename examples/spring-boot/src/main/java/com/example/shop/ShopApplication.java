package com.example.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class ShopApplication {
    private final Environment environment;
    private final JdbcTemplate database;

    public ShopApplication(Environment environment, JdbcTemplate database) {
        this.environment = environment;
        this.database = database;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    /** The secret GREETING as it is now. */
    @GetMapping("/")
    String greeting() {
        return environment.getProperty("greeting") + "\n";
    }

    /** Whether the database takes the password that the pool has now. */
    @GetMapping("/database")
    String user() {
        return database.queryForObject("SELECT CURRENT_USER", String.class) + "\n";
    }
}
