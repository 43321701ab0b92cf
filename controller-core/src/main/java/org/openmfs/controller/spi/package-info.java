/** What a southbound plugin must do, and what it may report. */
package org.openmfs.controller.spi;
