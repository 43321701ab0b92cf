/**
 * A small client of HTTPS for answers that hold secrets: whatever it received lies in memory of its own, which is wiped.
 */
package org.openmfs.agent.methods.https;
