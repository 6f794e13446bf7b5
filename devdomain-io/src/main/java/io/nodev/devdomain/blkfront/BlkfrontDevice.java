package io.nodev.devdomain.blkfront;

import io.nodev.common.kernel.ProbedBlockDevice;
import io.nodev.devdomain.layout.BlkRingLayout;

/** One VBD of a guest, as the last probe showed it. */
final class BlkfrontDevice extends ProbedBlockDevice {
    private final Blkfront front;

    BlkfrontDevice(Blkfront front, int number) {
        super(number);
        this.front = front;
    }

    @Override
    protected boolean putRead(long sector, int count, long tag) {
        int id = front.takeId();
        if (id == Blkfront.NONE) {
            return false;
        }
        front.request(id).begin(this, BlkRingLayout.READ, sector, count).setTag(tag);
        front.put(id);
        return true;
    }

    @Override
    protected boolean putWrite(long sector, byte[] bytes, int count, long tag) {
        int id = front.takeId();
        if (id == Blkfront.NONE) {
            return false;
        }
        front.request(id).begin(this, BlkRingLayout.WRITE, sector, count).setTag(tag);
        front.request(id).fill(front.memory(), bytes);
        front.put(id);
        return true;
    }

    @Override
    public boolean flush(long tag) {
        int id = front.takeId();
        if (id == Blkfront.NONE) {
            return false;
        }
        front.request(id).begin(this, BlkRingLayout.FLUSH, 0, 0).setTag(tag);
        front.put(id);
        return true;
    }

    void count(ShadowRequest done, boolean good) {
        if (!good) {
            stats().countError();
        } else if (done.operation() == BlkRingLayout.READ) {
            stats().countRead(done.sectors());
        } else if (done.operation() == BlkRingLayout.WRITE) {
            stats().countWrite(done.sectors());
        } else {
            stats().countFlush();
        }
    }
}
