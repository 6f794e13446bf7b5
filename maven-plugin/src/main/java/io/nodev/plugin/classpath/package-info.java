/**
 * What a build's class path is made of: which stack its dependencies bring, and whether every jar and class folder was built
 * for that stack. Nothing here knows Maven.
 */
package io.nodev.plugin.classpath;
