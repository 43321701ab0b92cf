/** Files that hold secrets: read only if nobody else may, written so that a crash leaves the old or the new. */
package org.openmfs.agent.file;
