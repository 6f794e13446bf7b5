/**
 * Packet captures in the classic pcap format, read and written, and the plan by which a capture is played.
 *
 * <p>A reader takes both byte orders and both time resolutions; damage ends the reading and is told with its place, and what
 * was read before it stays. A writer always writes little-endian, so equal input gives equal files, and a file appears under
 * its name only when it is complete. Times are nanoseconds since 1970-01-01T00:00:00Z.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-opsawg-pcap">PCAP Capture File Format</a>
 */
package io.nodev.common.capture;
