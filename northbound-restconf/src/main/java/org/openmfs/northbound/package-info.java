/**
 * The MFS Operation I/F (4.3.1): RESTCONF under {@code /restconf}, for the container, the plain program and tests alike.
 *
 * <p>OpenDaylight's {@code RestconfServer} carries requests out; what users blame on us stands around it here: the HTTP
 * endpoint, who may do what, the check of every body against the model, the errors and the events.
 */
package org.openmfs.northbound;
