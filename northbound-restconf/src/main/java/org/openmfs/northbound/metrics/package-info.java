/** Numbers for Prometheus: what the manager looks after, what clients ask, and how the program is. */
package org.openmfs.northbound.metrics;
