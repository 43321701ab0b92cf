package org.openmfs.agent.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.AbstractAssert;

/** What a reply says. */
final class ReplyAssert extends AbstractAssert<ReplyAssert, String> {
    private ReplyAssert(String reply) {
        super(reply, ReplyAssert.class);
    }

    static ReplyAssert assertReply(String reply) {
        return new ReplyAssert(reply);
    }

    ReplyAssert isOk() {
        assertThat(actual).contains("<ok/>").doesNotContain("rpc-error");
        return this;
    }

    ReplyAssert isError(String tag) {
        assertThat(NetconfClient.find(actual, "//rpc-error/error-tag"))
                .as(actual)
                .isEqualTo(tag);
        assertThat(NetconfClient.find(actual, "//error-message"))
                .isNotEmpty()
                .doesNotContain("Exception", "org.open", "java.", "revision=");
        return this;
    }

    ReplyAssert at(String path) {
        assertThat(NetconfClient.find(actual, "//rpc-error/error-path"))
                .as(actual)
                .isEqualTo(path);
        return this;
    }

    ReplyAssert withInfo(String element, String value) {
        assertThat(NetconfClient.find(actual, "//error-info/" + element))
                .as(actual)
                .isEqualTo(value);
        return this;
    }

    ReplyAssert withAppTag(String tag) {
        assertThat(NetconfClient.find(actual, "//rpc-error/error-app-tag"))
                .as(actual)
                .isEqualTo(tag);
        return this;
    }

    ReplyAssert has(String path, String text) {
        assertThat(NetconfClient.find(actual, path)).as(actual).isEqualTo(text);
        return this;
    }

    ReplyAssert lacks(String... texts) {
        assertThat(actual).doesNotContain(texts);
        return this;
    }
}
