/** Media and disks that show what was done to them, and that fail where a test wants them to. */
package io.nodev.tck.disk;
