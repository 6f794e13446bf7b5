/**
 * Grants: the right to a page that one domain gives another, and the exchange of one page for another.
 *
 * <p>A domain writes its grants into its own table; the hypervisor reads an entry once, checks the copy, and keeps to
 * itself what is in use. A page that is mapped through a grant cannot change hands; a grant in use keeps its uses
 * counted here, not where its owner could change them.
 */
package io.nodev.hypervisor.grant;
