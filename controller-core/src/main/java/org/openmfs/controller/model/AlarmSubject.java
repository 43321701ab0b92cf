package org.openmfs.controller.model;

import java.util.UUID;

/** What an alarm is about, and who raised it. */
public sealed interface AlarmSubject {
    /** A device's association. */
    record OfAssociation(DeviceId device, AssociationId association) implements AlarmSubject {
        @Override
        public String text() {
            return device + " " + association;
        }
    }

    /** A QKD link of a manager's network. */
    record OfLink(ManagerId manager, UUID link) implements AlarmSubject {
        @Override
        public String text() {
            return manager + " " + link;
        }
    }

    /** The manager of this network itself: no device's and no other manager's concern. */
    record OfController() implements AlarmSubject {
        @Override
        public String text() {
            return "controller";
        }
    }

    /** In one or two words, with a space between them. */
    String text();
}
