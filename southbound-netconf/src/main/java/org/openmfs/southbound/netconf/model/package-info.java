/** What a model of devices has to say for itself, so that sessions and edits need to know none. */
package org.openmfs.southbound.netconf.model;
