package io.nodev.plugin.vdisk;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Another Java runtime which works on the database {@code db} of a folder; what it complains about is in {@code errors}. */
final class OtherRuntime {
    private OtherRuntime() {}

    /** Starts the main method of a class with the folder and the given arguments, behind a command if one is given. */
    static Process start(List<String> before, Class<?> main, Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dorg.sqlite.tmpdir=" + folder.resolve("unpacked")));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName(), folder.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("errors").toFile()))
                .start();
    }

    /** Adds to disk 1, and makes other disks, as often as the second argument says; or holds the database until told. */
    public static void main(String[] arguments) throws Exception {
        Path database = Path.of(arguments[0]).resolve("db");
        int times = Integer.parseInt(arguments[1]);
        VirtualDisks disks = new VirtualDisks(database, Clock.systemUTC(), Duration.ofMinutes(5));
        if (times == 0) {
            hold(database);
        }
        for (int i = 0; i < times; i++) {
            disks.enlarge(1, 1);
            disks.create(1, 0);
        }
        System.out.println("done");
    }

    private static void hold(Path database) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            System.out.println("held");
            System.in.read();
        }
    }
}
