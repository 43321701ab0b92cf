/** OpenDaylight's RESTCONF server as the engine of reads, operations and mounted devices: questions, bodies, errors. */
package org.openmfs.northbound.engine;
