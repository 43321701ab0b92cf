/** Events for the north side: notifications of the models as one stream that any number of clients can watch. */
package org.openmfs.northbound.stream;
