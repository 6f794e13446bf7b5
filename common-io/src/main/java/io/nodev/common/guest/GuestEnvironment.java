package io.nodev.common.guest;

import java.util.List;

/** What a guest finds when it starts. Usable on the domain's virtual CPU only. */
public interface GuestEnvironment {
    /** The domain's id. */
    int domain();

    /** The domain's name, at most 15 characters. */
    String name();

    /** Nanoseconds since the machine was booted. */
    long nanos();

    /** The domain's virtual interfaces, by ascending index; the list does not change. */
    List<VirtualNetworkDevice> networkDevices();

    /** The domain's virtual block devices. */
    BlockDevices blockDevices();

    /** Writes one line to the machine's log, labelled with the domain. */
    void log(String line);
}
