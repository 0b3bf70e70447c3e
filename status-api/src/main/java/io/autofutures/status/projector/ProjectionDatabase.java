package io.autofutures.status.projector;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The projection's database: an H2 file of this installation, migrated on opening. */
public final class ProjectionDatabase implements AutoCloseable {
    private final HikariDataSource dataSource;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    private ProjectionDatabase(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        var transactions = new JdbcTransactionManager(dataSource);
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /**
     * Opens {@code <folder>/projection}, creating it when it is not there.
     *
     * @throws IllegalStateException if another process has it open, or it is of a newer version
     */
    public static ProjectionDatabase open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the folder of the projection: " + folder, e);
        }
        // The driver looks ';' up in the URL, so the folder must not hold one. Commits reach the disk within half a
        // second:
        // what a crash loses is lost together with its positions, and read again.
        String file = folder.resolve("projection").toAbsolutePath().toString();
        if (file.contains(";")) {
            throw new IllegalStateException("the data folder must not hold ';', was " + folder);
        }
        return of("jdbc:h2:file:" + file + ";DB_CLOSE_ON_EXIT=FALSE");
    }

    static ProjectionDatabase of(String url) {
        var config = new HikariConfig();
        config.setPoolName("projection");
        config.setJdbcUrl(url);
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        var dataSource = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/status-api/migration")
                    .load()
                    .migrate();
        } catch (RuntimeException e) {
            dataSource.close();
            throw e;
        }
        return new ProjectionDatabase(dataSource);
    }

    public JdbcClient client() {
        return JdbcClient.create(jdbc);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    /** What is committed is on the disk when this returns. */
    void sync() {
        jdbc.execute("checkpoint sync");
    }

    /** Runs {@code work} in one transaction; an exception undoes all of it. */
    <T> T write(Supplier<T> work) {
        return Objects.requireNonNull(writing.execute(status -> work.get()));
    }

    /** Runs reads of one moment together. */
    public <T> T read(Supplier<T> work) {
        return Objects.requireNonNull(reading.execute(status -> work.get()));
    }

    public boolean answers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
