package com.example.guest;

import io.nodev.common.capture.PcapFile;
import io.nodev.common.capture.PcapRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What two real hosts sent each other: requests of the one, answers of the other, in turns. */
final class Ping {
    static final byte[] OWN = {(byte) 0xAA, 0, 0, 0, 0, 0x0B};

    private Ping() {}

    static List<byte[]> requests() throws IOException {
        return everySecond(0);
    }

    static List<byte[]> answers() throws IOException {
        return everySecond(1);
    }

    private static List<byte[]> everySecond(int first) throws IOException {
        List<PcapRecord> records =
                PcapFile.read(Path.of("src/main/nodev/ping.pcap")).records();
        return java.util.stream.IntStream.range(0, records.size())
                .filter(i -> i % 2 == first)
                .mapToObj(i -> records.get(i).bytes())
                .toList();
    }
}
