/**
 * A domain's own side of grants: its table, its references, and the mappings it makes of others' pages.
 */
package io.nodev.devdomain.grant;
