/**
 * Everything that becomes a file of a generated machine passes through here: rendered to a string first, then put
 * into the one {@link io.nodev.templates.GeneratedFiles}, which alone knows where files go.
 *
 * <p>The same input gives the same bytes: nothing here asks for the time, the user, an absolute path or a locale.
 */
package io.nodev.templates;
