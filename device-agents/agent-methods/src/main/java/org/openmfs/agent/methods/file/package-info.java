/** Files that hold secrets: read whole, and only when nobody but their owner could have read them. */
package org.openmfs.agent.methods.file;
