/** What every network of the testbed is to the process that runs it: a set-up goes in, a description of addresses comes out. */
package org.openmfs.testbed.part;
