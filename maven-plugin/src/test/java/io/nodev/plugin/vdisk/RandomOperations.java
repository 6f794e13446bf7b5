package io.nodev.plugin.vdisk;

import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Works on virtual disks until it is killed, and says what it begins and what is done. */
final class RandomOperations {
    private RandomOperations() {}

    public static void main(String[] arguments) throws IOException, VirtualDiskException {
        Path folder = Path.of(arguments[0]);
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[1]));
        VirtualDisks disks = new VirtualDisks(folder.resolve("db"), Clock.systemUTC(), Duration.ofMinutes(5));
        disks.list();
        say("ready");
        while (true) {
            List<VirtualDisk> live = disks.list();
            VirtualDisk one = live.isEmpty() ? null : live.get(random.nextInt(live.size()));
            try {
                step(disks, folder, random, one);
            } catch (VirtualDiskException e) {
                if (e.code() != ProblemCode.NO_DISK_SPACE) {
                    throw e;
                }
                say("end");
            }
        }
    }

    private static void step(VirtualDisks disks, Path folder, SplittableRandom random, VirtualDisk one)
            throws IOException, VirtualDiskException {
        int kind = random.nextInt(6);
        if (kind == 0) {
            say("begin 0");
            long seed = random.nextLong();
            Files.write(folder.resolve("in"), content(seed));
            say("has " + disks.importFile(folder.resolve("in"), 0) + " 3 " + seed);
        } else if (kind < 3 || one == null) {
            say("begin 0");
            say("has " + disks.create(3, 0) + " 3");
        } else if (kind == 3) {
            say("begin " + one.id());
            disks.enlarge(one.id(), 2);
            say("has " + one.id() + " " + (one.megabytes() + 2));
        } else {
            say("begin " + one.id());
            disks.delete(one.id());
            say("gone " + one.id());
        }
        say("end");
    }

    /** What is imported: not quite three megabytes. */
    static byte[] content(long seed) {
        byte[] content = new byte[2_500_000];
        new SplittableRandom(seed).nextBytes(content);
        return content;
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
