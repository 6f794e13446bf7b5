/**
 * Physical network cards: the contract between a card and the stack that owns it, and the cards of this house - one that
 * plays and records captures, a dummy, and one on a wire in memory.
 *
 * <p>A card belongs to one owner, the hypervisor or a device domain, and only its owner's thread transmits and polls. Frames
 * reach a card from anywhere: a player, a wire with other cards. A card passes on only frames of 14 to 1,514 bytes, the
 * check sequence not counted. Nothing is allocated, locked or logged for a frame.
 */
package io.nodev.common.driver;
