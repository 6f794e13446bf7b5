package io.nodev.tck.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A block request as a test puts it into a slot, right or wrong.
 *
 * @param id comes back in the response; the buffers of an id are always the same
 * @param operation 0 read, 1 write, 3 flush, or a number that means nothing
 * @param device the VBD's number
 * @param sector the first sector
 * @param segments sectors of each segment; every segment begins a page of its own
 * @param data what a write takes, segment after segment
 */
public record BlockRequest(int id, int operation, int device, long sector, List<Integer> segments, byte[] data) {
    /** Reads. */
    public static final int READ = 0;

    /** Writes. */
    public static final int WRITE = 1;

    /** Makes what was answered last. */
    public static final int FLUSH = 3;

    /** The most segments of a request that is right. */
    public static final int MAX_SEGMENTS = 11;

    /** Sectors of a page. */
    public static final int SECTORS_PER_PAGE = 8;

    /** Bytes of a sector. */
    public static final int SECTOR = 512;

    /** Copies list and array. */
    public BlockRequest {
        segments = List.copyOf(segments);
        data = data.clone();
    }

    /** Reads sectors, each segment but the last a full page. */
    public static BlockRequest read(int device, long sector, int sectors) {
        return new BlockRequest(7, READ, device, sector, pages(sectors), new byte[0]);
    }

    /** Writes sectors, each segment but the last a full page. */
    public static BlockRequest write(int device, long sector, byte[] data) {
        return new BlockRequest(7, WRITE, device, sector, pages(data.length / SECTOR), data);
    }

    /** Asks for what was answered before to last. */
    public static BlockRequest flush(int device) {
        return new BlockRequest(7, FLUSH, device, 0, List.of(), new byte[0]);
    }

    private static List<Integer> pages(int sectors) {
        List<Integer> segments = new ArrayList<>();
        for (int left = sectors; left > 0; left -= SECTORS_PER_PAGE) {
            segments.add(Math.min(left, SECTORS_PER_PAGE));
        }
        return segments;
    }

    /** The same with another id. */
    public BlockRequest withId(int other) {
        return new BlockRequest(other, operation, device, sector, segments, data);
    }

    /** The same with another operation. */
    public BlockRequest withOperation(int other) {
        return new BlockRequest(id, other, device, sector, segments, data);
    }

    /** The same with other segments. */
    public BlockRequest withSegments(Integer... sectors) {
        return new BlockRequest(id, operation, device, sector, Arrays.asList(sectors), data);
    }

    /** All sectors that it asks for. */
    public int sectors() {
        return segments.stream().mapToInt(Integer::intValue).sum();
    }
}
