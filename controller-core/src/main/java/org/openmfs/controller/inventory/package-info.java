/** What we believe about devices, networks, methods and keys, and since when. */
package org.openmfs.controller.inventory;
