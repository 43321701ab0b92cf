/** The demonstration: the whole system once, from one request to encrypted traffic and back, each step checked. */
package org.openmfs.testbed.demo;
