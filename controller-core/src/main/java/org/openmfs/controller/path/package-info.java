/** Cheapest paths on a plain primitive-array graph; no input or output, no YANG. */
package org.openmfs.controller.path;
