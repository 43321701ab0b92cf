/** What a topology file describes, and how it is read: every mistake in the file is reported by the field it stands in. */
package org.openmfs.testbed.topology;
