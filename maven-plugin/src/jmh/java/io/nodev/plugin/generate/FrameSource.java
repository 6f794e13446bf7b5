package io.nodev.plugin.generate;

import io.nodev.common.driver.DummyCard;
import io.nodev.common.driver.ForwardingCard;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.packet.MacAddress;

/** A card that takes every frame, as the dummy does, and on request has received the same frame so many times. */
final class FrameSource extends ForwardingCard {
    private Runnable interrupt = () -> {};
    private byte[] frame = {};
    private int left;

    FrameSource(String name, MacAddress address) {
        super(new DummyCard(name, address));
    }

    /** Has received a frame {@code times} times. On the thread that runs the machine. */
    void receive(byte[] bytes, int times) {
        frame = bytes;
        left = times;
        interrupt.run();
    }

    @Override
    public void setInterrupt(Runnable handler) {
        interrupt = handler;
        super.setInterrupt(handler);
    }

    @Override
    public int poll(NicEvents events, int budget) {
        int shown = super.poll(events, budget);
        while (shown < budget && left > 0) {
            events.received(frame, 0, frame.length);
            left--;
            shown++;
        }
        return shown;
    }

    /** No benchmark has a second owner. */
    @Override
    protected NetworkCard around(NetworkCard next) {
        throw new UnsupportedOperationException("the frames are the first owner's: card=" + next.name());
    }
}
