/**
 * The block frontend: a guest's half of split block devices.
 *
 * <p>It owns the ring page and every page that sectors pass through, keeps a private copy of each request until that is
 * answered, and believes nothing that comes back without a look. All of it runs on the guest's virtual CPU.
 */
package io.nodev.devdomain.blkfront;
