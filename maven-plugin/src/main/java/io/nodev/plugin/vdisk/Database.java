package io.nodev.plugin.vdisk;

import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The SQLite file, one connection and one transaction at a time.
 *
 * <p>The journal is a rollback journal: at rest there is one file to copy, and whoever opens it after a kill rolls back.
 * {@code synchronous} is EXTRA: a commit is the deletion of the journal, and EXTRA forces that deletion to the disk too, so
 * what was acknowledged survives a loss of power as far as SQLite and the disk keep their promises. A writer takes its lock
 * before it reads, so it never works from old rows.
 */
final class Database {
    private static final int APPLICATION_ID = 0x4e445644;

    private final Path file;
    private final Duration patience;

    Database(Path file, Duration patience) {
        this.file = file.toAbsolutePath().normalize();
        this.patience = patience;
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T run(Tables tables) throws SQLException, IOException, VirtualDiskException;
    }

    Path file() {
        return file;
    }

    <T> T create(Work<T> work) throws IOException, VirtualDiskException {
        Folders.make(file.getParent());
        return transaction("BEGIN IMMEDIATE", true, work);
    }

    <T> T write(Work<T> work) throws IOException, VirtualDiskException {
        return transaction("BEGIN IMMEDIATE", false, work);
    }

    <T> T read(Work<T> work) throws IOException, VirtualDiskException {
        return transaction("BEGIN", false, work);
    }

    private <T> T transaction(String begin, boolean create, Work<T> work) throws IOException, VirtualDiskException {
        requireLibrary();
        if (Files.exists(file) ? !Files.isRegularFile(file) : !create) {
            throw new VirtualDiskException(
                    ProblemCode.DISK_DATABASE_UNUSABLE,
                    "there is no database of virtual disks " + file,
                    "make one by -Dnodev.vd=format, or name another by -Dnodev.vd.database=FILE");
        }
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(begin);
            try {
                Tables tables = new Tables(connection);
                prepare(tables, statement, create);
                T result = work.run(tables);
                statement.execute("COMMIT");
                return result;
            } catch (SQLException | IOException | VirtualDiskException | RuntimeException e) {
                rollBack(statement, e);
                throw e;
            }
        } catch (SQLException e) {
            throw refusal(e);
        }
    }

    private static void rollBack(Statement statement, Exception reason) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private Connection connection() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        // A URI, because a question mark in a plain name would begin settings.
        source.setUrl("jdbc:sqlite:" + file.toUri());
        source.setBusyTimeout(Math.toIntExact(patience.toMillis()));
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            for (String pragma : List.of(
                    "trusted_schema = OFF",
                    "journal_mode = DELETE",
                    "synchronous = EXTRA",
                    "fullfsync = ON",
                    "foreign_keys = ON")) {
                statement.execute("PRAGMA " + pragma);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void prepare(Tables tables, Statement statement, boolean create) throws SQLException, VirtualDiskException {
        List<String> schema = tables.rows(
                "SELECT coalesce(sql, name) FROM sqlite_schema WHERE type <> 'index' OR sql IS NOT NULL ORDER BY rowid",
                row -> row.getString(1));
        if (schema.isEmpty() && create) {
            for (String table : Tables.SCHEMA) {
                statement.execute(table);
            }
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            tables.update("INSERT INTO vdisks VALUES (0, 0, 1, 0)");
            return;
        }
        if (!schema.equals(Tables.SCHEMA)
                || tables.number("PRAGMA application_id").orElse(0) != APPLICATION_ID) {
            throw unusable("is no database of virtual disks", null);
        }
        String found = tables.rows("PRAGMA integrity_check(1)", row -> row.getString(1))
                .get(0);
        if (!found.equals("ok")) {
            throw unusable("is damaged: " + found.lines().findFirst().orElse(""), null);
        }
        boolean pool = tables.number("SELECT 1 FROM vdisks WHERE vdisk_id = 0 AND size = 0 AND expiry_time = 0")
                .isPresent();
        if (!pool || tables.number("PRAGMA foreign_key_check").isPresent()) {
            throw unusable("is damaged: an extent belongs to nothing, or the free pool is gone", null);
        }
        for (String image : tables.rows("SELECT partition FROM vdisk_part", row -> row.getString(1))) {
            requirePath(image);
        }
    }

    private void requirePath(String image) throws VirtualDiskException {
        try {
            if (Path.of(image).isAbsolute()) {
                return;
            }
        } catch (InvalidPathException e) {
            throw unusable("is damaged: an image has no path", e);
        }
        throw unusable("is damaged: the path of an image is not absolute: " + image, null);
    }

    private void requireLibrary() throws VirtualDiskException {
        String folder = System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
        try {
            if (SQLiteJDBCLoader.initialize()) {
                return;
            }
            throw new IOException("not loaded");
        } catch (Exception | LinkageError e) {
            throw new VirtualDiskException(
                    ProblemCode.DISK_DATABASE_UNUSABLE,
                    "SQLite's native library cannot be unpacked to " + folder + " and loaded from there",
                    "name a folder that can be written and that programs may run from: -Dorg.sqlite.tmpdir=FOLDER",
                    e);
        }
    }

    private VirtualDiskException refusal(SQLException e) {
        String code =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode().name() : "SQLITE_ERROR";
        if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
            return new VirtualDiskException(
                    ProblemCode.DISK_DATABASE_UNUSABLE,
                    "the database " + file + " is in use by another process, for more than " + patience.toMillis()
                            + " ms",
                    "wait until it has ended and try again",
                    e);
        }
        if (code.startsWith("SQLITE_NOTADB")) {
            return unusable("is no database of virtual disks", e);
        }
        return unusable(
                "cannot be used: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(code),
                e);
    }

    private VirtualDiskException unusable(String what, Exception cause) {
        return new VirtualDiskException(
                ProblemCode.DISK_DATABASE_UNUSABLE,
                "the file " + file + " " + what,
                "name another by -Dnodev.vd.database=FILE, or bring a copy back",
                cause);
    }
}
