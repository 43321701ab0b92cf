/** A real Linux kernel with two network namespaces for two agents, as an ordinary process: the kernel pair. */
package org.openmfs.testbed.kernel;
