/** Which methods may be combined for which data protection class, and why not. */
package org.openmfs.controller.policy;
