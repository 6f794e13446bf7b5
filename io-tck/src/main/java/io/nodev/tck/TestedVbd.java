package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import io.nodev.tck.disk.DiskUnderTest;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawBlockPort;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The VBD of a booted machine that a rule is held on, and the sectors of disks that it consists of.
 *
 * @param machine booted with it
 * @param domain the guest that has it
 * @param config as it was when the machine was booted
 */
record TestedVbd(MachineUnderTest machine, int domain, VbdConfig config) {
    /** A sector of a disk. */
    record Place(DiskUnderTest disk, long sector) {}

    int device() {
        return config.device();
    }

    long sectors() {
        return VbdNeed.sectors(config);
    }

    RawBlockPort port() {
        return machine.block(domain);
    }

    /** Where a sector of the VBD lies. */
    Place place(long sector) {
        long left = sector;
        for (Extent extent : config.extents()) {
            if (left < extent.sectors()) {
                return new Place(machine.topology().disk(extent.device()), extent.start() + left);
            }
            left -= extent.sectors();
        }
        throw new IllegalArgumentException("the VBD ends before: sector=" + sector + ", sectors=" + sectors());
    }

    BlockRequest reading(long sector, int sectors) {
        return BlockRequest.read(device(), sector, sectors);
    }

    BlockRequest writing(long sector, byte[] data) {
        return BlockRequest.write(device(), sector, data);
    }

    /** Puts one request to the guest's ring and returns its response. */
    BlockResponse ask(BlockRequest request) {
        port().fill(request);
        port().push();
        machine.settle();
        List<BlockResponse> responses = port().take();
        assertThat(responses).as("responses to one request").hasSize(1);
        BlockResponse response = responses.get(0);
        assertThat(response.id()).as("the id of the response").isEqualTo(request.id());
        return response;
    }

    /** The status of one request. */
    int status(BlockRequest request) {
        return ask(request).status();
    }

    /** Reads sectors that can be read. */
    byte[] read(long sector, int sectors) {
        BlockRequest request = reading(sector, sectors);
        assertThat(status(request)).as("status of %s", request).isEqualTo(IoStackTck.OK);
        return port().data(request);
    }

    /** What the disks hold where sectors of the VBD lie. */
    byte[] onDisk(long sector, int sectors) {
        byte[] found = new byte[sectors * BlockRequest.SECTOR];
        for (int i = 0; i < sectors; i++) {
            Place place = place(sector + i);
            byte[] bytes = place.disk().medium().sector(place.sector());
            System.arraycopy(bytes, 0, found, i * BlockRequest.SECTOR, BlockRequest.SECTOR);
        }
        return found;
    }

    /** Asserts that the disks hold these bytes where sectors of the VBD lie. */
    void assertOnDisk(long sector, byte[] expected) {
        assertThat(onDisk(sector, expected.length / BlockRequest.SECTOR))
                .as("what lies on disk from sector %d of the VBD on", sector)
                .isEqualTo(expected);
    }

    /** Every sector that was ever written, disk by disk. */
    List<Map<Long, ByteBuffer>> written() {
        return machine.topology().disks().stream()
                .map(disk -> disk.medium().written())
                .collect(Collectors.toList());
    }

    /** The bytes of some of the sectors of a larger piece. */
    static byte[] sectorsOf(byte[] bytes, int first, int count) {
        return Arrays.copyOfRange(bytes, first * BlockRequest.SECTOR, (first + count) * BlockRequest.SECTOR);
    }
}
