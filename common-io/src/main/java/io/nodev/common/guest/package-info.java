/**
 * What a guest programs against, the same under both architectures: its devices, its log, and being run.
 *
 * <p>A guest runs on its domain's virtual CPU only. It imports nothing of ours but this package.
 */
package io.nodev.common.guest;
