package io.akoflow.gateway.rest;

import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.messaging.Audit;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** What whoever asks may do. It is asked once the route is found, so no other way to write a path leads around it. */
public class RoleCheck {

    private final CurrentVertxRequest current;
    private final Audit audit;

    RoleCheck(CurrentVertxRequest current, Audit audit) {
        this.current = current;
        this.audit = audit;
    }

    @ServerRequestFilter
    public @Nullable Response check(ResourceInfo route) {
        var method = route.getResourceMethod();
        if (method == null) {
            return null;
        }
        var allowed = method.getAnnotation(Allowed.class);
        var needed = allowed == null ? Role.OPERATOR : allowed.value();
        var context = current.getCurrent();
        var caller = Access.caller(context);
        if (caller.role().includes(needed)) {
            return null;
        }
        var request = context.request();
        var what = request.method() + " " + context.normalizedPath();
        Thread.startVirtualThread(() -> audit.say(caller.name(), "refused", what));
        return ProblemDetail.of(
                        403,
                        "Expected somebody with the role '%s' to ask for this, but '%s' has the role '%s'"
                                .formatted(text(needed), caller.name(), text(caller.role())))
                .response();
    }

    private static String text(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
