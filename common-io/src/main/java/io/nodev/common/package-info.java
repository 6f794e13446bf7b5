/** What every nodev class, written or generated, may name without knowing which stack it belongs to. */
package io.nodev.common;
