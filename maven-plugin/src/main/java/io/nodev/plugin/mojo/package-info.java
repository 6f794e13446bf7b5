/**
 * The goals: what Maven knows becomes a request, what came of it becomes a log, a failure the user can fix or an error that
 * he cannot. The only package that imports Maven.
 */
package io.nodev.plugin.mojo;
