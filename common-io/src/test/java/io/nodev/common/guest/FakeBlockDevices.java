package io.nodev.common.guest;

import io.nodev.common.disk.DeviceNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Block devices in memory with few slots, whose completions come in random order, at most three a call. */
final class FakeBlockDevices implements BlockDevices {
    private static final int SLOTS = 5;

    private record Request(FakeDevice device, long tag, int status, byte[] read) implements BlockCompletion {
        @Override
        public boolean isGood() {
            return status == 0;
        }

        @Override
        public int length() {
            return read.length;
        }

        @Override
        public void copyTo(byte[] into, int at) {
            System.arraycopy(read, 0, into, at, read.length);
        }
    }

    private final Random random = new Random(5);
    private final List<VirtualBlockDevice> devices = new ArrayList<>();
    private final List<Request> put = new ArrayList<>();
    private final List<Request> submitted = new ArrayList<>();
    boolean ready = true;

    FakeDevice add(String name, int sectors, boolean readOnly) {
        FakeDevice device = new FakeDevice(name, sectors, readOnly);
        random.nextBytes(device.bytes);
        devices.add(device);
        return device;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public List<VirtualBlockDevice> all() {
        return List.copyOf(devices);
    }

    @Override
    public VirtualBlockDevice open(String name) throws NoSuchBlockDeviceException {
        throw new NoSuchBlockDeviceException(name, List.of());
    }

    @Override
    public void submit() {
        submitted.addAll(put);
        put.clear();
    }

    @Override
    public int complete(BlockHandler handler, int budget) {
        int count = 0;
        while (count < Math.min(3, budget) && !submitted.isEmpty()) {
            handler.completed(submitted.remove(random.nextInt(submitted.size())));
            count++;
        }
        return count;
    }

    /** One of them; what goes wrong is set by the test. */
    final class FakeDevice implements VirtualBlockDevice {
        private final String name;
        private final boolean readOnly;
        final byte[] bytes;
        int flushes;
        long badSector = -1;
        long forgottenSector = -1;
        boolean changing;
        boolean cannotFlush;

        private FakeDevice(String name, int sectors, boolean readOnly) {
            this.name = name;
            this.readOnly = readOnly;
            this.bytes = new byte[sectors * SECTOR_SIZE];
        }

        private boolean add(long tag, int status, byte[] read) {
            return put.size() + submitted.size() < SLOTS && put.add(new Request(this, tag, status, read));
        }

        private int status(long sector, int sectors) {
            return badSector >= sector && badSector < sector + sectors ? 2 : 0;
        }

        @Override
        public boolean read(long sector, int sectors, long tag) {
            int from = (int) sector * SECTOR_SIZE;
            if (changing) {
                bytes[from]++;
            }
            return add(tag, status(sector, sectors), Arrays.copyOfRange(bytes, from, from + sectors * SECTOR_SIZE));
        }

        @Override
        public boolean write(long sector, byte[] from, int sectors, long tag) {
            if (!add(tag, status(sector, sectors), new byte[0])) {
                return false;
            }
            for (int i = 0; i < sectors; i++) {
                if (sector + i != forgottenSector) {
                    System.arraycopy(from, i * SECTOR_SIZE, bytes, (int) (sector + i) * SECTOR_SIZE, SECTOR_SIZE);
                }
            }
            return true;
        }

        @Override
        public boolean flush(long tag) {
            flushes++;
            return add(tag, cannotFlush ? 1 : 0, new byte[0]);
        }

        @Override
        public int number() {
            return DeviceNumber.parse(name).orElseThrow();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long sectors() {
            return bytes.length / SECTOR_SIZE;
        }

        @Override
        public boolean readOnly() {
            return readOnly;
        }

        @Override
        public boolean removable() {
            return false;
        }

        @Override
        public BlockDeviceStats stats() {
            return new BlockDeviceStats();
        }
    }
}
