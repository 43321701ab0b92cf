/** The controller put together from its parts, whoever offers MD-SAL: Karaf, or the standalone program. */
package org.openmfs.karaf.composition;
