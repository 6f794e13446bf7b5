package io.nodev.plugin.vdisk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The three tables within one transaction. */
final class Tables {
    /** What the tables are made by. SQLite keeps these words, and a database with others is not ours. */
    static final List<String> SCHEMA = List.of(
            "CREATE TABLE vdisk_part (part_id INTEGER PRIMARY KEY CHECK (part_id > 0), partition TEXT NOT NULL,"
                    + " part_number INTEGER NOT NULL CHECK (part_number BETWEEN 0 AND 128),"
                    + " start_sector INTEGER NOT NULL CHECK (start_sector BETWEEN 0 AND 9007199254740992),"
                    + " extent_size INTEGER NOT NULL CHECK (extent_size BETWEEN 2048 AND 2147483648),"
                    + " UNIQUE (partition, part_number), CHECK (part_number > 0 OR start_sector = 0)) STRICT",
            "CREATE TABLE vdisks (vdisk_id INTEGER PRIMARY KEY CHECK (vdisk_id BETWEEN 0 AND 9007199254740992),"
                    + " size INTEGER NOT NULL CHECK (size BETWEEN 0 AND 9007199254740992),"
                    + " expires INTEGER NOT NULL CHECK (expires IN (0, 1)), expiry_time INTEGER,"
                    + " CHECK ((expires = 0) = (expiry_time IS NULL)),"
                    + " CHECK (expiry_time IS NULL OR expiry_time BETWEEN 0 AND 253402300799)) STRICT",
            "CREATE TABLE vdisk_extents (vdisk_extent_no INTEGER NOT NULL CHECK (vdisk_extent_no BETWEEN 0 AND"
                    + " 9007199254740992), vdisk_id INTEGER NOT NULL REFERENCES vdisks, part_id INTEGER NOT NULL"
                    + " REFERENCES vdisk_part, part_extent_no INTEGER NOT NULL CHECK (part_extent_no BETWEEN 0 AND"
                    + " 2147483647), PRIMARY KEY (part_id, part_extent_no), UNIQUE (vdisk_id, vdisk_extent_no)) STRICT");

    private final Connection connection;

    Tables(Connection connection) {
        this.connection = connection;
    }

    /** What one row becomes. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeUpdate();
        }
    }

    <T> List<T> rows(String sql, Row<T> row, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.of(result));
            }
            return rows;
        }
    }

    /** The first column of the first row; empty if there is no row. */
    OptionalLong number(String sql, Object... values) throws SQLException {
        return rows(sql, row -> row.getLong(1), values).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Empties the pool's share from its end: the free extents in the order in which they are handed out. */
    List<FreeExtent> free(long sectors, long now) throws SQLException {
        try (PreparedStatement statement = prepared(
                        "SELECT part_id, part_extent_no, vdisk_id, vdisk_extent_no, extent_size FROM vdisks"
                                + " JOIN vdisk_extents USING (vdisk_id) JOIN vdisk_part USING (part_id)"
                                + " WHERE expires AND expiry_time <= ?"
                                + " ORDER BY expiry_time, vdisk_extent_no DESC, vdisk_id",
                        now);
                ResultSet row = statement.executeQuery()) {
            List<FreeExtent> taken = new ArrayList<>();
            for (long found = 0; found < sectors && row.next(); found += row.getLong(5)) {
                taken.add(
                        new FreeExtent(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
            }
            return taken;
        }
    }

    /** Gives an extent to a disk, as its extent number {@code number}. */
    void give(FreeExtent extent, long disk, long number) throws SQLException {
        update(
                "UPDATE vdisk_extents SET vdisk_id = ?, vdisk_extent_no = ? WHERE part_id = ? AND part_extent_no = ?",
                disk,
                number,
                extent.part(),
                extent.partExtent());
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /**
     * An extent of the free pool.
     *
     * @param part its image's number
     * @param partExtent its place in the image, counted in extents
     * @param disk the expired disk that holds it
     * @param number its place in that disk
     * @param sectors its length
     */
    record FreeExtent(long part, long partExtent, long disk, long number, long sectors) {}
}
