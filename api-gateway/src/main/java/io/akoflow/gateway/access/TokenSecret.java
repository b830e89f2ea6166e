package io.akoflow.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A token itself, which only whoever asks with it keeps. Its text form does not show it. */
public final class TokenSecret {

    private static final String PREFIX = "akf_";
    private static final int BYTES = 32;
    private static final int LENGTH = PREFIX.length() + 43;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private TokenSecret(String text) {
        this.text = text;
    }

    /** A new one, which nobody guesses. */
    public static TokenSecret make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new TokenSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** One that somebody says. */
    public static TokenSecret said(String text) {
        return new TokenSecret(text);
    }

    /** Whether it has the form of those that {@link #make} makes. */
    public boolean isWellFormed() {
        return text.length() == LENGTH && text.startsWith(PREFIX);
    }

    /** What is kept of it. It holds 256 random bits, so a fast hash is as good as a slow one. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256", e);
        }
    }

    /** For the one answer in which it is told. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
