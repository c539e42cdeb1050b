package com.example.shop;

import com.zaxxer.hikari.HikariDataSource;
import dev.kist.spring.SecretsChangedEvent;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Gives the pool the new password of the database. Connections in use go on; the next ones are made with it. */
@Component
class RotatedPassword {
    private final Environment environment;
    private final HikariDataSource pool;

    RotatedPassword(Environment environment, DataSource database) throws SQLException {
        this.environment = environment;
        this.pool = database.unwrap(HikariDataSource.class);
    }

    @EventListener
    void rotate(SecretsChangedEvent changed) {
        if (changed.secrets().contains("DATABASE_PASSWORD")) {
            pool.getHikariConfigMXBean().setPassword(environment.getRequiredProperty("spring.datasource.password"));
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }
}
