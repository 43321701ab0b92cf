package org.openmfs.mutation;

import java.util.List;
import org.pitest.classinfo.ClassName;
import org.pitest.mutationtest.DetectionStatus;
import org.pitest.mutationtest.MutationResult;
import org.pitest.mutationtest.MutationStatusTestPair;
import org.pitest.mutationtest.engine.Location;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.engine.MutationIdentifier;

/** Mutants as PIT tells them. */
final class Mutants {
    static final String TYPE = "org.openmfs.agent.Lock";

    private Mutants() {}

    static MutationDetails mutant(String method, int index, int line, String change) {
        Location location = new Location(ClassName.fromString(TYPE), method, "()V");
        return new MutationDetails(new MutationIdentifier(location, index, "M"), "Lock.java", change, line, 1);
    }

    static MutationResult result(MutationDetails mutant, DetectionStatus status) {
        return new MutationResult(mutant, MutationStatusTestPair.notAnalysed(1, status, List.of()));
    }
}
