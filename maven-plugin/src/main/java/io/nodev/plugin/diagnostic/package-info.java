/**
 * What is wrong with a user's files, and how it is said: every problem has a fixed code, a position, the text of what is
 * wrong and the fix. Problems are collected, never thrown one by one, and come out sorted by position as text, JSON or SARIF
 * with the same words. Nothing here knows Maven or YAML.
 */
package io.nodev.plugin.diagnostic;
