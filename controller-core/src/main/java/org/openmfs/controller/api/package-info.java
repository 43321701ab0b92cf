/** The few calls that the north side may make, and what it is told. */
package org.openmfs.controller.api;
