/**
 * What a generated {@code main} calls: boots a machine, plays a capture through it frame by frame, shows what every port
 * counted, and writes it down if asked to.
 *
 * <p>The machine's time follows the capture's, so what is shown and written is the same from run to run under the
 * cooperative scheduler. Files appear whole or not at all.
 */
package io.nodev.common.launch;
