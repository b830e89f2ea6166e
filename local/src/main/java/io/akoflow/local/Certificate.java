package io.akoflow.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate of the loopback address that nobody but itself has signed, and its key: to see connections encrypted.
 *
 * @param keyStore both, as PKCS12
 * @param password of the key store
 * @param pem the certificate alone, for those who are to trust it
 * @param key the key alone, as PEM
 */
public record Certificate(Path keyStore, String password, Path pem, Path key) {

    private static final String ALIAS = "akoflow";

    /** Makes a new one in {@code folder}. */
    public static Certificate make(Path folder) {
        var password = PrivateFiles.randomSecret();
        var certificate = new Certificate(
                folder.resolve("server.p12"), password, folder.resolve("server.crt"), folder.resolve("server.key"));
        try {
            certificate.generate();
            certificate.extract();
            return certificate;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Expected to make a certificate in %s, but could not".formatted(folder), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to make a certificate, but was interrupted", e);
        }
    }

    private void generate() throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        password))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("Expected keytool to make a key, but it said: " + said);
        }
    }

    private void extract() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(keyStore.toFile(), password.toCharArray());
        write(pem, "CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
        write(key, "PRIVATE KEY", store.getKey(ALIAS, password.toCharArray()).getEncoded());
    }

    private static void write(Path file, String what, byte[] bytes) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        PrivateFiles.write(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, base64, what));
    }

    /** Copies certificate and key to where PostgreSQL looks for them. */
    public void copyTo(Path folder) {
        try {
            PrivateFiles.write(folder.resolve("server.crt"), Files.readString(pem));
            PrivateFiles.write(folder.resolve("server.key"), Files.readString(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "certificate " + pem;
    }
}
