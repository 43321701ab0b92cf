package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.AbstractAssert;

/** What a reply says. */
public final class ReplyAssert extends AbstractAssert<ReplyAssert, String> {
    private ReplyAssert(String reply) {
        super(reply, ReplyAssert.class);
    }

    public static ReplyAssert assertReply(String reply) {
        return new ReplyAssert(reply);
    }

    public ReplyAssert isOk() {
        assertThat(actual).contains("<ok/>").doesNotContain("rpc-error");
        return this;
    }

    public ReplyAssert isError(String tag) {
        assertThat(NetconfClient.find(actual, "//rpc-error/error-tag"))
                .as(actual)
                .isEqualTo(tag);
        assertThat(NetconfClient.find(actual, "//error-message"))
                .isNotEmpty()
                .doesNotContain("Exception", "org.open", "java.", "revision=");
        return this;
    }

    public ReplyAssert at(String path) {
        assertThat(NetconfClient.find(actual, "//rpc-error/error-path"))
                .as(actual)
                .isEqualTo(path);
        return this;
    }

    public ReplyAssert withInfo(String element, String value) {
        assertThat(NetconfClient.find(actual, "//error-info/" + element))
                .as(actual)
                .isEqualTo(value);
        return this;
    }

    public ReplyAssert withAppTag(String tag) {
        assertThat(NetconfClient.find(actual, "//rpc-error/error-app-tag"))
                .as(actual)
                .isEqualTo(tag);
        return this;
    }

    public ReplyAssert has(String path, String text) {
        assertThat(NetconfClient.find(actual, path)).as(actual).isEqualTo(text);
        return this;
    }

    public ReplyAssert lacks(String... texts) {
        assertThat(actual).doesNotContain(texts);
        return this;
    }
}
