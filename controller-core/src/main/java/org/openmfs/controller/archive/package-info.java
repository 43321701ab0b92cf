/** What a member of the Network Manager did and was asked, appended only, hash-chained and signed by its own key. */
package org.openmfs.controller.archive;
