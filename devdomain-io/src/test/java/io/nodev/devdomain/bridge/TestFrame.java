package io.nodev.devdomain.bridge;

import io.nodev.common.packet.HeaderBytes;
import io.nodev.common.packet.MacAddress;

/** A frame of given addresses and length that counts its holds and notices if it is taken. */
final class TestFrame implements BridgedFrame {
    private final byte[] header = new byte[HeaderBytes.LENGTH];
    private final int length;
    private int holds;
    private boolean taken;

    TestFrame(long destination, long source, int length) {
        this.length = length;
        MacAddress.putBits(destination, header, 0);
        MacAddress.putBits(source, header, MacAddress.LENGTH);
    }

    TestFrame withType(int type) {
        header[12] = (byte) (type >> 8);
        header[13] = (byte) type;
        return this;
    }

    static TestFrame of(String destination, String source) {
        return new TestFrame(
                MacAddress.parse(destination).bits(), MacAddress.parse(source).bits(), 60);
    }

    /** Destination and source, as text. */
    static String addresses(BridgedFrame frame) {
        return new MacAddress(EthernetAddresses.destination(frame.header())) + " "
                + new MacAddress(EthernetAddresses.source(frame.header()));
    }

    @Override
    public byte[] header() {
        return header;
    }

    @Override
    public int headerLength() {
        return HeaderBytes.of(length);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int virtualAddress() {
        return 0x8000_0000;
    }

    @Override
    public void hold() {
        holds++;
    }

    @Override
    public void release() {
        holds--;
    }

    @Override
    public boolean take() {
        taken = holds == 0;
        return taken;
    }

    boolean isTaken() {
        return taken;
    }
}
