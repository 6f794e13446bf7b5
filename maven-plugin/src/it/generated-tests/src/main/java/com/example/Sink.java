package com.example;

import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;

/** A guest that does nothing; the same source for either stack. */
public final class Sink implements Guest {
    /** Made by the machine. */
    public Sink() {}

    @Override
    public void start(GuestEnvironment environment) {
        environment.log("started");
    }

    @Override
    public boolean run(int budget) {
        return false;
    }
}
