package org.openmfs.actions;

import com.google.gson.JsonObject;
import java.util.List;

/** What an action came to. */
public sealed interface Result {
    /** Several things of a kind. */
    record Listed(Subject subject, List<Entry> entries) implements Result {
        public Listed {
            entries = List.copyOf(entries);
        }
    }

    /** One thing. */
    record Shown(Subject subject, Entry entry) implements Result {}

    /**
     * A dry run.
     *
     * @param output of operation {@code plan-service}: a plan, or the reasons why there is none
     */
    record Planned(String service, JsonObject output) implements Result {}

    /**
     * Something was changed.
     *
     * @param deed in the past tense
     * @param things what it was done to, as {@code service blue}
     */
    record Done(String deed, List<String> things) implements Result {
        public Done {
            things = List.copyOf(things);
        }
    }

    /** The whole configuration, without the secrets that no read returns. */
    record Exported(JsonObject configuration) implements Result {}
}
