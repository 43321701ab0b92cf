/** The commands of the documents, run as a reader runs them. */
package org.openmfs.testbed.tutorial;
