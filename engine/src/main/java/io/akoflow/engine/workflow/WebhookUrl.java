package io.akoflow.engine.workflow;

import java.net.URI;
import java.net.URISyntaxException;

/** Where somebody is told that a run has ended, whoever says so: a file, or the deployment. */
public final class WebhookUrl {

    static final int LONGEST = 2048;

    private WebhookUrl() {}

    /**
     * Whether {@code text} is a URL of http or https with a host. One with a user is none, since who looks at a run is
     * told where its end was told, and a password would be sent over http as well.
     */
    public static boolean isOne(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        try {
            var url = new URI(text);
            var scheme = String.valueOf(url.getScheme());
            return (scheme.equals("https") || scheme.equals("http"))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
