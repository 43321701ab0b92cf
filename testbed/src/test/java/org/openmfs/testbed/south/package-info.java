/** Southbound plugins against the testbed's networks, which speak the standards and know nothing of the plugins. */
package org.openmfs.testbed.south;
