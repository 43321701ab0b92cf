/**
 * What is checked before a request reaches the datastore: the body against the model, the change against what the
 * application knows; and what no read may return.
 */
package org.openmfs.northbound.check;
