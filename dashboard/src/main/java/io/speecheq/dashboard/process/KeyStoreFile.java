package io.speecheq.dashboard.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key store, PKCS12 or JKS, with the server's key and certificate. */
public record KeyStoreFile(Path file, String password) {

    /**
     * For a server that shows the certificate, and for a client of other instances, which trusts what the store holds and
     * nobody else.
     *
     * @throws IllegalArgumentException one line, when the file cannot be used
     */
    SSLContext context() {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("no key store at " + file);
        }
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the key store " + file + " cannot be opened: is its password right? (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public String toString() {
        return "KeyStoreFile[" + file + "]";
    }
}
