/**
 * How the threads of a legacy machine share the work of one half of the hypervisor, its network or its disks: whoever brings
 * work does it, unless somebody is at it already. Nobody waits on a data path, nothing is locked, nothing is allocated.
 */
package io.nodev.legacy.work;
