/** An APN-C seen from outside: TAPI 2.4.1 over RESTCONF for a small optical network whose fibres and services can be failed. */
package org.openmfs.testbed.apn;
