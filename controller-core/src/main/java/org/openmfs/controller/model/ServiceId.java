package org.openmfs.controller.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names a service: protected communication between two endpoints. */
public record ServiceId(String value) implements Comparable<ServiceId> {
    /** A service's name and the number of a leg; those of before had no number. */
    private static final Pattern OF_LEG = Pattern.compile("(.*?)(?:/[1-9][0-9]{0,8})?");

    public ServiceId {
        Form.NAME.require("ServiceId", value);
    }

    /** The service whose association it is, if it is one's: associations of others may have names that no service has. */
    public static Optional<ServiceId> of(AssociationId association) {
        Matcher name = OF_LEG.matcher(association.value());
        return name.matches()
                ? Optional.of(name.group(1)).filter(Form.NAME::fits).map(ServiceId::new)
                : Optional.empty();
    }

    /**
     * The association of one of its legs.
     *
     * @param number from 1
     */
    public AssociationId leg(int number) {
        return new AssociationId(value + "/" + number);
    }

    /** What the association of the first leg was called before services had legs. */
    public AssociationId withoutLegs() {
        return new AssociationId(value);
    }

    @Override
    public int compareTo(ServiceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
