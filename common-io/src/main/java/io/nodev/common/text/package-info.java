/** Words of messages, for whatever reads what users write. */
package io.nodev.common.text;
