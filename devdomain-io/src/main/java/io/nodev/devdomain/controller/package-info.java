/**
 * The domain controller: what introduces every guest's frontend to its backend, from the control domain.
 *
 * <p>It moves no packets. It makes event channels, passes on references and ports, and notices when a domain is gone.
 */
package io.nodev.devdomain.controller;
