package io.nodev.plugin.vdisk;

import java.time.Instant;
import java.util.Optional;

/**
 * A virtual disk that has not expired.
 *
 * @param id its number, from 1
 * @param megabytes its size in units of 1,048,576 bytes
 * @param expiry when its extents go back to the free pool; empty for never
 */
public record VirtualDisk(long id, long megabytes, Optional<Instant> expiry) {}
