/** How the actions reach a MFS Network Manager. */
package org.openmfs.actions.port;
