package io.nodev.common.guest;

import java.util.Arrays;

/**
 * Writes a pattern over the whole of each of its block devices that can be written, flushes, reads all of it back and compares,
 * and logs for each a line: name and sectors, or which requests failed, or where what was read is not what was written. Each
 * sector's bytes follow from its number, the device's and the domain's, so a sector in the wrong place is noticed. Then it is
 * only there. What the devices held before is gone.
 */
public final class WriteVerifyGuest extends BlockGuest {
    private enum Stage {
        WRITE("writes"),
        FLUSH("flushes"),
        VERIFY("reads");

        private final String requests;

        Stage(String requests) {
            this.requests = requests;
        }
    }

    private final byte[] pattern = new byte[VirtualBlockDevice.MAX_SECTORS * VirtualBlockDevice.SECTOR_SIZE];
    private Stage stage = Stage.WRITE;
    private long wrong;
    private long firstWrong;

    /** A guest that was not started yet. */
    public WriteVerifyGuest() {}

    @Override
    BlockPass first(VirtualBlockDevice device) {
        if (device.readOnly()) {
            log(device.name() + ": read only, left alone");
            return null;
        }
        stage = Stage.WRITE;
        return new BlockPass(device) {
            @Override
            boolean put(long request) {
                fill(device, firstSector(request), sectorsOf(request));
                return device.write(firstSector(request), pattern, sectorsOf(request), request);
            }
        };
    }

    @Override
    BlockPass after(BlockPass done) {
        VirtualBlockDevice device = done.device();
        if (done.hasFailed()) {
            log(device.name() + ": " + done.failures(stage.requests));
            return null;
        }
        switch (stage) {
            case WRITE:
                stage = Stage.FLUSH;
                return flushing(device);
            case FLUSH:
                stage = Stage.VERIFY;
                wrong = 0;
                return new ReadPass(device, (first, bytes, sectors) -> compare(device, first, bytes, sectors));
            default:
                log(device.name() + ": " + result(done.sectors()));
                return null;
        }
    }

    private static BlockPass flushing(VirtualBlockDevice device) {
        return new BlockPass(device, 1) {
            @Override
            boolean put(long request) {
                return device.flush(request);
            }
        };
    }

    private String result(long sectors) {
        return wrong == 0
                ? sectors + " sectors written, flushed and verified"
                : wrong + " of " + sectors + " sectors are not as they were written, the first is sector " + firstWrong;
    }

    private void compare(VirtualBlockDevice device, long first, byte[] bytes, int sectors) {
        fill(device, first, sectors);
        for (int i = 0; i < sectors; i++) {
            int from = i * VirtualBlockDevice.SECTOR_SIZE;
            int to = from + VirtualBlockDevice.SECTOR_SIZE;
            if (!Arrays.equals(bytes, from, to, pattern, from, to)) {
                firstWrong = wrong == 0 ? first + i : firstWrong;
                wrong++;
            }
        }
    }

    private void fill(VirtualBlockDevice device, long first, int sectors) {
        long origin = ((long) domain() << 16 | device.number()) * 0x9E37_79B9_7F4A_7C15L;
        for (int i = 0; i < sectors; i++) {
            long state = mixed(origin + first + i);
            int at = i * VirtualBlockDevice.SECTOR_SIZE;
            for (int k = 0; k < VirtualBlockDevice.SECTOR_SIZE; k++) {
                if (k % Long.BYTES == 0) {
                    state = mixed(state + 1);
                }
                pattern[at + k] = (byte) (state >>> k % Long.BYTES * Byte.SIZE);
            }
        }
    }

    /* Every bit of the result depends on every bit given. */
    private static long mixed(long value) {
        long half = (value ^ value >>> 32) * 0xD6E8_FEB8_6659_FD93L;
        long whole = (half ^ half >>> 32) * 0xD6E8_FEB8_6659_FD93L;
        return whole ^ whole >>> 32;
    }
}
