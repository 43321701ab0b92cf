package org.openmfs.agent.association;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.openmfs.agent.protocol.ReasonCode;

/** Whether a failure is another one than those that were told since it last went well. */
final class Repetition {
    private static final int MOST = 32;
    private final Set<Failure> told = new LinkedHashSet<>();

    /** What makes two failures the same to an operator: not the key's identifier, which is another at each try. */
    private record Failure(Class<?> kind, ReasonCode code, String text) {}

    boolean isNews(AssociationEvent event) {
        return switch (event) {
            case AssociationEvent.RekeyFailed failed ->
                isNews(new Failure(AssociationEvent.RekeyFailed.class, failed.code(), failed.text()));
            case AssociationEvent.ConfirmationMismatch mismatch ->
                isNews(new Failure(
                        AssociationEvent.ConfirmationMismatch.class, ReasonCode.KEY_CONFIRMATION_FAILED, ""));
            case AssociationEvent.KeyInstalled installed -> true;
            case AssociationEvent.KeyRetired retired -> true;
            case AssociationEvent.Degraded degraded -> true;
            case AssociationEvent.Restored restored -> true;
            case AssociationEvent.TrafficStopped stopped -> true;
            case AssociationEvent.StockLow low -> true;
        };
    }

    private boolean isNews(Failure failure) {
        boolean news = told.add(failure);
        if (told.size() > MOST) {
            Iterator<Failure> oldest = told.iterator();
            oldest.next();
            oldest.remove();
        }
        return news;
    }

    /** A key was made; the Enc/Dec has not shown yet that it takes it. */
    void exchanged() {
        told.removeIf(failure -> failure.code() != ReasonCode.ENC_DEC_FAILED);
    }

    /** A key was taken into use. */
    void installed() {
        told.removeIf(failure -> failure.code() == ReasonCode.ENC_DEC_FAILED);
    }
}
