/**
 * What the user wrote: the machine description as immutable records that remember where they come from, and the reader
 * that makes them of YAML 1.2 text and reports every problem at once. A spec has all defaults filled in, so what reads it
 * never asks whether a key was there. Nothing here knows Maven.
 */
package io.nodev.plugin.spec;
