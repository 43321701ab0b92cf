/**
 * The world outside the product, so that the product is tested against the standards and not against itself: a QKD network and
 * an APN-C in processes of their own, described by a topology file.
 */
package org.openmfs.testbed;
