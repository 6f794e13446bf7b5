package io.nodev.legacy;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicCounters;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.NicStats;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.packet.MacAddress;

/** A card whose driver fails when told to. */
public final class FailingCard implements NetworkCard {
    private final NicCounters counters = new NicCounters();
    private volatile boolean failOnTransmit;
    private volatile boolean failOnPoll;
    private volatile Runnable interrupt = () -> {};

    /** Lets every transmission fail from now on. */
    public void failOnTransmit() {
        failOnTransmit = true;
    }

    /** Lets the next poll fail, and asks for one. */
    public void failOnPoll() {
        failOnPoll = true;
        interrupt.run();
    }

    private static void fail() {
        throw new IllegalStateException("the device is on fire");
    }

    @Override
    public String name() {
        return "eth0";
    }

    @Override
    public MacAddress address() {
        return Lab.NIC;
    }

    @Override
    public boolean scatterGather() {
        return true;
    }

    @Override
    public boolean transmit(OutboundFrame frame, int cookie) {
        if (failOnTransmit) {
            fail();
        }
        return true;
    }

    @Override
    public int poll(NicEvents events, int budget) {
        if (failOnPoll) {
            fail();
        }
        return 0;
    }

    @Override
    public boolean promiscuous() {
        return false;
    }

    @Override
    public void setPromiscuous(boolean on) {
        throw new UnsupportedOperationException("no test asks for it: on=" + on);
    }

    @Override
    public NicStats stats() {
        return counters;
    }

    @Override
    public void setInterrupt(Runnable line) {
        interrupt = line;
    }

    @Override
    public NetworkCard reset() {
        setInterrupt(() -> {});
        return this;
    }
}
