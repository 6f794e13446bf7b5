package io.nodev.plugin.generate;

/** Who moves sectors between a guest's array and a medium. */
interface BlockMover extends AutoCloseable {
    /** Makes so many requests; returns how many were done. */
    int move(boolean write, int requests);

    @Override
    void close();
}
