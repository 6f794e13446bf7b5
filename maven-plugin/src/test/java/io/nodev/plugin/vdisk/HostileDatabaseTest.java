package io.nodev.plugin.vdisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that are proper SQLite files, and not what the plugin made. */
final class HostileDatabaseTest {
    private static final String WRITABLE = "PRAGMA writable_schema = ON;PRAGMA ignore_check_constraints = ON;";

    @TempDir
    private Path folder;

    private VirtualDisks disks;

    @BeforeEach
    void makesTwoDisks() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("image").toFile(), "rw")) {
            file.setLength(8 << 20);
        }
        disks = new VirtualDisks(folder.resolve("db"));
        disks.format(folder.resolve("image"), 0, 1);
        disks.create(2, 0);
        disks.create(2, 0);
    }

    private void change(String script) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("db"));
                Statement statement = connection.createStatement()) {
            for (String sql : script.split(";")) {
                statement.execute(sql.replace('|', ';'));
            }
        }
    }

    private void refused() throws Exception {
        byte[] before = Files.readAllBytes(folder.resolve("db"));
        for (String word : new String[] {"list", "freespace"}) {
            assertThatThrownBy(() -> VirtualDiskOperation.read(word, Map.of()).run(disks))
                    .isInstanceOfSatisfying(
                            VirtualDiskException.class,
                            e -> assertThat(e.code()).isEqualTo(ProblemCode.DISK_DATABASE_UNUSABLE))
                    .hasMessageContaining(folder.resolve("db").toString());
        }
        assertThatThrownBy(() -> disks.create(1, 0)).isInstanceOf(VirtualDiskException.class);
        assertThatThrownBy(() -> disks.format(folder.resolve("image"), 0, 1)).isInstanceOf(VirtualDiskException.class);
        assertThat(Files.readAllBytes(folder.resolve("db"))).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE more (a)",
                "DROP TABLE vdisk_extents",
                "ALTER TABLE vdisks ADD COLUMN more INTEGER",
                "CREATE INDEX more ON vdisks (size)",
                "CREATE TRIGGER more AFTER INSERT ON vdisks BEGIN DELETE FROM vdisk_extents| END",
                // A name that resembles that of an index which SQLite makes itself.
                "CREATE TRIGGER \"sqlite-autoindex-1\" AFTER INSERT ON vdisks BEGIN DELETE FROM vdisk_extents| END",
                "ALTER TABLE vdisks RENAME TO v;CREATE VIEW vdisks AS SELECT * FROM v",
                "CREATE VIEW more AS SELECT * FROM vdisks",
                "PRAGMA application_id = 1"
            })
    void refusesAnotherSchema(String script) throws Exception {
        change(script);
        refused();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM vdisk_extents WHERE vdisk_id = 0;UPDATE vdisks SET expiry_time = 9 WHERE vdisk_id = 0",
                "UPDATE vdisks SET expires = 0, expiry_time = NULL WHERE vdisk_id = 0",
                "DELETE FROM vdisks WHERE vdisk_id = 1",
                "DELETE FROM vdisk_part",
                WRITABLE + "UPDATE vdisks SET size = -2048 WHERE vdisk_id = 1",
                WRITABLE + "UPDATE vdisk_extents SET part_extent_no = 9223372036854775807"
                        + " WHERE vdisk_id = 1 AND vdisk_extent_no = 1",
                WRITABLE + "UPDATE vdisk_part SET extent_size = 0",
                "UPDATE vdisk_part SET partition = ''",
                "UPDATE vdisk_part SET partition = 'image'",
                WRITABLE + "UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'vdisk_extents'",
            })
    void refusesRowsThatTheSchemaForbids(String script) throws Exception {
        change(script);
        refused();
    }

    @Test
    void refusesADiskWhoseExtentsLieBehindTheEndOfTheImage() throws Exception {
        change("UPDATE vdisk_extents SET part_extent_no = 1000000 WHERE vdisk_id = 1 AND vdisk_extent_no = 0");

        assertThatThrownBy(() -> disks.lookup(1))
                .isInstanceOfSatisfying(
                        VirtualDiskException.class,
                        e -> assertThat(e.code()).isEqualTo(ProblemCode.DISK_FILE_UNUSABLE));
        assertThat(disks.lookup(2)).hasSize(2);
        assertThat(Files.size(folder.resolve("image"))).isEqualTo(8 << 20);
    }

    @Test
    void acceptsADatabaseThatWasOnlyCopiedOrCompacted() throws Exception {
        change("VACUUM");
        Files.copy(folder.resolve("db"), folder.resolve("copy"));
        assertThat(new VirtualDisks(folder.resolve("copy")).list())
                .isEqualTo(disks.list())
                .hasSize(2);
    }
}
