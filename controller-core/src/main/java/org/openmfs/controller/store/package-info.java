/** The datastore: what is configured comes in as model records, what is known goes out; the only package that knows MD-SAL. */
package org.openmfs.controller.store;
