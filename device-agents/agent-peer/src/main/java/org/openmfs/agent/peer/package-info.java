/** The MFS Inter-MFS CF I/F on the wire: gRPC streams over mutual TLS between this CF and its peers. */
package org.openmfs.agent.peer;
