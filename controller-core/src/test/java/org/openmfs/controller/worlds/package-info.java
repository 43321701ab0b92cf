/** Random worlds in virtual time: real services over devices and managers that fail, lie and forget, from a seed. */
package org.openmfs.controller.worlds;
