/**
 * A stack so simple that one can see that it is right: frames are arrays, rings are queues, and whatever is sent is carried
 * when the machine settles. What the two real stacks have in common, it has, too; nothing else.
 */
package io.nodev.tck.reference;
