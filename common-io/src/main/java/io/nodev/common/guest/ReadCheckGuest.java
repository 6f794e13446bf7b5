package io.nodev.common.guest;

import java.util.zip.CRC32;

/**
 * Reads each of its block devices twice from the first sector to the last, and logs for each a line: name, sectors and the
 * CRC-32 of all bytes, or which reads failed, or that the two readings differ. Then it is only there.
 */
public final class ReadCheckGuest extends BlockGuest {
    private final CRC32 checksum = new CRC32();
    private boolean isSecond;
    private long first;

    /** A guest that was not started yet. */
    public ReadCheckGuest() {}

    @Override
    BlockPass first(VirtualBlockDevice device) {
        isSecond = false;
        return reading(device);
    }

    private BlockPass reading(VirtualBlockDevice device) {
        checksum.reset();
        return new ReadPass(
                device,
                (sector, bytes, sectors) -> checksum.update(bytes, 0, sectors * VirtualBlockDevice.SECTOR_SIZE));
    }

    @Override
    BlockPass after(BlockPass done) {
        String name = done.device().name();
        if (done.hasFailed()) {
            log(name + ": " + done.failures("reads"));
            return null;
        }
        if (!isSecond) {
            isSecond = true;
            first = checksum.getValue();
            return reading(done.device());
        }
        if (checksum.getValue() == first) {
            log(String.format("%s: %d sectors read twice, CRC-32 %08x", name, done.sectors(), first));
        } else {
            log(String.format("%s: two readings differ, CRC-32 %08x and %08x", name, first, checksum.getValue()));
        }
        return null;
    }
}
