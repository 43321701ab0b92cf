/** What a testbed remembers from one start to the next: files that are written whole, and that only their owner can read. */
package org.openmfs.testbed.kept;
