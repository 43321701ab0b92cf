/** Results as tables for people, and as JSON for programs. */
package org.openmfs.actions.show;
