/** The certificates and keys that this controller shows to managers, renewed while it runs. */
package org.openmfs.southbound.http.identity;
