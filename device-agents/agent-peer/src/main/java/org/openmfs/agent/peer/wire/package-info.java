/** What messages between CFs look like on the wire: translation to and from the published protobuf messages. */
package org.openmfs.agent.peer.wire;
