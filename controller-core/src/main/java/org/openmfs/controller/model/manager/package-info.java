/** What an operator may say of how a manager is reached: its addresses, and the authorities of its certificate. */
package org.openmfs.controller.model.manager;
