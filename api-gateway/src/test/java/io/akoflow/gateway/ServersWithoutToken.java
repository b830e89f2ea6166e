package io.akoflow.gateway;

import java.util.Map;

/** The same for a gateway that anybody may ask. */
public final class ServersWithoutToken extends Servers {

    @Override
    public Map<String, String> start() {
        var settings = super.start();
        settings.put("akoflow.gateway.token", "");
        return settings;
    }
}
