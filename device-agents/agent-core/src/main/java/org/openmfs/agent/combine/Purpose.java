package org.openmfs.agent.combine;

import org.openmfs.agent.encdec.Profile;

/** What a combined key is for; both ends mean the same, or they derive different keys. */
public sealed interface Purpose {
    /** The frames between two Enc/Decs of this profile. */
    record Channel(Profile profile) implements Purpose {}

    /** The canonical encoding: a label, and what belongs to it. */
    default void writeTo(LengthPrefixed out) {
        switch (this) {
            case Channel channel -> {
                out.add(Label.CHANNEL);
                write(channel.profile(), out);
            }
        }
    }

    /** For people, and for the journal. */
    default String text() {
        return switch (this) {
            case Channel channel -> "channel, " + channel.profile().text();
        };
    }

    /** A profile as it enters context and transcript. */
    static void write(Profile profile, LengthPrefixed out) {
        out.add(profile.kind())
                .add(profile.cipherSuite())
                .add(profile.key().bits())
                .add(profile.shape().slots())
                .add(profile.shape().keys().word())
                .add(profile.shape().saltOctets());
    }
}
