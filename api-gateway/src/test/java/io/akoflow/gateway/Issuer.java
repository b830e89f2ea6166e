package io.akoflow.gateway;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/** A small OpenID Connect provider: says where its keys are, and signs tokens. */
final class Issuer implements AutoCloseable {

    static final String AUDIENCE = "akoflow";

    private static final String KEY_ID = "key-1";

    private final KeyPair keys = newKeys();
    private final HttpServer server;

    Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serve("/.well-known/openid-configuration", """
                {"issuer":"%s","jwks_uri":"%s/keys","token_endpoint":"%s/token","authorization_endpoint":"%s/login"}
                """.formatted(url(), url(), url(), url()));
        var key = (RSAPublicKey) keys.getPublic();
        serve("/keys", """
                {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}
                """.formatted(KEY_ID, base64(key.getModulus()), base64(key.getPublicExponent())));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A token of {@code subject} who is in {@code groups}. */
    String token(String subject, String... groups) {
        return sign(new Claims(url(), AUDIENCE, subject, Instant.now().plusSeconds(60)), keys, groups);
    }

    /** What a token says. */
    record Claims(String issuer, String audience, String subject, Instant end) {}

    String sign(Claims claims, String... groups) {
        return sign(claims, keys, groups);
    }

    static String sign(Claims claims, KeyPair keys, String... groups) {
        return Jwt.issuer(claims.issuer())
                .audience(claims.audience())
                .subject("id-of-" + claims.subject())
                .preferredUserName(claims.subject())
                .groups(Set.of(groups))
                .issuedAt(claims.end().minusSeconds(120))
                .expiresAt(claims.end())
                .jws()
                .keyId(KEY_ID)
                .sign(keys.getPrivate());
    }

    static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        byte[] unsigned = Arrays.copyOfRange(bytes, from, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
