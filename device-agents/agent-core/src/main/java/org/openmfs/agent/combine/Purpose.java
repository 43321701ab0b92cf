package org.openmfs.agent.combine;

import org.openmfs.agent.encdec.Profile;

/** What a combined key is for; both ends mean the same, or they derive different keys. */
public sealed interface Purpose {
    /** The frames between two Enc/Decs of this profile. */
    record Channel(Profile profile) implements Purpose {}

    /** Something that this CF knows nothing of; no key is made for it. */
    record Unknown() implements Purpose {}

    /** The canonical encoding: a label, and what belongs to it. */
    default void writeTo(LengthPrefixed out) {
        switch (this) {
            case Channel channel -> {
                out.add(Label.CHANNEL);
                write(channel.profile(), out);
            }
            case Unknown unknown -> throw new IllegalStateException("no key is made for what is not known");
        }
    }

    /** For people, and for the journal. */
    default String text() {
        return switch (this) {
            case Channel channel -> "channel, " + channel.profile().text();
            case Unknown unknown -> "something that is not known here";
        };
    }

    /** A profile as it enters context and transcript. */
    private static void write(Profile profile, LengthPrefixed out) {
        out.add(profile.kind())
                .add(profile.cipherSuite())
                .add(profile.key().bits())
                .add(profile.shape().slots())
                .add(profile.shape().keys().word())
                .add(profile.shape().saltOctets());
    }
}
