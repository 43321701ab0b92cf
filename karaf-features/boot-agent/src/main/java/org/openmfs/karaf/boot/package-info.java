/** What Apache Karaf 4.4 needs to run on a Java that has no security manager any more. */
package org.openmfs.karaf.boot;
